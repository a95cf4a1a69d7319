"""Owns what the public does on the last day, and a crawler that nobody manages; each from an address of its own."""

import random
import time
from itertools import count
from typing import Any, ClassVar

from locust import HttpUser, constant, task
from requests import RequestException
from requests.adapters import HTTPAdapter
from urllib3.util import connection

from bench.deadline_day.browsers import LOST
from bench.deadline_day.mix import GLANCE
from bench.deadline_day.pace import own_pace
from bench.deadline_day.records import TURNED_AWAY, Records

addresses = (f"127.0.{number // 250}.{number % 250 + 2}" for number in count(250))
PAUSE = 0.1  # seconds of a crawler after it was turned away
connection.HAS_IPV6 = False  # localhost is looked up for the address we come from


class FromAddress(HTTPAdapter):
    """Connects from one of the many addresses of loopback."""

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        super().init_poolmanager(*arguments, source_address=(next(addresses), 0), **options)


class Visitor(HttpUser):
    """Anybody without log-in; being turned away is no failure, but counted."""

    abstract = True
    records: ClassVar[Records]
    people: ClassVar[dict[str, Any]]

    def on_start(self) -> None:
        self.client.mount("https://", FromAddress())
        self.client.verify, self.client.trust_env = False, False

    def ask(self, path: str) -> int:
        kind, began = kind_of(path), time.perf_counter()
        with self.client.get(path, name=kind, catch_response=True, timeout=60) as answer:
            answer.success()
            status = answer.status_code or LOST
        if status in TURNED_AWAY:
            self.records.note_turned_away(kind)
        elif status == 200:
            self.records.note(kind, time.perf_counter() - began)
        else:
            self.records.fail(kind, str(status or "no answer"))
        return status


class Citizen(Visitor):
    """Looks at published reports, a page or a file every five seconds."""

    wait_time = own_pace(GLANCE)

    @task
    def look(self) -> None:
        self.ask(random.choice(["/public/", *random.sample(self.people["public"], 2)]))


class Crawler(Visitor):
    """Asks for everything public as quickly as it is answered."""

    wait_time = constant(0)

    @task
    def crawl(self) -> None:
        for path in ["/public/", *self.people["public"]]:
            try:
                status = self.ask(path)
            except RequestException:
                status = LOST
            if status in TURNED_AWAY or status == LOST:
                time.sleep(PAUSE)


def kind_of(path: str) -> str:
    """What is asked for, in words: the file's ending tells."""
    if path.startswith("/v/"):
        return "number of a paper"
    ending = path.rpartition(".")[2]
    return f"public file {ending}" if len(ending) < 5 else "public page"
