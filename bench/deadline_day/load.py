"""Owns the process that is all people of the last day: reads what to do from its input, and writes what happened.

Prints "begin" and "end" when measuring does, so that whoever started it looks at the other processes then.
"""

from gevent import monkey

monkey.patch_all()  # before anything opens a socket

# ruff: noqa: E402 - what follows is imported as it is patched
import json
import sys
import time
from itertools import count, cycle
from pathlib import Path
from typing import Any

import gevent
import requests
import urllib3
from locust import events
from locust.env import Environment
from locust.log import setup_logging

from bench.deadline_day.browsers import Browser
from bench.deadline_day.officers import Comer, Filler, Officer, Printer, Reviewer, Sender, Storm, Writer
from bench.deadline_day.records import Records
from bench.deadline_day.visitors import Citizen, Crawler, Visitor

CLASSES = {
    "writers": Writer,
    "officers": Filler,
    "senders": Sender,
    "comers": Comer,
    "reviewers": Reviewer,
    "citizens": Citizen,
    "printers": Printer,
    "crawlers": Crawler,
    "storming": Storm,
}
SPAWNED = 8  # people in a second: log-ins are let in few at once
LONGEST = 90  # seconds


def main() -> None:
    told, goal = json.loads(sys.stdin.readline()), Path(sys.argv[1])
    setup_logging("WARNING")
    urllib3.disable_warnings()
    records = Records()
    _wait_for(told["address"])
    _prepare(told, records)
    _play(told, records)
    goal.write_text(json.dumps(records.as_json()))


def _prepare(told: dict[str, Any], records: Records) -> None:
    """Everybody knows where and who; offices are given out once, those of who comes and goes again and again."""
    crowd, offices = told["crowd"], iter(told["people"]["officers"])
    for each in (Browser, Visitor):
        each.records, each.people, each.host = records, told["people"], told["address"]
    Browser.password = told["people"]["password"]
    for name, kind in CLASSES.items():
        kind.fixed_count = crowd[name]
    Officer.taken, Officer.numbers = offices, count(told["first_number"])
    Reviewer.taken = cycle(told["people"]["reviewers"])
    names = [next(offices) for _ in range(crowd["comers"] + crowd["storming"])]
    Comer.taken = Storm.taken = cycle(names)
    Sender.taken = iter(told["senders"])


def _play(told: dict[str, Any], records: Records) -> None:
    crowd = told["crowd"]
    classes = [kind for name, kind in CLASSES.items() if crowd[name]]
    environment = Environment(user_classes=classes, events=events, host=told["address"])
    runner = environment.create_local_runner()
    everybody = sum(crowd.values())
    runner.start(everybody, spawn_rate=SPAWNED)
    ends = time.monotonic() + LONGEST + everybody / SPAWNED
    while records.ready < told["staying"] and time.monotonic() < ends:
        gevent.sleep(0.2)
    records.are_all_in = True
    gevent.sleep(told["warm_up"])
    records.begin()
    print("begin", flush=True)
    gevent.sleep(told["seconds"])
    records.end()
    print("end", flush=True)
    environment.stop_timeout = 30  # what was asked is still answered: what was saved then must be there too
    runner.quit()


def _wait_for(address: str) -> None:
    ends = time.monotonic() + LONGEST
    while True:
        try:
            if requests.get(f"{address}/robots.txt", verify=False, timeout=10).status_code == 200:
                return
        except requests.RequestException:
            pass
        if time.monotonic() > ends:
            sys.exit("the site does not answer")
        time.sleep(0.3)


if __name__ == "__main__":
    main()
