"""Owns the process in which an untrusted file is read: limited by the system, without a way to the outside."""

import json
import os
import resource
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from importlib import import_module

MOST_MEMORY = 512 * 1024 * 1024
MOST_OUTPUT = 64 * 1024 * 1024
OUT_OF_MEMORY = 3  # exit code

_FORBIDDEN = ("socket.", "subprocess.", "os.", "shutil.", "ctypes.", "pty.", "ftplib.", "urllib.", "webbrowser.")
_MODULES = (".py", ".pyc", ".so")
_OF_FILES = ("open", "os.remove")
_HARMLESS = frozenset({"os.listdir", "os.scandir", "os.putenv", "os.unsetenv"})  # what imports look at


def main() -> None:
    """Do the task on standard input, write what it answers to standard output.

    The first line names the task (``module:function``), the seconds of the processor, how far it stands back for other
    processes, a folder to write in ("" for none) and the arguments; the file follows.
    """
    order = json.loads(sys.stdin.buffer.readline())
    limit(order["seconds"])
    os.nice(order["nice"])
    tempfile.tempdir = order["scratch"] or None
    try:
        task = _named(order["task"])
        sys.addaudithook(partial(_forbid, order["scratch"]))
        output = task(sys.stdin.buffer.read(), **order["arguments"])
        if len(output) > MOST_OUTPUT:
            os._exit(OUT_OF_MEMORY)
        sys.stdout.buffer.write(output)
        sys.stdout.buffer.flush()
        os._exit(0)  # taking all modules apart would take a tenth of the process's time
    except (MemoryError, RecursionError):
        os._exit(OUT_OF_MEMORY)


def limit(seconds: int) -> None:
    """What the system itself enforces, whatever a file makes the readers do."""
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, MOST_OUTPUT),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def _named(name: str) -> Callable[..., bytes]:
    module, _, function = name.partition(":")
    found: Callable[..., bytes] = getattr(import_module(module), function)
    return found


def _forbid(scratch: str, event: str, arguments: tuple[object, ...]) -> None:
    """Refuse everything that reaches out of the process; only modules may still be loaded, from where they are.

    In the ``scratch`` folder, where there is one, files may be written and removed.
    """
    if scratch and event in _OF_FILES and _is_below(scratch, str(arguments[0])):
        return
    if event == "open":
        name, _, flags = arguments
        is_module = str(name).endswith(_MODULES) and str(name).startswith(tuple(filter(None, sys.path)))
        if not is_module or int(str(flags)) & (os.O_WRONLY | os.O_RDWR):
            raise PermissionError(event)
    elif event.startswith(_FORBIDDEN) and event not in _HARMLESS:
        raise PermissionError(event)


def _is_below(folder: str, path: str) -> bool:
    """Whether a path is in a folder, or the folder itself, by which a temporary file is opened."""
    plain = os.path.abspath(path)
    return folder in (plain, os.path.dirname(plain))
