"""The process in which untrusted files are read, and how a grid comes back from it."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from plans.problems import Problem, Severity
from plans.sheets import isolation
from plans.sheets.grid import Cell, CellKind, Sheet, Span, Workbook
from plans.sheets.isolation import read_apart
from plans.sheets.transport import packed, unpacked
from plans.tests.sheets.raw import cells, workbook
from plans.values.sentence import Sentence

ROOT = Path(__file__).parents[3]
PLAIN = workbook(cells("<c><v>7</v></c>"))


def codes(book):
    return [problem.code for problem in book.problems]


def test_a_grid_travels_unchanged():
    cell = Cell(2, 3, "মন্ত্রণালয়", CellKind.TEXT, "@", "SutonnyMJ", "=A1", "gš¿Yvjq")
    problem = Problem(Severity.NOTICE, "bijoy_converted", Sentence("ক", "a"), "পাতা", "C2")
    book = Workbook((Sheet("পাতা", {(2, 3): cell}, (Span(1, 1, 2, 2),), hidden=True),), (problem,))
    assert unpacked(packed(book)) == book


@pytest.mark.parametrize("answer", [b"", b"{}", b"[1]", b'{"sheets": [[1]], "problems": []}', b"\x80\x04pickle"])
def test_anything_else_is_no_grid(answer):
    with pytest.raises((ValueError, KeyError, TypeError)):
        unpacked(answer)


def test_a_process_that_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(isolation, "MOST_SECONDS", 0.3)
    monkeypatch.setattr(isolation, "_PROGRAM", "import time; time.sleep(60)")
    started = time.monotonic()
    assert codes(read_apart(PLAIN, "plan.xlsx")) == ["reading_took_too_long"]
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    ("program", "code"),
    [
        ("while True: pass", "reading_took_too_long"),
        ("bytes(10 ** 10)", "damaged_file"),  # an error of the reader, not of the limits, ends with 1
        ("import os; os._exit(3)", "file_too_large_to_read"),
        ("import os; os.kill(os.getpid(), 11)", "damaged_file"),
        ("print('no grid')", "damaged_file"),
    ],
)
def test_however_the_process_ends_there_is_a_sentence(monkeypatch, program, code):
    limited = "import resource\nresource.setrlimit(resource.RLIMIT_CPU, (1, 1))\n"
    monkeypatch.setattr(isolation, "_PROGRAM", limited + program)
    assert codes(read_apart(PLAIN, "plan.xlsx")) == [code]


def in_child(program):
    """What a program prints after the child's limits are set."""
    start = f"import sys; sys.path[:] = {[path or os.getcwd() for path in sys.path]!r}\n"
    command = [sys.executable, "-I", "-S", "-c", start + "from plans.sheets import child\nchild.limit()\n" + program]
    return subprocess.run(command, capture_output=True, text=True, env={}, cwd=ROOT, timeout=60)


def test_memory_is_limited_by_the_system():
    assert "MemoryError" in in_child("bytes(600 * 1024 * 1024)").stderr


def test_time_is_limited_by_the_system():
    started = time.monotonic()
    assert in_child("while True: pass").returncode < 0
    assert time.monotonic() - started < 30


@pytest.mark.parametrize(
    "act",
    [
        "open('/etc/passwd')",
        "open('/tmp/x', 'w')",
        f"open({str(ROOT / 'manage.py')!r}, 'a')",
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.remove('/tmp/none')",
        "import ctypes; ctypes.CDLL(None)",
    ],
)
def test_the_process_reaches_nothing_outside(act):
    ended = in_child(f"sys.addaudithook(child._forbid)\n{act}")
    assert "PermissionError" in ended.stderr


def test_the_process_inherits_neither_files_nor_settings(tmp_path):
    os.environ["SECRET_OF_THE_SITE"] = "x"
    descriptor = os.open(tmp_path / "database", os.O_CREAT | os.O_RDWR)
    os.set_inheritable(descriptor, True)
    program = "import os, sys; print(sorted(os.listdir('/proc/self/fd')), dict(os.environ), file=sys.stderr)"
    try:
        ended = subprocess.run(
            [sys.executable, "-I", "-S", "-c", program],
            capture_output=True,
            text=True,
            env={},
            stdin=subprocess.DEVNULL,
        )
    finally:
        os.close(descriptor)
        del os.environ["SECRET_OF_THE_SITE"]
    assert str(descriptor) not in ended.stderr
    assert "SECRET" not in ended.stderr


def test_many_threads_may_ask_at_once():
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        books = list(pool.map(lambda _: read_apart(PLAIN, "plan.xlsx"), range(6)))
    assert all(book == books[0] and book.sheets for book in books)
