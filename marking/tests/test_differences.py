"""Owns the proof that a difference between two scorecards names every figure that moved, and adds up."""

from decimal import Decimal

from hypothesis import given, settings

from cell_values.value import Unit
from marking.differences import compare
from marking.policy import Policy
from marking.score import score
from marking.scorecard import MarkStatus
from marking.tests.make import area_of, plan_of, row
from marking.tests.test_properties import plans, policies, quarters
from plan_tree.terms import QuarterRule


def numbered(plan):
    """The plan with a number of its own for every indicator, as plans have."""
    areas = []
    for area in plan.areas:
        rows = (replaced(each, f"{area.number}.{n}") for n, each in enumerate(area.indicators, 1))
        areas.append(area_of(area.number, area.title, area.weight, tuple(rows)))
    return plan_of(plan.start_year, tuple(areas))


def replaced(indicator, number):
    return type(indicator)(**{name: getattr(indicator, name) for name in indicator.__slots__} | {"number": number})


@given(plans.map(numbered), policies, policies, quarters)
@settings(max_examples=50)
def test_what_moved_adds_up_for_indicators_areas_and_plan(plan, one, other, through):
    difference = compare(score(plan, one, through=through), score(plan, other, through=through))
    assert difference.moved == sum(mark.moved for mark in difference.marks)
    assert difference.moved == sum(area.moved for area in difference.areas)
    assert all(area.moved == sum(mark.moved for mark in area.marks) for area in difference.areas)


@given(plans.map(numbered), policies, quarters)
@settings(max_examples=50)
def test_the_same_rules_change_nothing(plan, policy, through):
    difference = compare(score(plan, policy, through=through), score(plan, policy, through=through))
    assert difference.changed == ()
    assert not any(mark.new_steps for mark in difference.marks)


@given(plans.map(numbered), policies, policies, quarters)
@settings(max_examples=50)
def test_every_indicator_is_either_changed_or_not(plan, one, other, through):
    difference = compare(score(plan, one, through=through), score(plan, other, through=through))
    assert len(difference.changed) + len(difference.unchanged) == len(difference.after.marks)
    moves = [abs(mark.moved) for mark in difference.changed]
    assert moves == sorted(moves, reverse=True)


def card(policy, *rows, through=2):
    return score(plan_of(2020, (area_of("1", "ক্ষেত্র", Decimal(4), rows),)), policy, through=through)


COUNTED = row("2", annual="4", targets=("1", "1", "1", "1"), done=("1", "1"), number="1.1")
LATE = row("2", Unit.DATE, targets=("30/09/2020",), done=("05/10/2020",), number="1.2", quarter_rule=QuarterRule.DATE)


def test_a_changed_row_tells_the_lines_that_are_new():
    (late,) = compare(card(Policy("a"), COUNTED, LATE), card(Policy("b", late_date_share=Decimal("0.5")), LATE)).changed
    assert (late.before.earned, late.after.earned, late.moved) == (0, 1, 1)
    assert any("50%" in step.sentence.en for step in late.new_steps)
    assert not any(step in late.before.steps for step in late.new_steps)


def test_from_quarter_to_quarter_the_new_lines_say_why():
    difference = compare(card(Policy("a"), COUNTED, through=1), card(Policy("a"), COUNTED, through=2))
    (moved,) = difference.changed
    assert moved.moved == Decimal("0.50")
    assert "1 + 1 = 2" in " ".join(step.sentence.en for step in moved.new_steps)


def test_an_indicator_that_was_not_there_is_a_change():
    difference = compare(card(Policy("a"), COUNTED), card(Policy("a"), COUNTED, LATE))
    (new,) = difference.changed
    assert new.before is None
    assert new.after.status is MarkStatus.ZERO
