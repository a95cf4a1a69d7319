"""Owns the proof of the way back: a stored plan is the draft it was read from."""

from dataclasses import replace

import pytest

from imports.actions.bringing import read_plans
from imports.actions.importing import store_plan
from official_forms.plan_checks import check_draft
from plans.interchange import import_json
from plans.queries.scorecards import claimed_through
from plans.queries.trees import load_tree, with_reports
from plans.tests.factories import INDUSTRIES, LABOUR, draft_of_size, import_workbook, workbook

BOTH = pytest.mark.parametrize("name", [INDUSTRIES, LABOUR])


def as_data(draft):
    """A draft without the addresses of its cells."""
    return import_json(draft, office=draft.office_name, year=draft.year, saved=True, problems=())


@pytest.fixture
def read(reference):
    """``read(name)``: the draft of an official workbook, and the draft of what was stored of it."""

    def both(name):
        (reading,) = read_plans(workbook(name).read_bytes(), name)
        plan = import_workbook(workbook(name))
        return reading.draft, replace(load_tree(plan), claimed=claimed_through(plan, 4))

    return both


@BOTH
def test_a_stored_plan_is_the_draft_it_was_read_from(read, name):
    before, after = read(name)
    assert as_data(after) == as_data(before)


@BOTH
def test_storing_the_way_back_again_changes_nothing(reference, name):
    plan = import_workbook(workbook(name))
    again = store_plan(draft=with_reports(load_tree(plan), plan), office=plan.office, year=plan.year, by=None)
    assert (again.created, again.changes) == (False, ())


@BOTH
def test_a_stored_plan_raises_the_doubts_its_document_did(read, name):
    before, after = read(name)
    assert [problem.code for problem in check_draft(after)] == [problem.code for problem in check_draft(before)]


@pytest.mark.parametrize("kind", ["integrity", "egov"])
def test_a_made_plan_comes_back_whole(plan_of_size, kind):
    plan = plan_of_size(6, kind=kind)
    back = as_data(with_reports(load_tree(plan), plan))
    assert back["areas"] == as_data(draft_of_size(6, kind=kind))["areas"]
