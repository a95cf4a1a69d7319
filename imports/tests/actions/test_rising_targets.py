"""Owns the proof that rising targets are taken as running totals, told, and overruled by what was decided before."""

import pytest

from imports.actions.importing import store_plan
from imports.queries.readings import Choices, readings_of
from imports.queries.understood import understood
from integrity_plans.tests.forms import AREA, TARGETS, changed, form
from plan_tree.terms import QuarterRule
from plans.models import Indicator, Plan
from plans.tests.factories import workbook
from plans.tests.stepping import submit_through
from sheets.tests.building import workbook_of

pytestmark = pytest.mark.usefixtures("reference")

RISING = changed(TARGETS, c4="%", c6="১০০", c8="১০", c9="৩০", c10="৬০", c11="১০০")
REPORTED = ["", "", "", "", "", "", "অর্জন", "১২", "৩৫", "৫৫", "৯৩"]
HALF_YEARLY = changed(TARGETS, c6="১২", c8="", c9="৫", c10="", c11="১২")


def read(*rows, rules=None):
    document = understood(workbook_of(form(AREA, *rows)), "plan.xlsx")
    (reading,) = readings_of(document, [Choices(rules=rules or {})])
    return reading


def store(reading):
    return store_plan(draft=reading.draft, office=reading.office, year=reading.year, by=None).plan


def rule_of(reading):
    (row,) = reading.draft.indicators
    return row.quarter_rule


def told(reading):
    return [(each.severity, each.cell) for each in reading.problems if each.code == "cumulative_suggested"]


@pytest.mark.parametrize("targets", [RISING, HALF_YEARLY])
def test_targets_that_rise_to_the_year_suggest_cumulative_and_say_so(targets):
    reading = read(targets, REPORTED)
    assert rule_of(reading) is QuarterRule.CUMULATIVE
    assert told(reading) == [("notice", "A6")]
    assert "quarter_rule_undecided" not in {each.code for each in reading.problems}


def test_another_rule_that_was_chosen_or_stored_holds_and_nothing_is_suggested():
    chosen = read(RISING, REPORTED, rules={"1.1": QuarterRule.AVERAGE})
    assert (rule_of(chosen), told(chosen)) == (QuarterRule.AVERAGE, [])
    store(chosen)
    again = read(RISING, REPORTED)
    assert (rule_of(again), told(again)) == (QuarterRule.AVERAGE, [])


def test_a_rule_left_open_before_a_report_was_handed_in_stays_open(alice):
    plan = store(read(RISING, REPORTED))
    Indicator.objects.update(quarter_rule="")
    submit_through(plan, 1, by=alice)
    again = read(RISING, REPORTED)
    assert (rule_of(again), told(again)) == (None, [])
    assert store(again) == Plan.objects.get()
    assert Indicator.objects.get().quarter_rule == ""


def test_the_guidelines_example_is_read_as_cumulative():
    path = workbook("cases/marks-nis-2021-22-guideline/input.xlsx")
    (reading,) = readings_of(understood(path.read_bytes(), path.name), [Choices()])
    rules = {row.number: row.quarter_rule for row in reading.draft.indicators}
    assert [number for number, rule in rules.items() if rule is QuarterRule.CUMULATIVE] == ["2.3"]
