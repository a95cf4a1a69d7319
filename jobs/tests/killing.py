"""Owns killing a process that works on the database of the tests: what it had sent is through before one looks."""

import os
import signal
import subprocess
import time
from itertools import count
from urllib.parse import quote

from django.db import connection

LONGEST = 240  # seconds on a busy machine
# A pooler keeps the session, with its name, for the next who comes, be it who asks here: it is enough that nothing else
# is done in it.
SESSIONS = """SELECT count(*) FROM pg_stat_activity
WHERE application_name = %s AND pid <> pg_backend_pid() AND (state <> 'idle' OR NOT %s)"""
_numbers = count(1)


def database_url() -> str:
    """The database of the tests, as a process of its own is told it."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    login = quote(known["USER"]) + (f":{quote(known['PASSWORD'])}" if known["PASSWORD"] else "")
    place = quote(known["HOST"], safe="") + (f":{known['PORT']}" if known["PORT"] else "")
    return f"postgres://{login}@{place}/{known['NAME']}"


def named() -> dict[str, str]:
    """What a process is told besides, so that PostgreSQL knows its sessions from those of others."""
    return {"PGAPPNAME": f"killed-{os.getpid()}-{next(_numbers)}"}


def kill(process: "subprocess.Popen[bytes]", name: dict[str, str]) -> None:
    """SIGKILL for it and whatever it started. PostgreSQL still does what it was sent before, and is waited for."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=LONGEST)
    if connection.vendor == "postgresql":
        wait_until(lambda: _sessions(name["PGAPPNAME"]) == 0)


def wait_until(is_so) -> None:
    ends = time.monotonic() + LONGEST
    while not is_so():
        assert time.monotonic() < ends, "waited in vain"
        time.sleep(0.05)


def _sessions(name: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(SESSIONS, [name, os.environ.get("DATABASE_POOLING") == "transaction"])
        return cursor.fetchone()[0]
