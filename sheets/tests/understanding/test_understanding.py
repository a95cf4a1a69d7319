"""Documents that are hard to understand: answered, rightly where that is known, or refused, within 5 s and 600 MB.

Seconds and megabytes are those the system accounts to the process that read the document.
"""

import fcntl
import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from sheets.tests.understanding.corpus import CORPUS

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[3]
MOST_SECONDS, MOST_MEGABYTES, MOST_BYTES = 5, 600, 20_000_000


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    """What every document of the corpus took and brought, by its name; once for all processes of a run of the tests."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    output = shared / "measured" / "measured.jsonl"
    with held(shared / "measured.lock"):
        if not output.exists():
            measure(tmp_path_factory.mktemp("hard"), output)
    return {row["name"]: row for row in map(json.loads, output.read_text().splitlines())}


@contextmanager
def held(lock):
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def measure(folder, output):
    output.parent.mkdir()
    for name, document in CORPUS.items():
        (folder / f"{name}.{document.ending}").write_bytes(document.make())
    command = [sys.executable, "-m", "sheets.tests.understanding.measuring", str(folder), str(output)]
    subprocess.run(command, cwd=ROOT, check=True, timeout=1200)


def test_the_corpus_is_large_enough():
    assert len(CORPUS) > 60


@pytest.mark.parametrize("name", sorted(CORPUS))
def test_a_hard_document_is_answered_or_refused_in_bounds(measured, name):
    row, expected = measured[name], CORPUS[name].expected
    assert row["seconds"] < MOST_SECONDS
    assert row["megabytes"] < MOST_MEGABYTES
    assert row["bytes"] < MOST_BYTES
    assert row["sentences"]
    if expected.indicators is not None:
        assert tuple(row["indicators"]) == expected.indicators
        assert expected.told <= set(row["codes"])
    elif not row["indicators"]:
        assert set(row["codes"]) & expected.refused
