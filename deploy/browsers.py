"""Owns somebody signed in at the whole on one machine, over TLS with a certificate that is checked."""

import time
from collections.abc import Callable
from contextlib import closing
from typing import Any

import psycopg2
import requests

from deploy.one_machine import OneMachine

LOG_IN = "/accounts/login/"
LONGEST = 240  # seconds; a job that its broker lost is handed out again by the next look of a web server


class Browser:
    """Keeps cookies and sends the token of forms."""

    def __init__(self, machine: OneMachine, name: str, password: str) -> None:
        self.machine, self.session = machine, requests.Session()
        self.session.trust_env, self.session.verify = False, str(machine.home / "tls.crt")
        page = self.get(LOG_IN)
        check("__Host-csrftoken" in self.session.cookies, told(page))
        answer = self.post(LOG_IN, {"login": name, "password": password})
        check("__Host-sessionid" in self.session.cookies, told(answer))

    def get(self, place: str) -> requests.Response:
        return self.session.get(self.machine.address + place, timeout=60)

    def post(self, place: str, data: dict[str, Any], **options: Any) -> requests.Response:
        address = self.machine.address + place
        token = {"csrfmiddlewaretoken": self.session.cookies["__Host-csrftoken"]}
        return self.session.post(address, data | token, headers={"Referer": address}, timeout=60, **options)


def check(is_so: bool, why: str) -> None:
    """Raises AssertionError."""
    if not is_so:
        raise AssertionError(why)


def told(answer: requests.Response) -> str:
    """An answer that was not expected, for who reads that something failed."""
    steps = " ".join(f"{each.status_code} {each.url}" for each in [*answer.history, answer])
    return f"{steps}\n{dict(answer.headers)}\n{answer.text[:3000]}"


def rows(machine: OneMachine, statement: str, *values: Any) -> list[Any]:
    """What PostgreSQL itself has, past the site."""
    with closing(psycopg2.connect(machine.environment["DATABASE_URL"])) as database, database.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def wait_until(is_so: Callable[[], bool]) -> None:
    """Raises AssertionError where it is not so after LONGEST."""
    ends = time.monotonic() + LONGEST
    while not is_so():
        check(time.monotonic() < ends, "waited in vain")
        time.sleep(0.2)
