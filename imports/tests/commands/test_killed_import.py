"""Owns the proof that an import killed in the middle leaves nothing, on the database the tests run on."""

import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings

from imports.tests.actions.test_undoing import OF_A_PLAN
from jobs.tests.killing import LONGEST, database_url
from plans.models import Event, Plan, PlanImport, QuarterReport, SourceFile
from plans.tests.commands.shell import run
from plans.tests.factories import INDUSTRIES, cell_of, workbook
from plans.tests.workbooks import with_cells

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference")]

# Where a new plan is half made, and where a stored one is half changed.
MAKING = [
    'INSERT INTO "plans_sourcefile"',
    'INSERT INTO "plans_plan"',
    'INSERT INTO "plans_quartercell"',
    'INSERT INTO "plans_leagueentry"',  # with the scorecards
    'INSERT INTO "plans_planimport"',
]
CHANGING = ['UPDATE "plans_indicator"', 'INSERT INTO "plans_event"', 'INSERT INTO "plans_planimport"']


@pytest.fixture
def killed_at(tmp_path):
    """``killed_at(statement, path)``: an import in a process of its own, killed right after a statement."""

    def bring(statement, path):
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": database_url(),
            "DATA_DIR": str(tmp_path / "data"),
        }
        ended = subprocess.run(
            [sys.executable, "-m", "imports.tests.commands.killed_import", statement, str(path)],
            env=environment,
            cwd=settings.BASE_DIR,
            capture_output=True,
            timeout=LONGEST,
        )
        assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()

    return bring


@pytest.mark.parametrize("statement", MAKING)
def test_a_killed_import_leaves_no_row(killed_at, statement):
    killed_at(statement, workbook(INDUSTRIES))
    for model in (*OF_A_PLAN, Event, PlanImport, SourceFile):
        assert not model.objects.exists(), model
    assert run("import_plan", workbook(INDUSTRIES)).code == 0
    assert Plan.objects.get().imports.count() == 1


@pytest.mark.parametrize("statement", CHANGING)
def test_a_killed_update_leaves_the_plan_as_it_was(killed_at, tmp_path, statement):
    run("import_plan", workbook(INDUSTRIES))
    events, reports = list(Event.objects.values()), list(QuarterReport.objects.order_by("pk").values())
    path = tmp_path / INDUSTRIES
    path.write_bytes(with_cells(INDUSTRIES, H8="১", B7="বৈঠক"))
    killed_at(statement, path)
    assert cell_of(Plan.objects.get(), "1.1", 1).achievement.is_blank
    assert cell_of(Plan.objects.get(), "1.1", 1).indicator.title == "অনুষ্ঠিত সভা"
    assert list(Event.objects.values()) == events
    assert list(QuarterReport.objects.order_by("pk").values()) == reports
    assert run("import_plan", path).out.strip().endswith("2 changes")
