"""Owns the proof that the site runs with a role that owns no table, and that this role cannot undo what was done."""

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import DatabaseError, connection

from plans import guards
from plans.actions.achievements import record_achievement
from plans.actions.checkpoints import make_checkpoint
from plans.actions.reporting import approve_report, submit_report
from plans.models import Checkpoint
from plans.queries.replay import mismatches
from plans.tests.commands.test_tampering import DOINGS, charlie, execute, plan, rita  # noqa: F401 - the same report
from plans.tests.factories import cell_of

pytestmark = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL has roles")


@pytest.fixture
def site(plan):  # noqa: F811
    """The site's own role, in force until the test ends."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("CREATE ROLE site_for_tests LOGIN")
        call_command("database_roles", "--site", "site_for_tests", "--apply", verbosity=0)
        cursor.execute("SET LOCAL ROLE site_for_tests")
    return plan


@pytest.mark.parametrize("doing", DOINGS)
def test_the_role_of_the_site_is_refused_by_sql(site, doing):
    with pytest.raises(DatabaseError, match=r"does not change|append-only|permission denied"):
        execute(DOINGS[doing], site)


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE plans_event DISABLE TRIGGER USER",
        "ALTER TABLE plans_quarterreport DISABLE TRIGGER plans_report_frozen",
        "DROP TRIGGER plans_cell_frozen ON plans_quartercell",
        "DROP TABLE plans_event CASCADE",
        "TRUNCATE plans_event",
        "TRUNCATE plans_quarterreport CASCADE",
        "TRUNCATE plans_checkpoint",
        "UPDATE plans_checkpoint SET document = '{{}}'",
        "DELETE FROM plans_checkpoint",
        "ALTER FUNCTION plans_refuse_frozen() RENAME TO x",
        "SET session_replication_role = replica",
    ],
)
def test_it_can_take_no_guard_away(site, statement):
    make_checkpoint()
    with pytest.raises(DatabaseError, match=r"permission denied|must be owner|append-only"):
        execute(statement, site)
    assert guards.missing(connection) == set()


def test_it_can_do_all_the_site_does(site, charlie, rita):  # noqa: F811
    record_achievement(cell=cell_of(site, "1.6.1", 2), value="২", version=0, by=charlie)
    report = submit_report(report=site.reports.get(quarter=2), by=charlie)
    approve_report(report=report, by=rita, leaves_unassessed=True)
    assert make_checkpoint() is not None
    assert Checkpoint.objects.count() == 1
    assert mismatches(site) == []


def test_the_check_names_a_role_that_can_do_more(plan):  # noqa: F811
    told = [each.msg for each in run_checks(tags=["database"], include_deployment_checks=True, databases=["default"])]
    assert any("owns" in each for each in told)
    assert any("superuser" in each for each in told)


def test_the_check_is_content_with_the_site_s(site):
    found = run_checks(tags=["database"], include_deployment_checks=True, databases=["default"])
    assert [each for each in found if each.id.startswith("plans.")] == []
