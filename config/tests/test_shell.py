"""Owns the proof that administrators script the system from a shell: an empty folder, real processes, exit codes."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from plans.tests.factories import INDUSTRIES, LABOUR, workbook

pytestmark = pytest.mark.long


def test_a_new_system_is_filled_and_scored_from_the_shell(tmp_path):
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "DATABASE", "PYTEST"))}
    environment = clean | {"DATA_DIR": str(tmp_path)}

    def manage(*arguments):
        command = [sys.executable, "manage.py", *map(str, arguments)]
        return subprocess.run(
            command, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
        )

    for preparation in ("migrate", "load_reference"):
        done = manage(preparation, "-v0")
        assert done.returncode == 0, done.stderr
    stored = manage("import_plan", workbook(LABOUR), "--json")
    assert (stored.returncode, json.loads(stored.stdout)["saved"]) == (0, True)
    refused = manage("import_plan", workbook(INDUSTRIES), "--office", "শ্রম মন্ত্রণালয়", "--json")
    assert (refused.returncode, json.loads(refused.stdout)["saved"]) == (1, False)
    scored = manage("score_plan", "--office", "40", "--year", "2021-22", "--kind", "egov", "--through", "q1", "--json")
    assert (scored.returncode, json.loads(scored.stdout)["computed"]) == (0, "11.00")
