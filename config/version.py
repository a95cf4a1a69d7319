"""Owns which version of the code runs: named by the environment, or the commit it was checked out at."""

import os
import subprocess
from functools import cache
from pathlib import Path

UNKNOWN = ""
PATIENCE = 5  # seconds
FORMAT = "--format=%cs %h"  # the day of the commit and its short name


@cache
def running_version(folder: Path) -> str:
    """VERSION where it is set; of a checkout "2026-11-29 630ec91"; else empty. Asked for once by a process."""
    return os.environ.get("VERSION", "").strip() or _commit(folder)


def _commit(folder: Path) -> str:
    """Of the folder itself: one that only lies inside another checkout has no commit."""
    if not (folder / ".git").exists():
        return UNKNOWN
    command = ["git", "-c", f"safe.directory={folder}", "-C", str(folder), "log", "-1", FORMAT]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=True)
    except (OSError, subprocess.SubprocessError):
        return UNKNOWN
    return done.stdout.strip()
