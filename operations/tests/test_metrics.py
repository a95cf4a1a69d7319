"""Owns the proof of the figures for Prometheus: for who has the token, of all processes, few however many addresses."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as house
from django.test import Client
from django.urls import reverse
from prometheus_client.parser import text_string_to_metric_families

from jobs.models import Job, JobState
from notices.models import NoticeMail
from operations import metrics
from operations.readiness import readiness
from plans.actions.achievements import record_achievement
from plans.tests.factories import cell_of

TOKEN = "a-token-of-tests"


@pytest.fixture
def scraped(db, client, settings):
    """``scraped()``: every figure by its name and labels."""
    settings.METRICS_TOKEN = TOKEN

    def ask():
        metrics._stored.forget()
        readiness.forget()
        response = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
        assert response.status_code == 200
        families = text_string_to_metric_families(response.text)
        return {(each.name, *sorted(each.labels.items())): each.value for part in families for each in part.samples}

    return ask


def test_without_a_token_there_is_no_such_page(db, client, settings):
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize("given", [None, "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN} ", "Bearer টোকেন"])
def test_who_has_not_the_token_reads_nothing(db, client, settings, given):
    settings.METRICS_TOKEN = TOKEN
    response = client.get("/metrics", headers={"Authorization": given} if given else {})
    assert response.status_code == 401
    assert response.content == b""


def test_requests_are_counted_by_the_names_of_views(scraped, alice, client_of):
    asked = ("plans_requests_total", ("method", "GET"), ("status", "200"), ("view", "notices:list"))
    before = scraped().get(asked, 0)
    client_of(alice).get(reverse("notices:list") + "?q=secret")
    after = scraped()
    assert after[asked] == before + 1
    assert after["plans_request_queries_total", ("view", "notices:list")] > 0
    assert after["plans_request_seconds_count", ("view", "notices:list")] >= 1
    assert "secret" not in repr(after)


def test_addresses_and_methods_that_are_made_up_add_no_figures(scraped):
    visitor = Client()
    visitor.get("/made-up/0/")
    visitor.generic("BREW", "/made-up/0/")
    known = set(scraped())
    for number in range(1, 20):
        visitor.get(f"/made-up/{number}/")
        visitor.generic(f"BREW{number}", f"/made-up/{number}/")
    assert set(scraped()) == known


def test_jobs_and_mails_are_counted_in_every_state(scraped, alice):
    Job.objects.create(task="none", title="কাজ", asked_by=alice)
    NoticeMail.objects.create(person=alice)
    found = scraped()
    assert {state: found["plans_jobs", ("state", state)] for state in JobState.values} == dict.fromkeys(
        JobState.values, 0
    ) | {"queued": 1}
    assert found["plans_mails", ("state", "waiting")] == 1
    assert found["plans_mails", ("state", "failed")] == 0
    assert found["plans_job_oldest_wait_seconds",] >= 0


def test_the_ledger_and_readiness_are_told(scraped, plan_of_size, alice):
    before = scraped()["plans_events",]
    record_achievement(cell=cell_of(plan_of_size(1), "1.1", 1), value="১", version=0, by=alice)
    found = scraped()
    assert found["plans_events",] > before
    assert found["plans_ready", ("check", "database")] == 1
    assert found["plans_evidence_bytes",] == 0
    assert found["plans_database_seconds",] > 0


COUNT = """
import django
django.setup()
from operations.metrics import exposition, observe
observe(view="home", method="GET", status=200, seconds=0.01, queries=3)
print(next(line for line in exposition().decode().splitlines() if line.startswith("plans_requests_total")))
"""


def test_processes_of_one_server_are_counted_together(tmp_path):
    """Each in a process of its own, as gunicorn has them: the second tells of both."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    environment |= {"METRICS_TOKEN": TOKEN, "DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings"}
    said = [
        subprocess.run(
            [sys.executable, "-c", COUNT], env=environment, cwd=house.BASE_DIR, capture_output=True, text=True
        )
        for _ in range(2)
    ]
    assert [each.stdout.split()[-1] for each in said] == ["1.0", "2.0"], said[0].stderr
