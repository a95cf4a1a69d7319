"""Owns people who save under load, and what is found of what was answered to them."""

import time
from collections.abc import Callable
from itertools import count
from threading import Event, Thread

import psycopg2
import requests

from deploy.browsers import LONGEST, Browser, rows, wait_until
from deploy.one_machine import OneMachine

RECORD = "/plans/cells/{}/"
CELLS = """
SELECT c.id FROM plans_quartercell c JOIN plans_indicator i ON i.id = c.indicator_id
JOIN plans_activity a ON a.id = i.activity_id JOIN plans_area r ON r.id = a.area_id
JOIN plans_plan p ON p.id = r.plan_id
WHERE p.kind = 'integrity' AND c.quarter = 1 ORDER BY c.id LIMIT 3
"""
TOLD = """
SELECT e.after->>'text' FROM plans_event e JOIN plans_quartercell c ON c.indicator_id = e.indicator_id
WHERE c.id = %s AND e.verb = 'record_achievement' AND e.quarter = c.quarter ORDER BY e.sequence
"""


class CellWriter:
    """Saves into one cell again and again, and what was not answered once more, as the queue of the entry page does."""

    def __init__(self, machine: OneMachine, password: str, cell: int) -> None:
        self.machine, self.browser, self.cell = machine, Browser(machine, "shilpo", password), cell
        self.saved: list[str] = []
        self.answered_at: list[float] = []
        self.refusals: list[requests.Response] = []  # with a page, as people read it
        self.unanswered, self.version, self.wrong = 0, self.stored()[1], ""

    def stored(self) -> tuple[str, int]:
        statement = "SELECT achievement_text, version FROM plans_quartercell WHERE id = %s"
        (row,) = rows(self.machine, statement, self.cell)
        return row[0], row[1]

    def told(self) -> list[str]:
        """What the ledger tells of the cell."""
        return [text for (text,) in rows(self.machine, TOLD, self.cell)]

    def write_until(self, ended: Event) -> None:
        for number in count(self.version + 1):  # no text twice: every save counts the version on
            text = str(number)
            while not self._is_saved(text):
                time.sleep(0.1)
            self.saved.append(text)
            self.answered_at.append(time.monotonic())
            if ended.is_set() or self.wrong:
                return

    def _is_saved(self, text: str) -> bool:
        data = {"text": text, "version": str(self.version)}
        try:
            answer = self.browser.post(RECORD.format(self.cell), data)
            if answer.status_code == 409:  # the one that was not answered was stored: the page shows what is there
                there, self.version = self.stored()
                return there == text
        except (requests.RequestException, psycopg2.OperationalError):
            self.unanswered += 1
            return False
        if answer.status_code >= 500:
            self.unanswered += 1
            self.refusals.append(answer)
            return False
        self.wrong = "" if answer.status_code == 200 else f"{answer.status_code}: {answer.text[:500]}"
        self.version += 1
        return True


class Load:
    """Writers at work, each in a thread of its own."""

    def __init__(self, writers: list[CellWriter]) -> None:
        self.writers, self._ended = writers, Event()
        self._threads = [Thread(target=writer.write_until, args=(self._ended,)) for writer in writers]

    def __enter__(self) -> "Load":
        for thread in self._threads:
            thread.start()
        self.goes_on()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        for thread in self._threads:
            thread.join(timeout=LONGEST)

    def goes_on(self) -> None:
        """Every writer is answered two more saves."""
        self._all_have(lambda writer: len(writer.saved), 2)

    def is_refused(self) -> None:
        """Every writer was told on a page that a save was not taken."""
        self._all_have(lambda writer: len(writer.refusals), 1)

    def _all_have(self, counted: Callable[[CellWriter], int], more: int) -> None:
        before = [counted(writer) for writer in self.writers]
        pairs = list(zip(self.writers, before, strict=True))
        wait_until(lambda: all(counted(writer) >= had + more or writer.wrong for writer, had in pairs))


def writers_of(machine: OneMachine, password: str) -> list[CellWriter]:
    """Three people, each with a cell."""
    return [CellWriter(machine, password, cell) for (cell,) in rows(machine, CELLS)]
