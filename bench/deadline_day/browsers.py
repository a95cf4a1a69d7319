"""Owns how a person of the last day asks: signed in over TLS, each answer noted, each wrong one a failure."""

import random
import re
import time
from collections.abc import Iterable
from typing import Any, ClassVar
from urllib.parse import urlencode

from locust import FastHttpUser
from locust.exception import StopUser

from bench.deadline_day.pace import own_pace
from bench.deadline_day.records import TURNED_AWAY, Records

TOKEN, LOG_IN, LOG_OUT = "__Host-csrftoken", "/accounts/login/", "/accounts/logout/"
FORM = "application/x-www-form-urlencoded"
LOST = 0  # the status of a request nobody answered
CELL = re.compile(r'name="cell" value="(\d+)">\s*<input type="hidden" form="cells" name="version" value="(\d+)">')


class Browser(FastHttpUser):
    """A browser with its cookies; what it asks and how often stands in the classes below."""

    abstract = True
    records: ClassVar[Records]
    people: ClassVar[dict[str, Any]]
    password: ClassVar[str]
    network_timeout = connection_timeout = 60.0
    may_be_turned_away = False
    wait_time = own_pace(1)

    def ask(
        self,
        kind: str,
        path: str,
        *,
        data: dict[str, Any] | bytes | None = None,
        headers: dict[str, str] | None = None,
        expected: Iterable[int] = (200,),
        waits: bool = False,
    ) -> Any:
        """The answer, noted. ``waits``: being asked to come again in a moment is no failure, but counted."""
        said = {"Referer": f"{self.host}/", **(headers or {})}
        if isinstance(data, dict):
            data = urlencode(data | {"csrfmiddlewaretoken": self.token}).encode()
            said.setdefault("Content-Type", FORM)
        began, method = time.perf_counter(), "GET" if data is None else "POST"
        options = {"name": kind, "data": data, "headers": said, "allow_redirects": False, "catch_response": True}
        with self.client.request(method, path, **options) as answer:
            answer.success()
            status = answer.status_code or LOST
            self._note(kind, time.perf_counter() - began, status, set(expected), waits or self.may_be_turned_away)
            return answer

    def _note(self, kind: str, seconds: float, status: int, expected: set[int], may_wait: bool) -> None:
        if status in expected:
            self.records.note(kind, seconds)
        elif may_wait and status in TURNED_AWAY:
            self.records.note_turned_away(kind)
        else:
            self.records.fail(kind, str(status or "no answer"))

    @property
    def token(self) -> str:
        return next((each.value or "" for each in self.client.cookiejar if each.name == TOKEN), "")

    def log_in(self, name: str) -> bool:
        """Whether the person is in; home is what follows."""
        self.client.cookiejar.clear()
        self.ask("log-in page", LOG_IN)
        typed = {"login": name, "password": self.password}
        answer = self.ask("log in", LOG_IN, data=typed, expected=(302,), waits=True)
        if answer.status_code == 302:
            self.ask("home", "/")
        return bool(answer.status_code == 302)

    def log_in_at_last(self, name: str) -> None:
        """As somebody who is asked to come back in a moment does; gives up where it leads nowhere."""
        for _ in range(40):
            if self.log_in(name):
                return
            time.sleep(1 + 2 * random.random())
        self.records.fail("log in", "never let in")
        raise StopUser

    def log_out(self) -> None:
        self.ask("log out", LOG_OUT, data={}, expected=(302,))


def cells_of(page: str) -> dict[int, int]:
    """The cells an entry page lets fill, with the versions it shows."""
    return {int(cell): int(version) for cell, version in CELL.findall(page)}


def hidden_field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return found[1] if found else ""
