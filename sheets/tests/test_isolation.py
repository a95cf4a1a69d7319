"""The process in which untrusted files are read: its limits, and how its answer comes back."""

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings

from plans.kinds import read_document
from plans.tests.factories import INDUSTRIES, LABOUR, workbook
from sheets import isolation
from sheets.documents import packed, understand_packed, unpacked
from sheets.isolation import run_apart
from sheets.refusal import Busy, Refused
from sheets.tests import tasks
from sheets.tests.raw import cells
from sheets.tests.raw import workbook as raw

ROOT = Path(__file__).parents[2]
PLAIN = raw(cells("<c><v>7</v></c>"))


def understood_apart(content, name="plan.xlsx", **options):
    answer = run_apart(understand_packed, content, name=name, kinds=settings.PLAN_KINDS, **options)
    return unpacked(answer)


def refusal(content=PLAIN, **options):
    with pytest.raises(Refused) as refused:
        understood_apart(content, **options)
    return refused.value.problem.code


@pytest.mark.parametrize("name", [INDUSTRIES, LABOUR])
def test_a_document_is_understood_apart_as_it_is_here(name):
    content = workbook(name).read_bytes()
    document = read_document(content, name)
    assert document.drafts
    assert understood_apart(content, name) == document
    assert unpacked(packed(document)) == document


@pytest.mark.parametrize("answer", [b"", b"{}", b"[1]", b'{"drafts": [[1]], "problems": []}', b"\x80\x04pickle"])
def test_anything_else_is_no_document(answer):
    with pytest.raises(ValueError, match=r".+"):
        unpacked(answer)


def test_a_process_that_takes_too_long_by_the_clock_is_stopped_and_not_blamed(monkeypatch):
    monkeypatch.setattr(isolation, "_PROGRAM", "import time; time.sleep(60)")
    started = time.monotonic()
    with pytest.raises(Busy):
        understood_apart(PLAIN, seconds=0.1)
    assert time.monotonic() - started < 20


@pytest.mark.parametrize(
    ("program", "code"),
    [
        ("while True: pass", "reading_took_too_long"),
        ("raise ValueError", "damaged_file"),
        ("import os; os._exit(3)", "file_too_large_to_read"),
        ("import os; os.kill(os.getpid(), 11)", "damaged_file"),
    ],
)
def test_however_the_process_ends_there_is_a_sentence(monkeypatch, program, code):
    limited = "import resource\nresource.setrlimit(resource.RLIMIT_CPU, (1, 1))\n"
    monkeypatch.setattr(isolation, "_PROGRAM", limited + program)
    monkeypatch.setattr(isolation, "BY_THE_CLOCK", 100)
    assert refusal(seconds=1) == code


@pytest.mark.parametrize(
    ("task", "code"),
    [
        (tasks.hungry, "file_too_large_to_read"),
        (tasks.wordy, "file_too_large_to_read"),
        (tasks.endless, "reading_took_too_long"),
    ],
)
def test_the_system_limits_memory_answer_and_time(monkeypatch, task, code):
    monkeypatch.setattr(isolation, "BY_THE_CLOCK", 100)
    used = []
    with pytest.raises(Refused) as refused:
        run_apart(task, b"", seconds=1, watch=used.append)
    assert refused.value.problem.code == code
    assert used[0].seconds < 5
    assert used[0].megabytes < 600


def in_child(act):
    """What a program prints after the child forbids what reaches out."""
    start = f"import sys; sys.path[:] = {[path or os.getcwd() for path in sys.path]!r}\n"
    start += "from sheets import child\nfrom functools import partial\nimport tempfile\n"
    start += "sys.addaudithook(partial(child._forbid, ''))\n"
    command = [sys.executable, "-I", "-S", "-c", start + act]
    return subprocess.run(command, capture_output=True, text=True, env={}, cwd=ROOT, timeout=120)


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
    assert "PermissionError" in in_child(act).stderr


def test_the_process_inherits_neither_files_nor_settings(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_OF_THE_SITE", "x")
    descriptor = os.open(tmp_path / "database", os.O_CREAT | os.O_RDWR)
    os.set_inheritable(descriptor, True)
    try:
        descriptors, environment = json.loads(run_apart(tasks.looking_round, b""))
    finally:
        os.close(descriptor)
    assert descriptor not in descriptors
    assert "SECRET_OF_THE_SITE" not in environment


def test_many_threads_may_ask_at_once():
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: understood_apart(PLAIN), range(6)))
    assert all(answer == answers[0] for answer in answers)
    assert [problem.code for problem in answers[0].problems] == ["sheet_without_form", "no_form_found"]
