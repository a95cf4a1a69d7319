"""Owns the proof that what a server answered "saved" is there after it was killed, twenty times while it saved."""

import http.client
from contextlib import closing
from itertools import count
from random import Random
from urllib.parse import urlencode

import pytest
from django.db import connections, transaction
from django.test import Client

from entry.tests.killed_server import work_until_killed
from entry.tests.views.test_entry import address_of
from plans.actions.ledger import is_chain_whole
from plans.models import QuarterCell
from plans.tests.actions.test_achievements import assert_stored_equals_fresh

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference")]
KILLS, TOKEN = 20, "t" * 32


class Writer:
    """A browser that saves into one cell until its server is gone, and remembers what was answered "saved"."""

    numbers = count(1)

    def __init__(self, server, person, cell) -> None:
        client = Client()
        client.force_login(person)
        self.cookie = f"sessionid={client.cookies['sessionid'].value}; csrftoken={TOKEN}"
        self.server, self.pk, self.address, self.saved = server, cell.pk, address_of(cell), []

    def write(self) -> None:
        try:
            version = QuarterCell.objects.values_list("version", flat=True).get(pk=self.pk)
        finally:
            connections.close_all()
        for number in self.numbers:
            try:
                status = self.ask(str(number), version)
            except (OSError, http.client.HTTPException):
                return  # killed: what became of this one nobody was told
            assert status == 200
            self.saved.append(str(number))
            version += 1

    def ask(self, text, version) -> int:
        body = urlencode({"text": text, "version": version, "csrfmiddlewaretoken": TOKEN})
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true"}
        with closing(http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)) as line:
            line.request("POST", self.address, body, headers)
            answer = line.getresponse()
            answer.read()
            return answer.status


def test_all_that_was_answered_saved_is_there_after_twenty_kills(plan_of_size, alice, bob, killed_server):
    plan, chance = plan_of_size(3), Random(20)
    cells = list(QuarterCell.objects.filter(indicator__activity__area__plan=plan, quarter=1).order_by("pk"))
    writers = [Writer(killed_server, person, cell) for person, cell in zip((alice, bob, alice), cells, strict=True)]
    for _ in range(KILLS):
        deeds = [writer.write for writer in writers]
        work_until_killed(killed_server, deeds, lambda: [len(writer.saved) for writer in writers], chance.random())
    told = plan.events.filter(verb="record_achievement")
    for writer, cell in zip(writers, cells, strict=True):
        stored = [event.after["text"] for event in told.filter(indicator=cell.indicator_id).order_by("sequence")]
        assert writer.saved
        assert set(writer.saved) <= set(stored)
        cell.refresh_from_db()
        assert (cell.achievement.text, cell.version) == (stored[-1], len(stored))
    assert is_chain_whole(plan.pk)
    with transaction.atomic():
        assert_stored_equals_fresh(plan)
