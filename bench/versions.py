"""Owns the benchmark of two versions of the code: a save, an empty view, both entry pages, an import, a printed form:

python -m bench.versions --before /path/to/checkout   beside the code there, by turns in the same run
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from bench.installation import ROOT, on_both_databases
from bench.measure import Pairs, arguments, print_machine, print_pairs

TURNS = ROOT / "bench" / "version_turns.py"
DEEDS = {
    "save": 1,
    "empty view": 1,
    "integrity page": 1,
    "egov page": 1,
    "reading": 3,
    "storing": 2,
    "form": 4,
}  # one of so many pairs


def main() -> None:
    parser = arguments(__doc__, pairs=60, warm_ups=5)
    parser.add_argument("--before", type=Path, required=True, help="a checkout of another version, with its .venv")
    parser.add_argument("--only", choices=DEEDS, action="append", help="one of what is measured, or several")
    parser.add_argument("--here", action="store_true", help="on the configured database alone")
    options = parser.parse_args()
    if not options.here:
        on_both_databases("bench.versions", "--here")
        return
    with ExitStack() as both:
        here, before = (both.enter_context(_side(checkout)) for checkout in (ROOT, options.before.resolve()))
        print_machine(here.database, f"load {os.getloadavg()[0]:.1f}")
        for deed in options.only or DEEDS:
            turns = range(options.warm_ups + options.pairs // DEEDS[deed])
            timed = [(here.does(deed), before.does(deed)) for _turn in turns]
            _print(deed, timed[options.warm_ups :])


@dataclass(frozen=True)
class Answer:
    """What a request took: seconds by the clock, of the processor and of PostgreSQL's processor, and statements without
    BEGIN and COMMIT.
    """

    clock: float
    processor: float
    database: float
    statements: int


@dataclass(frozen=True)
class Side:
    """A checkout at work in a process and an installation of its own."""

    database: str
    asked: IO[str]
    answers: IO[str]

    def does(self, deed: str) -> Answer:
        self.asked.write(f"{deed}\n")
        self.asked.flush()
        return Answer(**json.loads(self.answers.readline()))


@contextmanager
def _side(checkout: Path) -> Iterator[Side]:
    command = [str(checkout / ".venv" / "bin" / "python"), "-P", str(TURNS)]
    environment = os.environ | {"PYTHONPATH": str(checkout), "DJANGO_SECRET_KEY": "bench" * 10}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=checkout, env=environment, **pipes) as process:  # type: ignore[call-overload]
        database = process.stdout.readline().strip()
        if not database:
            sys.exit(f"the code of {checkout} did not start")
        yield Side(database, process.stdin, process.stdout)
        process.stdin.close()


def _print(deed: str, timed: list[tuple[Answer, Answer]]) -> None:
    here, before = zip(*timed, strict=True)
    print(f"{deed}: {_statements(here)} statements here, {_statements(before)} before")
    for measure in ("clock", "processor", "database"):
        pairs = Pairs(*([getattr(answer, measure) for answer in side] for side in (here, before)))
        if all((*pairs.ours, *pairs.peer)):  # SQLite has no process of its own
            print_pairs(f"here, {measure}", f"before, {measure}", pairs)


def _statements(side: tuple[Answer, ...]) -> str:
    """How many; most of them where a session was renewed or a checkpoint was made in between."""
    counts = sorted({answer.statements for answer in side})
    return " to ".join(str(count) for count in dict.fromkeys((counts[0], counts[-1])))


if __name__ == "__main__":
    main()
