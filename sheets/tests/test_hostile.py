"""Files built to harm: each gets a clear sentence within five seconds and 600 MB of the process that reads it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sheets.tests.hostile import DAMAGED, HOSTILE, LARGE, LOCKED, OTHER, READ, SLOW, UNSAFE

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[2]
MOST_SECONDS, MOST_MEGABYTES = 5, 600
REFUSALS = {DAMAGED, LARGE, LOCKED, OTHER, SLOW, UNSAFE}


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    """What the process that read them took, by the names of the files."""
    folder, output = tmp_path_factory.mktemp("hostile"), tmp_path_factory.mktemp("measured") / "measured.jsonl"
    run("sheets.tests.hostile", folder)
    run("sheets.tests.understanding.measuring", folder, output)
    return {row["name"]: row for row in map(json.loads, output.read_text().splitlines())}


def run(module, *paths):
    subprocess.run([sys.executable, "-m", module, *map(str, paths)], cwd=ROOT, check=True, timeout=1200)


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_file_gets_its_sentence_in_time(measured, name):
    row, codes = measured[name], HOSTILE[name][1]
    refused = REFUSALS & set(row["codes"])
    assert refused <= codes
    assert len(refused) == 1 or READ in codes
    assert row["sentences"]
    assert row["seconds"] < MOST_SECONDS
    assert row["megabytes"] < MOST_MEGABYTES
