"""Owns the proof that a step of a quarter is done as it was answered or not at all, whenever its server is killed."""

import http.client
import os
import signal
import subprocess
import sys
from random import Random
from urllib.parse import urlencode

import pytest
from django.conf import settings as house
from django.db import connections
from django.test import Client
from django.urls import reverse

from config import keys
from entry.tests.killed_server import work_until_killed
from entry.tests.test_killed_server import KILLS, TOKEN
from jobs.tests.killing import LONGEST, database_url
from plans.actions.reporting import approve_report, submit_report
from plans.models import Event, LeagueEntry, QuarterReport, QuarterRound, Receipt, SupersededApproval
from plans.tests.commands.shell import run
from plans.tests.deciding import hidden_in

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference")]

# Where each step is half done; the last statement of all is the event that tells it.
HALF_DONE = [
    *((f'INSERT INTO "plans_{table}"', "submit") for table in ("receipt", "quarterround", "event")),
    ('UPDATE "plans_quarterreport"', "submit"),
    *(
        (f'UPDATE "plans_{table}"', step)
        for step in ("return", "approve")
        for table in ("quarterround", "quarterreport")
    ),
    *(('INSERT INTO "plans_event"', step) for step in ("return", "approve", "reopen")),
    *((f'INSERT INTO "plans_{table}"', "reopen") for table in ("supersededapproval",)),
    ('UPDATE "plans_quarterreport"', "reopen"),
]
WRITTEN = (Event, LeagueEntry, QuarterReport, QuarterRound, Receipt, SupersededApproval)


def written():
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in WRITTEN}


def assert_proved():
    """Every ledger is whole and tells what stands; every scorecard is what its rows give."""
    for command in ("verify_events", "verify_scorecards"):
        ended = run(command)
        assert ended.code == 0, ended.out + ended.err


@pytest.mark.parametrize(("statement", "step"), HALF_DONE)
def test_a_step_killed_in_the_middle_was_never_taken(statement, step, plan_of_size, alice, rita, tmp_path):
    plan = plan_of_size(2)
    report = plan.reports.get(quarter=1)
    if step != "submit":
        submit_report(report=report, by=alice)
    if step == "reopen":
        approve_report(report=report, by=rita)
    before = written()
    by = alice if step == "submit" else rita
    told = {"DATABASE_URL": database_url(), "DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings"}
    command = [sys.executable, "-m", "entry.tests.killed_step", statement, step, str(plan.pk), str(by.pk)]
    ended = subprocess.run(command, env=os.environ | told, cwd=house.BASE_DIR, capture_output=True, timeout=LONGEST)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    assert written() == before
    assert_proved()


class Office:
    """An office and its reviewer, who hand one quarter in, approve it, open it again and send it back until the server
    is gone, and remember what they were told.
    """

    def __init__(self, server, plan, focal_point, reviewer) -> None:
        self.server, self.plan = server, plan
        self.people = {person: cookie_of(person) for person in (focal_point, reviewer)}
        self.focal_point, self.reviewer = focal_point, reviewer
        self.receipts, self.steps, self.clicks = [], [], 0

    def work(self) -> None:
        try:
            while True:
                self.take(QuarterReport.objects.get(plan=self.plan, quarter=1).state)
        except (OSError, http.client.HTTPException):
            return  # killed: what became of this one nobody was told
        finally:
            connections.close_all()

    def take(self, state) -> None:
        step, person, typed = self.next_step(state)
        fields = hidden_in(self.ask(person, "GET", step)[1]) | typed
        status, _page, place = self.ask(person, "POST", step, fields)
        assert status == 302, (step, state, status)
        self.clicks += 1
        self.steps.append(step)
        if step == "submit":
            assert "receipt" in place
            self.receipts.append(self.told_receipt(person, place))

    def next_step(self, state):
        if state in {"draft", "returned"}:
            return "submit", self.focal_point, {}
        if state == "approved":
            return "reopen", self.reviewer, {"reason": "কারণ"}
        if self.clicks % 3 == 2:
            return "return", self.reviewer, {"reason": "কারণ", "confirmed": "1"}
        return "approve", self.reviewer, {"agreed": "on", "confirmed": "1"}

    def told_receipt(self, person, place) -> str:
        """What the page after handing in names: a number only this round has."""
        _status, page, _place = self.request(person, "GET", place)
        last = max(Receipt.objects.filter(report__plan=self.plan), key=lambda receipt: receipt.round)
        assert last.number in page
        return last.number

    def ask(self, person, method, step, fields=None):
        return self.request(person, method, reverse(f"entry:{step}", args=[self.plan.pk, 1]), fields)

    def request(self, person, method, place, fields=None):
        body = urlencode({**fields, "csrfmiddlewaretoken": TOKEN}) if fields is not None else None
        headers = {"Cookie": self.people[person], "Content-Type": "application/x-www-form-urlencoded"}
        line = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        try:
            line.request(method, place, body, headers)
            answer = line.getresponse()
            return answer.status, answer.read().decode(), answer.headers.get("Location", "")
        finally:
            line.close()


def cookie_of(person) -> str:
    client = Client()
    client.force_login(person)
    return f"sessionid={client.cookies['sessionid'].value}; csrftoken={TOKEN}"


def test_what_was_answered_as_done_is_done_whole_after_twenty_kills(
    plan_of_size, alice, bob, rita, killed_server, tmp_path, settings
):
    settings.CHECKPOINTS_ROOT = tmp_path / "checkpoints"
    settings.CHECKPOINT_KEYS = keys.CHECKPOINTS.all(tmp_path)  # as the server seals
    chance = Random(21)
    offices = [Office(killed_server, plan_of_size(2), person, rita) for person in (alice, bob)]
    for _ in range(KILLS):
        deeds = [office.work for office in offices]
        work_until_killed(killed_server, deeds, lambda: [office.clicks for office in offices], chance.random())
        assert_proved()
        for office in offices:
            assert_whole(office.plan)
    for office in offices:
        kept = Receipt.objects.filter(report__plan=office.plan).order_by("round")
        assert set(office.receipts) <= {receipt.number for receipt in kept}
        assert office.steps.count("submit") <= len(kept)
        assert set(office.steps) == {"submit", "approve", "reopen", "return"}


def assert_whole(plan) -> None:
    """Each receipt has its round and its event, and the report stands where its last event left it."""
    report = plan.reports.get(quarter=1)
    events = plan.events.filter(quarter=1, verb__endswith="_report").order_by("sequence")
    receipts = list(report.receipts.order_by("round").values_list("round", "number"))
    told = [(event.after["round"], event.after["receipt"]) for event in events if event.verb == "submit_report"]
    rounds = list(QuarterRound.objects.filter(report=report).order_by("number").values_list("number", flat=True))
    assert receipts == told
    assert rounds == [round_ for round_, _number in receipts]
    last = events.last()
    assert report.state == (last.after["state"] if last else "draft")
    is_approved = report.state == "approved"
    assert (report.approved_by_id is not None, report.frozen_switches is not None) == (is_approved, is_approved)
    assert report.superseded.count() == events.filter(verb="reopen_report").count()
