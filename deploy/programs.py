"""Owns the programs of the whole on one machine: where they are, whether they answer, as whom they run."""

import os
import shutil
import socket
import subprocess
import time
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LOOPBACK = "127.0.0.1"
LONGEST = 180  # seconds until a program answers on a busy machine
LAST = 19  # the least of Linux's priorities


def run(command: list[str], **options: Any) -> None:
    """Runs a program to its end. Raises RuntimeError with what it said."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stderr}")


def let_stand_back(process: int) -> None:
    """A process just started in a session of its own, and what it starts, take what others leave of the processors.

    Linux shares them among sessions first (autogroup), where it does, and among the processes of each then.
    """
    os.setpriority(os.PRIO_PROCESS, process, LAST)
    group = Path(f"/proc/{process}/autogroup")
    while group.exists():
        try:
            group.write_text(str(LAST))
        except BlockingIOError:  # from who is not root Linux takes one within a tenth of a second
            time.sleep(0.1)
        else:
            return


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((LOOPBACK, port)) == 0


def serves(port: int) -> bool:
    """Whether a web server answers, not only its door is open."""
    with closing(HTTPConnection(LOOPBACK, port, timeout=LONGEST)) as line:
        try:
            line.request("GET", "/healthz")
            return line.getresponse().status == 200
        except (OSError, HTTPException):
            return False


def needed() -> list[str]:
    """The programs that are missing on this machine."""
    missing = [program for program in ("redis-server", "nginx", "openssl") if not place_of(program)]
    return missing if postgres_folder() else [*missing, "PostgreSQL"]


def place_of(program: str) -> str | None:
    """Where a program is; Debian keeps nginx off the path of users."""
    return shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")


def found(program: str) -> str:
    if place := place_of(program):
        return place
    raise RuntimeError(f"{program} is missing on this machine: bin/setup --tests")


def postgres_folder() -> str:
    told = subprocess.run([ROOT / "bin/with-postgres", "--find"], capture_output=True, text=True, check=False)
    return told.stdout.strip()


def of_postgres(program: str) -> str:
    """A program of PostgreSQL's: Debian has those of the server in a folder, and some linked elsewhere."""
    beside = Path(postgres_folder(), "postgres").resolve().parent / program
    return str(beside) if beside.exists() else found(program)


def as_postgres() -> dict[str, Any]:
    """As whom PostgreSQL runs where we are root, which it refuses: the user its package makes."""
    return {"user": "postgres", "group": "postgres", "extra_groups": []} if os.getuid() == 0 else {}
