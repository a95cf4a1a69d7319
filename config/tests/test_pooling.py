"""Owns the proof that all of it works through a pooler that gives a connection for one transaction only."""

import os
import subprocess
import sys

import pytest

from deploy.programs import ROOT, place_of, postgres_folder

pytestmark = [pytest.mark.long]
SAVES, SUBMISSIONS = "entry/tests/views/test_cell.py", "plans/tests/actions/test_reporting.py"
IMPORTS, JOBS = "imports/tests/commands/test_import_plan.py", "jobs/tests/test_database_worker.py"


def test_saves_submissions_imports_and_jobs_go_through_a_pooler_by_transactions():
    """The tests of each, on PostgreSQL behind PgBouncer with four connections for all."""
    if not (place_of("pgbouncer") and postgres_folder()):
        pytest.fail("missing on this machine: PgBouncer or PostgreSQL; bin/setup --tests")
    chosen = [
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "--no-cov",
        "--reuse-db",
        SAVES,
        SUBMISSIONS,
        IMPORTS,
        JOBS,
    ]
    through = ["bin/with-postgres", sys.executable, "-m", "deploy.pooler", sys.executable, *chosen]
    given = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "COV", "DATABASE"))}
    done = subprocess.run(through, env=given, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-2000:]
