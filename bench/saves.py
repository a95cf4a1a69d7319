"""Owns the benchmark of what a save costs where SQLite waits for the disk at every commit, and where it does not."""

import os
import sqlite3
from pathlib import Path

from bench.installation import database_version, import_official, throw_away_installation
from bench.measure import Run, arguments, clocked, interleave, print_machine, print_pairs

ABOUT = """\
{saves} saves of an achievement, one after another, each with its lock, its event and the marks of the whole plan.
synchronous=FULL: what was answered "saved" outlives a loss of power. NORMAL: the last moments before it may be gone,
the database stays whole.
"""


def main() -> None:
    parser = arguments(__doc__, pairs=9)
    parser.add_argument("--saves", type=int, default=20, help="in each turn (20)")
    options = parser.parse_args()
    os.environ.pop("DATABASE_URL", None)
    with throw_away_installation() as folder:
        print_machine(database_version(), f"file system of {folder.parent}")
        print(ABOUT.format(saves=options.saves))
        saves = Saves(options.saves)
        sides = {mode: saves.at(mode) for mode in ("FULL", "NORMAL")}
        pairs = interleave(*sides.values(), pairs=options.pairs, warm_ups=options.warm_ups)
        print_pairs("FULL", "NORMAL", pairs)
        print(f"  a commit of one row alone, FULL: {commit_cost(folder, 'FULL'):.2f} ms")
        print(f"  a commit of one row alone, NORMAL: {commit_cost(folder, 'NORMAL'):.2f} ms")


class Saves:
    """A cell that is saved again and again, each time with another value."""

    def __init__(self, count: int) -> None:
        from offices.models import Role
        from offices.tests.people import add_person
        from plans.tests.factories import cell_of

        plan = import_official()
        self._count, self._version, self._value = count, 0, 0
        self._focal = add_person("focal", plan.office, Role.FOCAL_POINT)
        self._cell = cell_of(plan, "1.1", 1)

    def at(self, mode: str) -> Run:
        """So many saves with SQLite at a mode of synchronisation."""
        from django.db import connection

        def save_all() -> None:
            for _turn in range(self._count):
                self._save()

        run = clocked(save_all)

        def at_mode() -> float:
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA synchronous={mode}")
            return run()

        return at_mode

    def _save(self) -> None:
        from plans.actions.achievements import record_achievement

        self._value += 1
        recorded = record_achievement(cell=self._cell, value=str(self._value), version=self._version, by=self._focal)
        self._version = recorded.cell.version


def commit_cost(folder: Path, mode: str, *, commits: int = 200) -> float:
    """Milliseconds of a commit with nothing else in it."""
    database = sqlite3.connect(folder / f"{mode}.sqlite3", isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute(f"PRAGMA synchronous={mode}")
    database.execute("CREATE TABLE rows (text)")
    run = clocked(lambda: [database.execute("INSERT INTO rows VALUES ('x')") for _turn in range(commits)])
    seconds = run()
    database.close()
    return seconds / commits * 1000


if __name__ == "__main__":
    main()
