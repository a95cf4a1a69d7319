"""Owns the proof of outlines: every step keeps every row once, numbers stay unique, and a step back gives what was."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cell_values.value import Unit
from plan_tree import outline_steps as steps
from plan_tree.outline import Level, Outline, parents
from plan_tree.outline_data import outline_as_data, outline_from_data, step_back, stepped_back
from plan_tree.outline_merge import merged
from plan_tree.outline_trees import outline_of, read_outline
from plan_tree.terms import Direction, LateRule, QuarterRule
from plan_tree.tree import PlanTree
from plans.tests.factories import INDUSTRIES, LABOUR, draft_of_size, official_draft

NO_PLAN = PlanTree("integrity", "", "2020-21", ())


def outline(size=3, kind="integrity"):
    return outline_of(draft_of_size(size, kind=kind), shares_numbers=kind == "integrity")


def numbers(some: Outline, level=Level.INDICATOR):
    return [row.number for row in some.rows if row.level is level]


def indicator(some: Outline, number):
    return next(row.id for row in some.rows if row.level is Level.INDICATOR and row.number == number)


def area(some: Outline, number):
    return next(row.id for row in some.rows if row.level is Level.AREA and row.number == number)


@pytest.mark.parametrize("name", [INDUSTRIES, LABOUR])
def test_the_real_plans_are_read_back_from_their_outlines_as_they_were(name):
    plan = official_draft(name)
    again = read_outline(outline_of(plan, shares_numbers=name == INDUSTRIES), plan).tree
    assert len(again.indicators) == len(plan.indicators)
    for now, was in zip(again.indicators, plan.indicators, strict=True):
        assert now.all_grades[0].target == was.all_grades[0].target
        assert [now.target(quarter) for quarter in range(1, 5)] == [was.target(quarter) for quarter in range(1, 5)]
        told = ("number", "title", "weight", "unit", "unit_text", "responsible", "quarter_rule", "words", "late_rule")
        assert [getattr(now, each) for each in told] == [getattr(was, each) for each in told]
    assert [(each.number, each.title, each.weight, each.note) for each in again.areas] == [
        (each.number, each.title, each.weight, each.note) for each in plan.areas
    ]


def test_an_added_indicator_is_counted_in_the_manner_of_the_form():
    integrity, egov = outline(), outline(kind="egov")
    assert numbers(steps.with_indicator(integrity, indicator(integrity, "1.2"))[0]) == ["1.1", "1.2", "1.2.2", "1.3"]
    added, _ = steps.with_indicator(egov, indicator(egov, "1.2.1"))
    assert numbers(added) == ["1.1.1", "1.2.1", "1.2.2", "1.3.1"]


def test_a_new_activity_stands_behind_that_of_the_row_with_an_indicator():
    added, at_hand = steps.with_activity(outline(), indicator(outline(), "1.1"))
    assert numbers(added) == numbers(added, Level.ACTIVITY) == ["1.1", "1.2", "1.3", "1.4"]
    assert added.find(at_hand).number == "1.2"
    assert added.find(at_hand).is_empty


def test_a_new_area_stands_behind_that_of_the_row_and_later_ones_move_on():
    before = outline(6)
    added, at_hand = steps.with_area(before, indicator(before, "1.3"))
    assert numbers(added, Level.AREA) == ["1", "2", "3"]
    assert added.find(at_hand).number == "2"
    assert numbers(added)[-2:] == ["3.1", "3.2"]


def test_an_empty_outline_begins_with_an_area():
    added, at_hand = steps.with_area(Outline(shares_numbers=True))
    assert [(row.level, row.number) for row in added.rows] == [
        (Level.AREA, "1"),
        (Level.ACTIVITY, "1.1"),
        (Level.INDICATOR, "1.1"),
    ]
    assert added.rows[0].id == at_hand


def test_a_row_moves_up_and_down_among_its_own():
    before = outline()
    second = indicator(before, "1.2")
    up, _ = steps.moved(before, second, -1)
    assert up.find(second).number == "1.1"
    assert steps.moved(up, second, 1)[0].rows == before.rows
    assert steps.moved(up, second, -1)[0] is up


def test_a_row_moves_to_another_area_and_both_count_anew():
    before = outline(6)
    first = indicator(before, "1.1")
    after, _ = steps.moved_to(before, first, area(before, "2"))
    assert after.find(first).number == "2.3"
    assert numbers(after) == ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3"]
    assert steps.moved_to(before, first, area(before, "1"))[0] is before


def test_a_row_is_put_where_it_is_dropped():
    before = outline(6)
    first, third = indicator(before, "1.1"), indicator(before, "1.3")
    behind = steps.put_beside(before, first, third, behind=True)
    assert [behind.find(each).number for each in (third, first)] == ["1.2", "1.3"]
    assert steps.put_beside(behind, first, indicator(behind, "1.1"), behind=False).rows == before.rows
    other = indicator(before, "2.2")
    assert steps.put_beside(before, first, other, behind=False).find(first).number == "2.2"
    assert steps.put_beside(before, first, area(before, "2"), behind=True).find(first).number == "2.1"
    assert steps.put_beside(before, first, first, behind=True) is before
    assert steps.put_beside(before, first, area(before, "1"), behind=True) is before


def test_an_area_is_put_beside_that_of_the_row_it_is_dropped_on():
    before = outline(6)
    after = steps.put_beside(before, area(before, "2"), indicator(before, "1.3"), behind=False)
    assert numbers(after, Level.AREA) == ["1", "2"]
    assert after.rows[0].id == area(before, "2")


def test_an_indicator_of_several_stays_in_its_activity_or_takes_it_along():
    start = outline(kind="egov")
    more, new = steps.with_indicator(start, indicator(start, "1.1.1"))
    swapped = steps.put_beside(more, new, indicator(more, "1.1.1"), behind=False)
    assert swapped.find(new).number == "1.1.1"
    along = steps.put_beside(more, new, indicator(more, "1.3.1"), behind=True)
    assert (along.find(new).number, numbers(along)[-2:]) == ("1.3.2", ["1.3.1", "1.3.2"])


def test_a_copy_stands_behind_its_row_and_came_from_no_stored_row():
    tree = draft_of_size(2)
    before = outline_of(tree, shares_numbers=True)
    copied, at_hand = steps.duplicated(before, indicator(before, "1.1"))
    assert numbers(copied) == ["1.1", "1.2", "1.3"]
    assert copied.find(at_hand).number == "1.2"
    assert copied.find(at_hand).fields == before.find(indicator(before, "1.1")).fields
    assert copied.find(at_hand).key is None


def test_a_row_taken_away_takes_its_activity_along_where_it_was_the_only_one():
    before = outline()
    left, at_hand = steps.removed(before, indicator(before, "1.2"))
    assert numbers(left) == numbers(left, Level.ACTIVITY) == ["1.1", "1.2"]
    assert left.find(at_hand).level is Level.ACTIVITY
    assert steps.removed(outline(1), area(outline(1), "1"))[0].rows == ()


def test_printed_numbers_stay_while_nothing_moves():
    before = outline_from_data(
        {
            "shares_numbers": True,
            "made": 0,
            "rows": [
                {"id": "a1", "level": 1, "number": "3", "fields": {}, "key": 1},
                {"id": "c1", "level": 2, "number": "3.7", "fields": {}, "key": 1},
                {"id": "i1", "level": 3, "number": "3.7", "fields": {}, "key": 1},
            ],
        }
    )
    assert numbers(steps.with_fields(before, "i1", {"title": "সভা"})) == ["3.7"]
    assert numbers(steps.with_activity(before, "i1")[0]) == ["3.1", "3.2"]


def test_other_digits_alone_are_no_change_of_a_field():
    before = outline()
    row = indicator(before, "1.1")
    assert steps.with_fields(before, row, {"weight": "১", "q1": "1"}) is before
    assert steps.with_fields(before, row, {"weight": "২"}).find(row).text("weight") == "২"


def test_what_is_no_figure_is_a_doubt_at_its_field_and_kept_as_typed():
    before = outline()
    row = indicator(before, "1.1")
    typed = steps.with_fields(before, row, {"weight": "দুই-তিন", "q2": "৩১/০২/২০২০", "unit": "date"})
    read = read_outline(typed, NO_PLAN)
    assert {f"{row}:weight", f"{row}:q2"} <= set(read.doubts)
    assert read.tree.indicators[0].target(2).text == "৩১/০২/২০২০"


def test_what_no_column_shows_goes_the_whole_way():
    before = outline()
    row = indicator(before, "1.1")
    fields = {"direction": "lower", "late_marks": "0.25", "late_days": "14", "words:evidence": "ছবি"}
    node = read_outline(steps.with_fields(before, row, fields), NO_PLAN).tree.indicators[0]
    assert node.direction is Direction.LOWER
    assert node.late_rule == LateRule(Decimal("0.25"), 14)
    assert node.words == {"evidence": "ছবি"}
    assert (node.unit, node.quarter_rule) == (Unit.NUMBER, QuarterRule.SUM)


# --- somebody else was at it too ---------------------------------------------------------------------------------


def test_what_two_typed_in_different_fields_and_rows_comes_together():
    base = outline(5)
    one, two = indicator(base, "1.1"), indicator(base, "1.2")
    draft = steps.with_fields(base, one, {"title": "আমার"})
    stored = steps.with_fields(steps.with_fields(base, one, {"q1": "৯"}), two, {"title": "তাঁর"})
    both = merged(base, draft, stored)
    assert (both.find(one).text("title"), both.find(one).text("q1")) == ("আমার", "৯")
    assert both.find(two).text("title") == "তাঁর"


def test_rows_that_others_added_are_in_it_and_those_they_took_away_are_not():
    base = outline(6)
    first, gone = indicator(base, "1.1"), indicator(base, "1.3")
    draft = steps.with_fields(base, first, {"title": "আমার"})
    added, new = steps.with_activity(base, indicator(base, "2.1"))
    stored, _ = steps.removed(steps.with_fields(added, new, {"title": "নতুন"}), gone)
    both = merged(base, draft, stored)
    assert both.find(new).number == "2.2"
    assert both.find(gone) is None
    assert numbers(both) == ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3"]


def test_what_was_typed_into_a_row_that_others_took_away_stays_as_a_new_row():
    base = outline(4)
    row = indicator(base, "1.2")
    both = merged(base, steps.with_fields(base, row, {"title": "আমার"}), steps.removed(base, row)[0])
    assert both.find(row).text("title") == "আমার"
    assert both.find(row).key is None


def test_a_row_added_under_a_head_that_the_draft_took_away_brings_it_back():
    base = outline(6)
    draft, _ = steps.removed(base, area(base, "2"))
    stored, new = steps.with_activity(base, indicator(base, "2.1"))
    both = merged(base, draft, stored)
    assert both.find(new).number == "2.1"
    assert numbers(both, Level.AREA) == ["1", "2"]


# --- any steps one after the other ---------------------------------------------------------------------------------

TEXTS = st.sampled_from(["", "১", "সভা", "৩০/০৯/২০২০", "120"])
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["field", "indicator", "activity", "area", "up", "down", "to_area", "put", "duplicate", "remove"]
        ),
        st.integers(0, 60),
        st.integers(0, 60),
        TEXTS,
    ),
    max_size=12,
)


def taken(some: Outline, step):
    name, one, other, text = step
    if not some.rows:
        return steps.with_area(some)[0]
    row = some.rows[one % len(some.rows)].id
    areas = [each.id for each in some.rows if each.level is Level.AREA]
    match name:
        case "field":
            return steps.with_fields(some, row, {"title": text})
        case "up" | "down":
            return steps.moved(some, row, -1 if name == "up" else 1)[0]
        case "to_area":
            return steps.moved_to(some, row, areas[other % len(areas)])[0]
        case "put":
            return steps.put_beside(some, row, some.rows[other % len(some.rows)].id, behind=bool(text))
        case "duplicate":
            return steps.duplicated(some, row)[0]
        case "indicator" | "activity" | "area":
            return {"indicator": steps.with_indicator, "activity": steps.with_activity, "area": steps.with_area}[name](
                some, row
            )[0]
    return steps.removed(some, row)[0]


@given(st.integers(0, 6), STEPS, STEPS)
def test_whatever_two_did_comes_together_whole(size, mine, others):
    base = outline(size)
    draft, stored = base, base
    for step in mine:
        draft = taken(draft, step)
    for step in others:
        stored = taken(stored, step)
    # What others added has keys of its own once it is stored.
    added = {row.id for row in stored.rows} - {row.id for row in base.rows}
    rows = [replace(row, id=f"s{row.id}") if row.id in added else row for row in stored.rows]
    both = merged(base, draft, replace(stored, rows=tuple(rows)))
    check_whole(both)
    assert {f"s{each}" for each in added} <= {row.id for row in both.rows}


@given(st.integers(0, 6), st.sampled_from(["integrity", "egov"]), STEPS)
def test_whatever_is_done_rows_stay_whole_numbers_unique_and_every_step_leads_back(size, kind, done):
    current = outline(size, kind)
    for step in done:
        after = taken(current, step)
        check_whole(after)
        if step[0] != "remove":
            assert {row.id for row in current.rows} <= {row.id for row in after.rows}
        if step[0] in {"up", "down", "to_area"} and current.rows:
            assert {row.id: row.fields for row in after.rows} == {row.id: row.fields for row in current.rows}
        back = json.loads(json.dumps(step_back(current, after)))
        assert stepped_back(after, back).rows == current.rows
        current = after
    assert outline_from_data(json.loads(json.dumps(outline_as_data(current)))) == current


def check_whole(some: Outline):
    assert len({row.id for row in some.rows}) == len(some.rows)
    for level in Level:
        assert len(set(numbers(some, level))) == len(numbers(some, level))
    above = parents(some.rows)
    for row in some.rows:
        head = some.find(above[row.id])
        assert head.level == row.level - 1 if head else row.level is Level.AREA
        assert head is None or row.number == head.number or row.number.startswith(f"{head.number}.")
