"""Owns what officers do on the last day: fill, attach, hand in, print, come and go, and look over others' quarters."""

import random
import time
from collections.abc import Iterator
from io import BytesIO
from itertools import cycle
from typing import Any, ClassVar

from locust import constant, task
from PIL import Image

from bench.deadline_day.browsers import LOST, Browser, cells_of, hidden_field
from bench.deadline_day.mix import GLANCE, PACE, TURN
from bench.deadline_day.pace import own_pace

PAGE_EVERY, HOME_EVERY, FILE_EVERY = 12, 30, 8  # saves of an officer
PATIENCE = 120  # seconds for a print
EDGE = "edge-of-a-part"


class Officer(Browser):
    """A focal point at the entry page: a save every two seconds, now and then the page anew, home, or a file."""

    abstract = True
    wait_time = own_pace(PACE)
    taken: ClassVar[Iterator[dict[str, Any]]]  # offices nobody else has
    numbers: ClassVar[Iterator[int]]  # none of them was ever typed before

    def on_start(self) -> None:
        self.office = next(self.taken)
        self.page = f"/plans/{self.office['plan']}/q1/"
        self.log_in_at_last(self.office["name"])
        self.turn = random.randrange(HOME_EVERY)
        self.load_page()
        self.records.ready += 1

    def load_page(self) -> None:
        answer = self.ask("entry page", self.page)
        if cells := cells_of(answer.text or ""):
            self.cells = cells

    @task
    def work_in_turn(self) -> None:
        """Nobody begins before all are in: else who comes last would wait behind those at work."""
        if self.records.are_all_in:
            self.work()

    def work(self) -> None:
        self.turn += 1
        if self.turn % PAGE_EVERY == 0:
            self.load_page()
        if self.turn % HOME_EVERY == 0:
            self.ask("home", "/")
        if self.turn % FILE_EVERY == FILE_EVERY // 2:
            self.attach()
        self.save()

    def save(self) -> None:
        """A number nobody typed before into one of the cells, over the version that was read."""
        cell = random.choice(list(self.cells))
        text, sent = str(next(self.numbers)), {"HX-Request": "true"}
        typed = {"text": text, "version": self.cells[cell]}
        answer = self.ask("save", f"/plans/cells/{cell}/", data=typed, headers=sent)
        if answer.status_code == 200:
            self.records.saved.append((cell, text))
            self.cells[cell] += 1
        else:
            if (answer.status_code or LOST) in (LOST, 502, 503, 504):
                self.records.unknown.append((cell, text))
            self.load_page()

    def attach(self) -> None:
        cell = random.choice(list(self.cells))
        head = f'--{EDGE}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{self.token}\r\n'
        head += f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="{next(self.numbers)}.jpg"\r\n'
        head += "Content-Type: image/jpeg\r\n\r\n"
        body = head.encode() + a_picture(next(self.numbers)) + f"\r\n--{EDGE}--\r\n".encode()
        told = {"Content-Type": f"multipart/form-data; boundary={EDGE}", "HX-Request": "true"}
        self.ask("evidence", f"/plans/cells/{cell}/evidence/", data=body, headers=told)


class Writer(Officer):
    """Saves every two seconds and does nothing else."""

    def work(self) -> None:
        self.save()


class Printer(Officer):
    """Saves a value and prints the official form with it, as long as that takes."""

    wait_time = own_pace(TURN)

    def work(self) -> None:
        self.save()
        began = time.perf_counter()
        while time.perf_counter() - began < PATIENCE:
            answer = self.ask("print, asked for", f"/reports/{self.office['plan']}/q1/form.pdf", waits=True)
            if answer.status_code == 200:
                self.records.note("print, until it is there", time.perf_counter() - began)
                return
            time.sleep(float(answer.headers.get("Retry-After") or 5))
        self.records.fail("print", "not there in time")


class Filler(Officer):
    """A focal point who stays at the entry page."""


class Sender(Browser):
    """Comes, looks at the quarter, hands it in, reads the receipt and goes; each time for another office."""

    wait_time = own_pace(TURN)
    taken: ClassVar[Iterator[dict[str, Any]]]

    @task
    def hand_in(self) -> None:
        if not self.records.are_all_in:
            return
        office = next(self.taken)
        page = f"/plans/{office['plan']}/q1/"
        self.log_in_at_last(office["name"])
        self.ask("entry page", page)
        seen = hidden_field(self.ask("page before handing in", f"{page}submit/").text or "", "seen")
        answer = self.ask("hand in", f"{page}submit/", data={"seen": seen}, expected=(302,))
        receipt = answer.headers.get("Location") or ""
        if "/receipt/" in receipt:
            self.ask("receipt", receipt)
        else:
            self.records.fail("hand in", f"led to {receipt}")
        self.log_out()


class Comer(Browser):
    """Logs in, sees home and goes."""

    wait_time = own_pace(GLANCE)
    taken: ClassVar[Iterator[dict[str, Any]]]

    def on_start(self) -> None:
        self.name = next(self.taken)["name"]

    @task
    def come(self) -> None:
        if not self.records.are_all_in:  # a storm meets those who are at work
            time.sleep(1)
        elif self.log_in(self.name):
            self.log_out()


class Storm(Comer):
    """Logs in again and again without a pause, whatever is answered."""

    wait_time = constant(0)
    may_be_turned_away = True


class Reviewer(Browser):
    """Somebody of the Cabinet Division: the comparison, then scorecards and what was handed in, office by office."""

    wait_time = own_pace(GLANCE)
    taken: ClassVar[Iterator[str]]

    def on_start(self) -> None:
        self.log_in_at_last(next(self.taken))
        self.records.ready += 1
        plan = cycle(random.sample(self.people["plans"], len(self.people["plans"])))
        self.pages = cycle(
            [
                ("comparison", lambda: "/reports/comparison/?year=2020-21&kind=integrity&quarter=1"),
                ("scorecard", lambda: f"/reports/{next(plan)}/q1/scorecard/"),
                ("home of a reviewer", lambda: "/"),
                ("scorecard", lambda: f"/reports/{next(plan)}/q1/scorecard/"),
                ("quarter of an office", lambda: f"/plans/{next(plan)}/q1/"),
                ("scorecard as a file", lambda: f"/reports/{next(plan)}/q1/scorecard.xlsx"),
            ]
        )

    @task
    def look(self) -> None:
        kind, address = next(self.pages)
        self.ask(kind, address(), waits=kind.endswith("file"))


def a_picture(number: int) -> bytes:
    """A photograph as telephones send it made smaller, some 100 kB; never the same twice."""
    comment = str(number).encode()
    return _PICTURE[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + _PICTURE[2:]


def _made() -> bytes:
    drawn = BytesIO()
    Image.effect_noise((640, 480), 40).convert("RGB").save(drawn, "JPEG", quality=60)
    return drawn.getvalue()


_PICTURE = _made()
