"""The script of the last day stays true: a small crowd on the whole site, nothing fails and nothing is lost.

How quickly it goes is not judged here.
"""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

from bench.deadline_day.mix import PACE, saves_alone, whole_mix
from deploy.programs import needed

LONGEST = 420  # seconds


@pytest.mark.long
def test_a_small_crowd_of_the_last_day_loses_nothing_and_nothing_fails_to_it():
    if missing := needed():
        pytest.fail(f"missing on this machine: {', '.join(missing)}; bin/setup --tests")
    command = [sys.executable, "-m", "bench.deadline_day", "--mix", "--saves", "3", "--seconds", "15", "--warm-up", "3"]
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=os.environ | {}, capture_output=True, text=True, timeout=LONGEST
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "errors: 0" in done.stdout
    saved, lost = re.search(
        r'(\d+) saves were answered "saved", \d+ were not answered; lost or wrong: (\d+)', done.stdout
    ).groups()
    assert int(saved) > 0
    assert lost == "0"
    assert re.search(r"^  save +\d+ ", done.stdout, re.MULTILINE)
    for part in ("web", "prints and readers", "postgres", "nginx", "worker", "load generator"):
        assert re.search(rf"\b{part} \d+\.\d", done.stdout), part


def test_the_mix_grows_with_its_saves_and_saves_alone_are_nothing_else():
    few, many = whole_mix(20).as_json(), whole_mix(40).as_json()
    assert few["officers"] == 20 * PACE
    assert all(many[kind] == 2 * number for kind, number in few.items() if kind != "crawlers")
    assert few["writers"] == 0
    assert {kind for kind, number in saves_alone(60).as_json().items() if number} == {"writers"}
