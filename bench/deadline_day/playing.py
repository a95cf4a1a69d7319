"""Owns one run of a crowd against a site: starts the load generator beside it, and reads what happened."""

import json
import subprocess
import sys
from dataclasses import dataclass
from math import ceil
from typing import Any

from bench.deadline_day.mix import Crowd, submissions
from bench.deadline_day.parts import between, processor_by_part
from bench.deadline_day.site import Site
from deploy.programs import ROOT

SAVE, APART = "save", 1_000_000  # between the numbers that are typed in one run and in the next


@dataclass(frozen=True)
class Run:
    """What a crowd met within ``seconds``: times in milliseconds by kind, processor seconds by part."""

    seconds: float
    times: dict[str, list[float]]
    turned_away: dict[str, int]
    errors: dict[str, int]
    saved: list[tuple[int, str]]
    unknown: list[tuple[int, str]]
    processor: dict[str, float]

    @property
    def saves_a_second(self) -> float:
        return len(self.times.get(SAVE, ())) / self.seconds

    def percentile(self, kind: str, percent: int) -> float:
        """By the nearest rank, in milliseconds; 0 where there was none."""
        times = sorted(self.times.get(kind, ()))
        return times[ceil(len(times) * percent / 100) - 1] if times else 0.0


class Day:
    """A filled site with the offices that have not yet handed in; everything accepted so far."""

    def __init__(self, site: Site, *, handing_in: int = 0) -> None:
        self.site, officers = site, site.people["officers"]
        self._senders = officers[len(officers) - handing_in :]
        self._officers = officers[: len(officers) - handing_in]
        self._runs = 0
        self.saved: list[tuple[int, str]] = []
        self.unknown: list[tuple[int, str]] = []

    def play(self, crowd: Crowd, *, seconds: float, warm_up: float) -> Run:
        """One run; the load generator's own processor time stands among the parts."""
        needed = submissions(crowd, seconds + warm_up)
        senders, self._senders = self._senders[:needed], self._senders[needed:]
        told = {
            "address": self.site.address,
            "people": self.site.people | {"officers": self._officers},
            "senders": senders,
            "crowd": crowd.as_json(),
            "staying": crowd.staying,
            "first_number": 1 + self._runs * APART,
            "seconds": seconds,
            "warm_up": warm_up,
        }
        self._runs += 1
        goal = self.site.home / "run.json"
        command = [sys.executable, "-m", "bench.deadline_day.load", str(goal)]
        with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as load:
            assert load.stdin is not None
            load.stdin.write(json.dumps(told) + "\n")
            load.stdin.close()
            processor = self._watch(load)
        if load.returncode:
            raise SystemExit("the load generator failed")
        return self._read(json.loads(goal.read_text()), processor)

    def _watch(self, load: "subprocess.Popen[str]") -> dict[str, float]:
        assert load.stdout is not None
        looks = [processor_by_part(self.site) for line in load.stdout if line.strip() in ("begin", "end")]
        if len(looks) != 2:
            raise SystemExit("the load generator measured nothing")
        return between(*looks)

    def _read(self, told: dict[str, Any], processor: dict[str, float]) -> Run:
        saved, unknown = ([tuple(each) for each in told[name]] for name in ("saved", "unknown"))
        self.saved += saved
        self.unknown += unknown
        times = {kind: [1000 * each for each in seconds] for kind, seconds in told["times"].items()}
        parts = processor | {"load generator": told["processor"]}
        return Run(told["seconds"], times, told["turned_away"], told["errors"], saved, unknown, parts)
