"""Owns the proof of what balancers are told: the process lives, and whether people can be sent to it."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from config.kept_storage import kept_storage
from jobs.models import SILENCE, Job, JobState
from operations import readiness as conditions
from operations.closing import Closure, close
from operations.readiness import readiness
from reports.pdf import font_files


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.DATA_DIR = tmp_path
    readiness.forget()
    yield
    readiness.forget()


@pytest.fixture
def asked(db, client):
    """``asked()``: the status of /readyz and what is told of each condition."""

    def ask():
        readiness.forget()
        response = client.get("/readyz")
        return response.status_code, response.json()["checks"]

    return ask


def test_a_process_that_lives_asks_no_database(client):
    """Of a test that may not use one."""
    response = client.get("/healthz")
    assert response.json() == {"alive": True}
    assert response["Cache-Control"] == "no-store"


def test_all_is_well(asked):
    status, checks = asked()
    assert status == 200
    assert {name: told["ok"] for name, told in checks.items()} == dict.fromkeys(conditions.CHECKS, True)


def test_probes_may_call_us_by_any_name_and_are_not_sent_to_https(db, client, settings):
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["plans.example.gov.bd"], True
    assert client.get("/readyz", HTTP_HOST="10.1.2.3").status_code == 200
    assert client.get("/healthz", HTTP_HOST="10.1.2.3").status_code == 200
    assert client.get("/", HTTP_HOST="10.1.2.3").status_code in {301, 400}


def test_maintenance_stops_no_probe(db, client):
    close(Closure())
    assert client.get("/readyz").status_code == 200
    assert client.get("/healthz").status_code == 200


def test_who_asks_again_and_again_costs_one_look(db, client):
    client.get("/readyz")
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/readyz").status_code == 200
    assert len(queries) == 0


def test_one_look_is_two_queries(db, client):
    conditions.unapplied_migrations()
    with CaptureQueriesContext(connection) as queries:
        client.get("/readyz")
    assert len(queries) <= 3  # the recorder looks whether its table is there


def test_a_migration_that_is_not_applied_is_told(asked):
    MigrationRecorder.Migration.objects.filter(app="jobs", name="0004_request_id").delete()
    status, checks = asked()
    assert status == 503
    assert checks["migrations"]["why"] == "1 migrations are not applied: run migrate"
    assert checks["database"]["ok"]


def test_a_folder_that_is_none_is_told(asked, tmp_path):
    (tmp_path / "files").write_text("")
    status, checks = asked()
    assert status == 503
    assert checks["storage"] == {"ok": False, "needed": True, "why": "files cannot be kept"}


def test_a_broker_that_is_gone_is_told_and_sends_nobody_away(asked, settings):
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    status, checks = asked()
    assert status == 200
    assert checks["queue"] == {"ok": False, "needed": False, "why": "the broker does not answer: jobs wait"}


def test_a_font_that_is_missing_is_told(asked, tmp_path, monkeypatch):
    monkeypatch.setattr(conditions, "missing_files", lambda: font_files.missing_files(tmp_path))
    status, checks = asked()
    assert status == 503
    assert checks["fonts"]["why"] == "fonts of printed reports are missing"


def test_a_bucket_that_is_not_there_keeps_no_file(asked, settings, object_store):
    settings.STORAGES = settings.STORAGES | {"default": kept_storage(object_store.new_bucket())}
    assert asked()[1]["storage"]["ok"]
    settings.STORAGES = settings.STORAGES | {
        "default": kept_storage(object_store.environment | {"S3_BUCKET": "never-made"})
    }
    status, checks = asked()
    assert (status, checks["storage"]["ok"]) == (503, False)


def test_jobs_that_wait_in_the_database_and_nobody_takes_are_told_and_send_nobody_away(asked, settings, administrator):
    settings.JOBS_IN_DATABASE = True
    waiting = Job.objects.create(task="booklet", asked_by=administrator)
    assert asked()[1]["queue"]["ok"]  # a worker may be about to take it
    Job.objects.filter(pk=waiting.pk).update(asked_at=Now() - SILENCE * 2)
    status, checks = asked()
    assert (status, checks["queue"]["ok"]) == (200, False)
    Job.objects.create(task="booklet", asked_by=administrator, state=JobState.RUNNING, heard_at=timezone.now())
    assert asked()[1]["queue"]["ok"]  # one works, and takes them after it
