"""Owns hurting the whole on one machine while people save, and the table of what was answered and what is there.

.venv/bin/python -m deploy.hurt kills each process, fills the disk of PostgreSQL, and prints a line for each.
"""

import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

from deploy import hurts
from deploy.browsers import Browser
from deploy.load import CellWriter, Load, writers_of
from deploy.one_machine import WEB, OneMachine
from deploy.small_disk import SmallDisk, may_mount

MEGABYTES = 400  # of the disk that is filled: a new cluster with two plans needs 45


@dataclass(frozen=True)
class Seen:
    """What people were answered while something happened, and what the ledger has of it afterwards."""

    event: str
    answered: int
    found: int
    lost: int  # answered and not in the ledger, or not what stands in the cell afterwards
    twice: int
    unanswered: int  # errors and pages that say "not taken"; each was sent again
    silence: float  # seconds: the longest somebody got no save through
    pages: tuple[str, ...] = ()  # that said so, as they were read

    def line(self) -> str:
        numbers = (self.answered, self.found, self.lost, self.twice, self.unanswered, f"{self.silence:.1f}")
        return f"| {self.event} | {' | '.join(str(each) for each in numbers)} |"


HEADING = (
    "| event | saves answered | found | lost | stored twice | not taken, sent again | longest wait, s |\n"
    + "|---" * 7
    + "|"
)


def seen(machine: OneMachine, password: str, event: str, act: Callable[[Load], None]) -> Seen:
    """Three people save while ``act`` happens."""
    writers = writers_of(machine, password)
    with Load(writers) as load:
        act(load)
    if wrong := [writer.wrong for writer in writers if writer.wrong]:
        raise AssertionError(f"{event}: {wrong}")
    told = [writer.told() for writer in writers]
    pairs = list(zip(writers, told, strict=True))
    found = sum(text in texts for writer, texts in pairs for text in writer.saved)
    answered = sum(len(writer.saved) for writer in writers)
    stands = sum(writer.stored() == (writer.saved[-1], writer.version) for writer in writers)
    return Seen(
        event,
        answered,
        found,
        answered - found + len(writers) - stands,
        sum(len(texts) - len({*texts}) for texts in told),
        sum(writer.unanswered for writer in writers),
        max(_longest_silence(writer) for writer in writers),
        tuple(answer.text for writer in writers for answer in writer.refusals),
    )


def _longest_silence(writer: CellWriter) -> float:
    return max(after - before for before, after in pairwise(writer.answered_at))


@contextmanager
def whole() -> Iterator[tuple[OneMachine, SmallDisk | None]]:
    """The whole in a new folder, PostgreSQL on a disk of its own where one may be mounted; all is gone afterwards."""
    home = Path(tempfile.mkdtemp(prefix="plans-", dir="/tmp"))  # other users must reach it
    machine = OneMachine(home)
    with ExitStack() as undone:
        undone.callback(shutil.rmtree, home, ignore_errors=True)
        disk = SmallDisk(home / "cluster", MEGABYTES) if may_mount() else None
        if disk:
            undone.callback(disk.unmount)
        undone.callback(machine.stop_all)
        machine.start_all()
        yield machine, disk


def password_of(machine: OneMachine) -> str:
    """Of the people of the trial."""
    return str(re.findall(r"password: (\S+)", machine.load_demo())[0])


def events(machine: OneMachine, disk: SmallDisk | None, password: str) -> dict[str, Callable[[Load], None]]:
    """All that happens, by what it is called in the table."""
    administrator = Browser(machine, "admin", password)
    told: dict[str, Callable[[Load], None]] = {
        f"{name} killed, started again": partial(hurts.kill_web, machine, name) for name in WEB
    }
    for name, process in (("the broker", "redis"), ("the worker", "worker")):
        act = partial(hurts.kill_beside, machine, process, administrator)
        told[f"{name} killed, a job asked for, started again"] = act
    told["PostgreSQL killed, started again"] = partial(hurts.kill_database, machine)
    if disk:
        told["PostgreSQL's disk full, then room"] = partial(hurts.fill_disk, machine, disk)
        log = partial(hurts.fill_disk_for_the_log, machine, disk)
        told["PostgreSQL's disk full for its log too: it stops; then room, started again"] = log
    return told


def main() -> None:
    """Prints the table; exit 1 where anything was lost or stored twice."""
    with whole() as (machine, disk):
        password = password_of(machine)
        print(HEADING, flush=True)
        all_seen = []
        for event, act in events(machine, disk, password).items():
            all_seen.append(seen(machine, password, event, act))
            print(all_seen[-1].line(), flush=True)
        if disk is None:
            print("the disk was not filled: only root may mount one", file=sys.stderr)
        machine.manage("verify_events"), machine.manage("verify_files")
    if any(each.lost or each.twice for each in all_seen):
        sys.exit(1)


if __name__ == "__main__":
    main()
