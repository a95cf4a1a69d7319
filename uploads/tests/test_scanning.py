"""Owns the proof that a virus scanner is asked as the settings say, and that what it does not clear is refused."""

import os
import sys
import threading

import pytest

from uploads import refusals
from uploads.judging import EICAR
from uploads.scanning import AT_ONCE, check_clean, check_scanner_is_there
from workflow.transitions import Refusal

# A scanner as ClamAV's: reads its input, 0 clean, 1 found, 2 trouble.
LOOKS_FOR_EICAR = """
import sys
data = sys.stdin.buffer.read()
sys.exit(1 if b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE" in data else 0)
"""


@pytest.fixture
def scanner(settings, tmp_path):
    """``scanner(program)``: the settings name a scanner written in Python."""

    def named(program, seconds=20):
        script = tmp_path / "scanner.py"
        script.write_text(program)
        settings.VIRUS_SCANNER = [sys.executable, str(script)]
        settings.VIRUS_SCANNER_SECONDS = seconds

    return named


def refused(data=b"%PDF-1.4"):
    with pytest.raises(Refusal) as refusal:
        check_clean(data)
    return refusal.value.sentence


def test_without_a_scanner_nothing_is_asked():
    check_clean(EICAR)


def test_a_clean_file_is_cleared_and_a_virus_found(scanner):
    scanner(LOOKS_FOR_EICAR)
    check_clean(b"%PDF-1.4" * 500_000)
    assert refused(b"%PDF-1.4 " + EICAR) == refusals.VIRUS


@pytest.mark.parametrize(
    ("program", "told"),
    [
        ("import sys; sys.exit(2)", "exit code 2"),
        ("import os; os.kill(os.getpid(), 9)", "exit code -9"),
    ],
    ids=["trouble", "killed"],
)
def test_a_scanner_in_trouble_clears_nothing(scanner, program, told, caplog):
    scanner(program)
    assert refused() == refusals.SCANNER_SILENT
    assert told in caplog.text


def test_a_scanner_that_reads_nothing_and_answers_is_believed(scanner):
    scanner("import sys; sys.exit(1)")
    assert refused(b"x" * 5_000_000) == refusals.VIRUS


def test_a_scanner_that_is_not_there_clears_nothing(settings, caplog):
    settings.VIRUS_SCANNER = ["/no/such/scanner"]
    assert refused() == refusals.SCANNER_SILENT
    assert "cannot be run" in caplog.text


def test_a_scanner_that_does_not_answer_in_time_is_ended_with_all_it_started(scanner, tmp_path, caplog):
    alive = tmp_path / "alive"
    os.mkfifo(alive)
    listening = os.open(alive, os.O_RDONLY | os.O_NONBLOCK)
    child = f"import time; here = open({str(alive)!r}, 'w'); time.sleep(20); here.write('alive')"
    scanner(f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])", seconds=1)
    assert refused() == refusals.SCANNER_SILENT
    assert "no answer in 1 seconds" in caplog.text
    os.set_blocking(listening, True)
    with open(listening) as heard:
        assert heard.read() == ""  # at once, for nobody is there any more who could say a word


def test_the_checks_name_a_scanner_that_is_not_there(settings):
    assert check_scanner_is_there() == []
    settings.VIRUS_SCANNER = [sys.executable]
    assert check_scanner_is_there() == []
    settings.VIRUS_SCANNER = ["/no/such/scanner"]
    assert [error.id for error in check_scanner_is_there()] == ["plans.E001"]


def test_a_slow_scanner_does_not_hold_everybody(scanner, caplog):
    scanner("import time; time.sleep(60)", seconds=0.2)
    told = []
    asking = [threading.Thread(target=lambda: told.append(refused())) for _each in range(AT_ONCE + 4)]
    for each in asking:
        each.start()
    for each in asking:
        each.join(timeout=30)
    assert told == [refusals.SCANNER_SILENT] * (AT_ONCE + 4)
