"""Owns the drill: a system is filled, backed up while people save, killed, and restored by the guide's own lines."""

import json
import os
import signal
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from config.tests.backup.conftest import EmptyDatabase, on_server
from config.tests.backup.guide import blocks
from jobs.tests.killing import database_url

pytestmark = pytest.mark.long

LONGEST = 240  # seconds on a busy machine
SAVES = 20  # after the backup, until the system is killed
COUNT = ".venv/bin/python manage.py shell -v0 -c 'from plans.models import Event; print(Event.objects.count())'"


class Site:
    """A project folder of its own with its data in ``var``; lines are run in it as in a shell."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder = folder
        for name in (".venv", "manage.py"):
            (folder / name).symlink_to(settings.BASE_DIR / name)
        clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
        self.environment = clean | {"DATA_DIR": str(folder / "var"), "DATABASE_URL": database}

    def run(self, lines: str, *, code: int = 0) -> str:
        """What a script of the guide prints; it must end with that code."""
        options = {"cwd": self.folder, "env": self.environment, "timeout": LONGEST}
        done = subprocess.run(["bash", "-ec", lines], **options, capture_output=True, text=True)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def start(self, module: str) -> "subprocess.Popen[str]":
        """The tests' own module, working on this site; killed together with whatever it starts."""
        named = {"PYTHONPATH": str(settings.BASE_DIR), "DJANGO_SETTINGS_MODULE": "config.settings"}
        options = {"cwd": self.folder, "env": self.environment | named, "start_new_session": True}
        return subprocess.Popen([sys.executable, "-m", module], **options, stdout=subprocess.PIPE, text=True)


@pytest.fixture
def site(tmp_path: Path, empty_database: EmptyDatabase) -> Site:
    """A system with its reference data and the two real plans, made by the lines of the guide."""
    (tmp_path / "var").mkdir()
    made = empty_database(tmp_path / "var")
    url = f"sqlite:///{made}" if connection.vendor == "sqlite" else f"{database_url().rpartition('/')[0]}/{made}"
    site = Site(tmp_path, url)
    (by_hand, *_others) = blocks("One machine, SQLite")
    wanted = ("manage.py migrate", "manage.py load_reference")
    site.run("\n".join(line for line in by_hand.splitlines() if line.endswith(wanted)))
    site.run(".venv/bin/python manage.py load_demo")
    return site


@pytest.fixture
def restoring() -> str:
    """The guide's lines for this database; what they make on the server is gone afterwards."""
    backing_up, on_sqlite, on_postgresql, verifying = blocks("Backup")
    assert "backup" in backing_up
    assert "verify_scorecards" in verifying
    yield on_sqlite if connection.vendor == "sqlite" else on_postgresql
    if connection.vendor == "postgresql":
        on_server("DROP DATABASE IF EXISTS plans_restored WITH (FORCE)")


def test_a_killed_system_is_gone_back_to_by_the_lines_of_the_guide(site: Site, restoring: str):
    backing_up, *_others, verifying = blocks("Backup")
    with killed(site.start("config.tests.backup.filling")) as writer:
        saves_until(writer, 3)
        site.run(backing_up)
        # What the writer printed meanwhile still waits to be read: the ledger says how far it really is. It holds more
        # than the writer's saves, so that so many of them are twenty after the backup at least.
        saves_until(writer, events_of(site) + SAVES)
        events = events_of(site)
    if connection.vendor == "sqlite":
        assert (site.folder / "var" / "db.sqlite3-wal").stat().st_size > 0
        refuses_the_log_of_the_killed(site)
    told = site.run(restoring)
    assert "0 differ" in told
    is_what_was_backed_up(site, restoring, events)
    site.run(exported(restoring) + verifying)


@contextmanager
def killed(writer: "subprocess.Popen[str]") -> Iterator["subprocess.Popen[str]"]:
    """A process that nobody lets end well."""
    with writer:
        yield writer
        os.killpg(writer.pid, signal.SIGKILL)


def events_of(site: Site) -> int:
    return int(site.run(COUNT).split()[-1])


def saves_until(writer: "subprocess.Popen[str]", count: int) -> int:
    """Waits for so many saves; how many there were."""
    ends = time.monotonic() + LONGEST
    while (number := int(writer.stdout.readline() or 0)) < count:
        assert writer.poll() is None, "the writer ended"
        assert time.monotonic() < ends
    return number


def refuses_the_log_of_the_killed(site: Site) -> None:
    """The fault of copying by hand: the database is moved away, its log stays and would be played into the copy."""
    database = site.folder / "var" / "db.sqlite3"
    database.rename(site.folder / "elsewhere")
    told = site.run('.venv/bin/python manage.py restore "$(ls backups/plans-*.tar | tail -n 1)"', code=1)
    assert "db.sqlite3-wal" in told
    assert not database.exists() or database.stat().st_size == 0
    (site.folder / "elsewhere").rename(database)


def is_what_was_backed_up(site: Site, restoring: str, events: int) -> None:
    """Backed up once more, the restored has the same tables and files, by their digests; what came later it lacks."""
    site.run(f"{exported(restoring)}.venv/bin/python manage.py backup -o again.tar")
    (first,) = (site.folder / "backups").glob("plans-*.tar")
    before, after = manifest(first), manifest(site.folder / "again.tar")
    assert after["tables"] == before["tables"]
    assert after["files"] == before["files"]
    kinds = {"/".join(place.split("/")[: 2 if place.startswith("files/") else 1]) for place in after["files"]}
    assert kinds == {"files/evidence", "files/imports", "files/printed", "checkpoints"}
    assert before["tables"]["plans_event"]["count"] <= events - SAVES


def exported(restoring: str) -> str:
    """The guide lets DATABASE_URL name the new database from then on."""
    return "".join(f"{line}\n" for line in restoring.splitlines() if line.startswith("export "))


def manifest(archive: Path) -> dict:
    with tarfile.open(archive) as tar:
        return json.load(tar.extractfile("manifest.json"))
