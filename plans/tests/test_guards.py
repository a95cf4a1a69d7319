"""Owns the proof that the database itself keeps events and approved reports, and lets through what may still happen."""

from decimal import Decimal
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction

from offices.models import Person, Role
from offices.tests.people import add_person
from plans import guards
from plans.actions.evidence import attach_evidence, write_comment
from plans.actions.publishing import publish_report, withdraw_report
from plans.actions.reporting import approve_report, assess_cell, submit_report
from plans.models import QuarterCell, QuarterReport
from plans.tests.beginning import remembered
from plans.tests.factories import LABOUR, cell_of, official_plan


@pytest.fixture
def approved(labour_office, cabinet_division):
    """The first quarter assessed and approved, with a file; the second only begun."""
    made = remembered("approved and guarded", partial(approved_report, labour_office, cabinet_division))
    return QuarterReport.objects.get(pk=made.pk)


@pytest.fixture
def charlie(approved):
    return Person.objects.get(username="charlie")


def approved_report(labour_office, cabinet_division):
    labour = official_plan(LABOUR)
    charlie = add_person("charlie", labour_office, Role.FOCAL_POINT)
    rita = add_person("rita", cabinet_division, Role.REVIEWER)
    attach_evidence(cell=cell_of(labour, "1.6.1", 1), file=SimpleUploadedFile("a.pdf", b"%PDF-1.4"), by=charlie)
    report = submit_report(report=labour.reports.get(quarter=1), by=charlie)
    assess_cell(cell=cell_of(labour, "2.1.1", 1), marks=Decimal(4), reason="দেখা হয়েছে", by=rita)
    return approve_report(report=report, by=rita, leaves_unassessed=True)


def execute(statement, report):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(report=report.pk, plan=report.plan_id))
        return cursor.rowcount


CELLS = (
    "SELECT c.id FROM plans_quartercell c JOIN plans_indicator i ON i.id = c.indicator_id JOIN plans_activity t "
    "ON t.id = i.activity_id JOIN plans_area a ON a.id = t.area_id WHERE a.plan_id = {{plan}} AND c.quarter = {quarter}"
)
OF_APPROVED, OF_OPEN = CELLS.format(quarter=1), CELLS.format(quarter=2)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE plans_event SET verb = 'x' WHERE plan_id = {plan}",
        "DELETE FROM plans_event WHERE plan_id = {plan}",
        "UPDATE plans_quarterreport SET earned = 50 WHERE id = {report}",
        "UPDATE plans_quarterreport SET scorecard = '{{}}' WHERE id = {report}",
        "UPDATE plans_quarterreport SET approved_at = submitted_at WHERE id = {report}",
        "UPDATE plans_quarterreport SET receipt = 'x' WHERE id = {report}",
        "UPDATE plans_quarterreport SET state = 'submitted', frozen_switches = NULL, approved_at = NULL, "
        "approved_by_id = NULL WHERE id = {report}",
        "DELETE FROM plans_quarterreport WHERE id = {report}",
        f"UPDATE plans_quartercell SET achievement_text = '৯' WHERE id IN ({OF_APPROVED})",
        f"UPDATE plans_quartercell SET target_quantity = 1 WHERE id IN ({OF_APPROVED})",
        f"UPDATE plans_quartercell SET assessed_marks = 1 WHERE id IN ({OF_APPROVED}) AND assessed_marks > 1",
        f"DELETE FROM plans_quartercell WHERE id IN ({OF_APPROVED})",
        "UPDATE plans_evidence SET sha256 = 'x'",
        "DELETE FROM plans_evidence",
        "INSERT INTO plans_evidence (cell_id, file, name, sha256, added_by_id, added_at) "
        "SELECT cell_id, 'x', 'x', 'x', added_by_id, added_at FROM plans_evidence",
    ],
)
def test_the_database_refuses(approved, statement):
    with pytest.raises(DatabaseError, match=r"does not change|append-only"):
        execute(statement, approved)


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE plans_quartercell SET achievement_text = '৯' WHERE id IN ({OF_OPEN})",
        "UPDATE plans_quarterreport SET return_reason = 'x' WHERE plan_id = {plan} AND quarter = 2",
    ],
)
def test_what_belongs_to_an_open_report_is_left_alone(approved, statement):
    assert execute(statement, approved) > 0


def test_an_approved_report_is_published_withdrawn_and_commented(approved, charlie):
    publish_report(report=approved, by=charlie)
    withdraw_report(report=approved, by=charlie)
    write_comment(cell=cell_of(approved.plan, "1.6.1", 1), text="দেখা হলো", by=charlie)
    assert guards.missing(connection) == set()


def test_a_plan_with_an_approved_report_is_not_deleted(approved):
    with pytest.raises(DatabaseError), transaction.atomic():
        approved.plan.delete()
    assert QuarterCell.objects.filter(indicator__activity__area__plan=approved.plan).count() == 13 * 4


def test_a_plan_without_one_is(labour):
    labour.delete()
    assert not QuarterCell.objects.exists()


def test_guards_taken_away_are_missed_and_made_again(approved):
    guards.remove(connection)
    names = {guard.name for guard in guards.guards(connection.vendor)}
    assert guards.missing(connection) == names
    guards.install(connection)
    assert guards.missing(connection) == set()
    with pytest.raises(DatabaseError):
        execute("DELETE FROM plans_quarterreport WHERE id = {report}", approved)
