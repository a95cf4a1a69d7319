"""Owns the proof that what is printed around a table is kept with the report it came with, told, and undone."""

import pytest

from cell_values.text import normalise
from imports.actions.bringing import bring_in, keep_source, read_plans
from imports.actions.importing import store_plan
from imports.actions.undoing import undo_import
from plan_tree.surroundings import NO_SURROUNDINGS, Surroundings
from plans.actions.reporting import submit_report
from plans.models import Plan, PlanImport
from plans.queries.proof import differences_of
from plans.queries.trees import load_tree
from plans.tests.factories import INDUSTRIES, workbook
from plans.tests.workbooks import with_cells

pytestmark = pytest.mark.usefixtures("reference")
SIGNED = {"A94": "স্বাক্ষর", "A95": "নাম: রিতা সেন", "A96": "তারিখ: ৩১/০২/২০২০"}
BELOW = normalise("\n".join(SIGNED.values()))


@pytest.fixture
def bring(administrator):
    """``bring(cells)``: stores the workbook of the Ministry of Industries with some cells, and answers what came."""

    def stored(cells):
        content = with_cells(INDUSTRIES, cells) if cells else workbook(INDUSTRIES).read_bytes()
        source = keep_source(content, INDUSTRIES, by=administrator)
        (outcome,) = bring_in(read_plans(content, INDUSTRIES), source=source, by=administrator)
        return outcome

    return stored


def around(plan):
    """What is kept, by quarter, of the plan by 0."""
    own = Plan.objects.get(pk=plan.pk)
    found = {report.quarter: report.surroundings for report in plan.reports.all()}
    found[0] = Surroundings(own.printed_above, own.printed_below)
    return {quarter: each for quarter, each in found.items() if not each.is_empty}


def test_a_document_that_reports_nothing_is_the_plans_own(bring):
    plan = bring(SIGNED).plan
    assert around(plan) == {0: Surroundings("", BELOW)}


def test_a_document_is_that_of_the_last_quarter_it_reports(bring):
    plan = bring(SIGNED | {"H8": "১", "I8": "১"}).plan
    assert around(plan) == {2: Surroundings("", BELOW)}


def test_the_same_document_again_changes_nothing(bring):
    plan = bring(SIGNED | {"H8": "১"}).plan
    again = bring(SIGNED | {"H8": "১"})
    assert (again.plan, again.changes) == (plan, ())
    assert list(differences_of(plan)) == []


def test_a_later_document_adds_its_own_and_leaves_that_of_the_quarter_before(bring):
    plan = bring(SIGNED | {"H8": "১"}).plan
    later = bring({"H8": "১", "I8": "২", "A94": "স্বাক্ষর", "A95": "নাম: সালমা খাতুন"})
    assert [change.as_json()[:2] for change in later.changes] == [["1.1 q2", "achievement"], ["q2", "printed_below"]]
    assert around(plan) == {
        1: Surroundings("", BELOW),
        2: Surroundings("", normalise("স্বাক্ষর\nনাম: সালমা খাতুন")),
    }
    assert list(differences_of(plan)) == []


def test_a_document_without_a_signature_takes_none_away(bring):
    plan = bring(SIGNED | {"H8": "১"}).plan
    assert bring({"H8": "১"}).changes == ()
    assert around(plan) == {1: Surroundings("", BELOW)}


def test_undoing_brings_back_what_was_printed(bring, administrator):
    plan = bring(SIGNED | {"H8": "১"}).plan
    bring(SIGNED | {"A95": "নাম: সালমা খাতুন", "H8": "১"})
    assert around(plan)[1].below != BELOW
    undo_import(plan_import=PlanImport.objects.latest("pk"), by=administrator)
    assert around(plan) == {1: Surroundings("", BELOW)}
    assert list(differences_of(plan)) == []


def test_undoing_brings_back_what_was_printed_around_a_plan(bring, administrator):
    plan = bring(None).plan
    bring(SIGNED)
    assert around(plan) == {0: Surroundings("", BELOW)}
    undo_import(plan_import=PlanImport.objects.latest("pk"), by=administrator)
    assert around(plan) == {}
    assert list(differences_of(plan)) == []


def test_a_report_that_was_handed_in_keeps_its_signature(bring, alice):
    plan = bring(SIGNED | {"H8": "১"}).plan
    submit_report(report=plan.reports.get(quarter=1), by=alice)
    other = bring(SIGNED | {"A95": "নাম: সালমা খাতুন", "H8": "১"})
    assert [problem.code for problem in other.refusals] == ["report_closed"]
    assert around(plan)[1].below == BELOW


def test_a_plans_own_lines_touch_no_report(bring, alice):
    plan = bring(None).plan
    submit_report(report=plan.reports.get(quarter=1), by=alice)
    assert bring(SIGNED).refusals == ()
    assert around(plan) == {0: Surroundings("", BELOW)}


def test_a_tree_without_them_takes_nothing_away(bring):
    plan = bring(SIGNED | {"H8": "১"}).plan
    tree = load_tree(plan)
    assert tree.surroundings == NO_SURROUNDINGS
    assert store_plan(draft=tree, office=plan.office, year=plan.year, by=None).changes == ()
