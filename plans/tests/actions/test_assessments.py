"""Owns the proof that an assessment holds for the achievement it was given for, and no longer."""

from decimal import Decimal

import pytest

from imports.actions.bringing import bring_in, keep_source, read_plans
from imports.actions.importing import store_plan
from imports.actions.undoing import undo_import
from plans.actions.achievements import record_achievement
from plans.actions.ledger import is_chain_whole
from plans.actions.reporting import assess_cell, return_report, submit_report
from plans.models import PlanImport
from plans.queries.trees import load_tree, with_reports
from plans.tests.factories import LABOUR, cell_of
from plans.tests.workbooks import with_cells


@pytest.fixture
def returned(labour, charlie, rita):
    """The real first quarter of the Ministry of Labour: 2.1.1, in words, was given 4 marks, then it came back."""
    report = submit_report(report=labour.reports.get(quarter=1), by=charlie)
    assess_cell(cell=cell_of(labour, "2.1.1", 1), marks=Decimal(4), reason="সেবা বক্স দেখা হয়েছে", by=rita)
    return_report(report=report, reason="১.৬.১ ঠিক করুন", by=rita)
    return labour


def enter(plan, number, text, by):
    cell = cell_of(plan, number, 1)
    return record_achievement(cell=cell, value=text, version=cell.version, by=by)


def test_another_achievement_withdraws_what_was_assessed(returned, charlie):
    assert returned.reports.get(quarter=1).earned == 15
    enter(returned, "2.1.1", "আংশিক হালনাগাদ", charlie)
    cell = cell_of(returned, "2.1.1", 1)
    assert (cell.assessed_marks, cell.assessed_reason, cell.assessed_by, cell.assessed_at) == (None, "", None, None)
    assert returned.reports.get(quarter=1).earned == 11


def test_the_withdrawal_is_told_in_the_ledger(returned, charlie):
    enter(returned, "2.1.1", "আংশিক হালনাগাদ", charlie)
    event = returned.events.order_by("sequence").last()
    assert (event.verb, event.subject, event.by) == ("withdraw_assessment", "2.1.1 q1", charlie)
    assert (event.before, event.after) == ({"marks": "4.00", "reason": "সেবা বক্স দেখা হয়েছে"}, None)
    assert is_chain_whole(returned.pk)


def test_the_same_achievement_again_keeps_the_assessment(returned, charlie):
    enter(returned, "2.1.1", cell_of(returned, "2.1.1", 1).achievement.text, charlie)
    assert cell_of(returned, "2.1.1", 1).assessed_marks == 4
    assert not returned.events.filter(verb="withdraw_assessment").exists()


def test_another_row_keeps_its_assessment(returned, charlie):
    enter(returned, "1.6.1", "২", charlie)
    assert cell_of(returned, "2.1.1", 1).assessed_marks == 4
    assert not returned.events.filter(verb="withdraw_assessment").exists()


# --- an import that says something else --------------------------------------------------------------------------


@pytest.fixture
def imported(returned, administrator):
    """The document again, with other words for 2.1.1."""
    content = with_cells(LABOUR, K14="আংশিক হালনাগাদ")
    source = keep_source(content, LABOUR, by=administrator)
    (outcome,) = bring_in(read_plans(content, LABOUR), source=source, by=administrator)
    assert outcome.stored, outcome.problems
    return PlanImport.objects.get(source=source)


def test_an_import_withdraws_what_was_assessed_of_another_achievement(returned, imported):
    assert cell_of(returned, "2.1.1", 1).assessed_marks is None
    assert returned.reports.get(quarter=1).earned == 11
    told = returned.events.get(verb="import_changes").after
    assert ["2.1.1 q1", "assessment", {"marks": "4.00", "reason": "সেবা বক্স দেখা হয়েছে"}, None] in told


def test_undoing_the_import_brings_the_assessment_back(returned, imported, administrator):
    undo_import(plan_import=imported, by=administrator)
    assert cell_of(returned, "2.1.1", 1).assessed_marks == 4
    assert returned.reports.get(quarter=1).earned == 15


def test_the_same_document_again_keeps_the_assessment(returned):
    store_plan(draft=with_reports(load_tree(returned), returned), office=returned.office, year=returned.year, by=None)
    assert cell_of(returned, "2.1.1", 1).assessed_marks == 4
