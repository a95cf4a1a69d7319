"""Files are read a few at a time, whatever processes ask, and a page that cannot wait is told so at once."""

import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from sheets.refusal import Busy
from sheets.turns import Patience, turn

ROOT = Path(__file__).parents[2]
HURRIED = Patience(0)
HOLDER = """
import sys
from pathlib import Path
from sheets.turns import Patience, turn
with turn(Path(sys.argv[1]), 1, Patience(0)):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_no_more_hold_a_turn_than_there_are_places(tmp_path):
    with turn(tmp_path, 2, HURRIED), turn(tmp_path, 2, HURRIED), pytest.raises(Busy), turn(tmp_path, 2, HURRIED):
        pass
    with turn(tmp_path, 2, HURRIED):
        pass


def test_places_are_counted_over_processes_and_a_killed_one_leaves_its_own(tmp_path):
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    holder = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(Busy), turn(tmp_path, 1, HURRIED):
            pass
    finally:
        holder.kill()
        holder.communicate()
    with turn(tmp_path, 1, HURRIED):
        pass


def test_only_a_few_pages_wait(tmp_path):
    with ExitStack() as held:
        held.enter_context(turn(tmp_path, 1, HURRIED))
        without_seat = Patience(3600, seats=0)
        with pytest.raises(Busy), turn(tmp_path, 1, without_seat):
            pass
