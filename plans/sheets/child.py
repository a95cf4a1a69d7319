"""Owns the process in which an untrusted file is read: limited by the system, without a way to the outside."""

import os
import resource
import sys

from plans.sheets.limits import Budget
from plans.sheets.reading import read_file
from plans.sheets.transport import packed

MOST_MEMORY = 512 * 1024 * 1024
MOST_SECONDS = 4  # of the processor
MOST_OUTPUT = 64 * 1024 * 1024
OUT_OF_MEMORY = 3  # exit code

_FORBIDDEN = ("socket.", "subprocess.", "os.", "shutil.", "ctypes.", "pty.", "ftplib.", "urllib.", "webbrowser.")
_MODULES = (".py", ".pyc", ".so")
_HARMLESS = frozenset({"os.listdir", "os.scandir", "os.putenv", "os.unsetenv"})  # what imports look at


def main() -> None:
    """Read the file on standard input, named by the first argument, and write its grid to standard output."""
    limit()
    sys.addaudithook(_forbid)
    try:
        output = packed(read_file(sys.stdin.buffer.read(), sys.argv[1], Budget()))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    sys.stdout.buffer.write(output)
    sys.stdout.buffer.flush()


def limit() -> None:
    """What the system itself enforces, whatever a file makes the readers do."""
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_FSIZE, MOST_OUTPUT),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    os.nice(5)  # the site's own processes go first


def _forbid(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse everything that reaches out of the process; only modules may still be loaded, from where they are."""
    if event == "open":
        name, _, flags = arguments
        is_module = str(name).endswith(_MODULES) and str(name).startswith(tuple(filter(None, sys.path)))
        if not is_module or int(str(flags)) & (os.O_WRONLY | os.O_RDWR):
            raise PermissionError(event)
    elif event.startswith(_FORBIDDEN) and event not in _HARMLESS:
        raise PermissionError(event)
