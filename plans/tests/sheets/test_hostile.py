"""Files built to harm: each gets a clear sentence within five seconds and 600 MB, and nothing outside is touched."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from plans.tests.sheets.hostile import HOSTILE, READ

ROOT = Path(__file__).parents[3]
MOST_SECONDS, MOST_MEGABYTES = 5, 600


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    """What the process that read them measured, by the names of the files."""
    folder = tmp_path_factory.mktemp("hostile")
    run("hostile", folder)
    return {row["name"]: row for row in map(json.loads, run("measuring", folder).splitlines())}


def run(module, folder):
    command = [sys.executable, "-m", f"plans.tests.sheets.{module}", str(folder)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=240).stdout


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_file_gets_its_sentence_in_time_and_touches_nothing(measured, name):
    row, codes = measured[name], HOSTILE[name][1]
    if row["refused"]:
        assert len(row["codes"]) == 1
        assert row["codes"][0] in codes
        assert all(row["sentences"][0])
    else:
        assert READ in codes
    assert row["seconds"] < MOST_SECONDS
    assert row["touched"] == []
    assert row["here"] < MOST_MEGABYTES
    assert row["apart"] < MOST_MEGABYTES
