"""Owns the proof that a row stands beside its own row of the year before, or beside none."""

from dataclasses import replace
from decimal import Decimal

import pytest

from cell_values.reading import read_value
from cell_values.value import BLANK, Unit
from plan_tree.terms import Direction, OtherYearSort
from plan_tree.tree import ActivityNode, AreaNode, IndicatorNode, OtherYear, PlanTree
from plan_tree.year_before import RowBefore, YearBefore, beside_year_before, softer_than_before


def value(text, unit=Unit.NUMBER):
    return read_value(text, unit).value


def row(number="1.1", title="অনুষ্ঠিত সভা", target="৩৬", **more):
    return IndicatorNode(number, title, Decimal(1), Unit.NUMBER, annual=value(target), **more)


def before(number="1.1", title="অনুষ্ঠিত সভা", activity="সভা আয়োজন", reached="৩১", unit=Unit.NUMBER, unit_text=""):
    achieved = value(reached) if reached else BLANK
    return RowBefore(number, activity, title, unit, unit_text, value("৩৬"), achieved)


def reached(rows, known, activity="সভা আয়োজন", year="2021-22"):
    activities = tuple(ActivityNode(each.number, activity, (each,)) for each in rows)
    found = beside_year_before(PlanTree("integrity", "", year, (AreaNode("1", "ক", Decimal(1), activities),)), known)
    return [found[place].achieved.text if place in found else None for place in range(len(rows))]


@pytest.mark.parametrize(
    ("now", "then", "told"),
    [
        (row(), before(), "৩১"),
        (row("1.4"), before("1.1"), "৩১"),  # moved
        (row(title="২০২১-২২ সালের সভা"), before(title="২০২০-২১ সালের সভা"), "৩১"),  # a year is named
        (row(title="অনুষ্ঠিত  সভা।"), before(), "৩১"),  # written otherwise
        (row(title="অনুষ্ঠিত সভার সংখ্যা"), before(), "৩১"),  # worded anew under its number
        (row("1.4", title="অনুষ্ঠিত সভার সংখ্যা"), before(), None),
        (row(title="প্রশিক্ষণপ্রাপ্ত কর্মকর্তা"), before(), None),  # another row under its number
        (row(title="অনুষ্ঠিত ৩টি সভা"), before(title="অনুষ্ঠিত ২টি সভা"), None),
        (row(), before(unit=Unit.PERCENT), None),
        (row(), before(reached=""), ""),
    ],
)
def test_a_row_is_known_by_number_and_words_and_nothing_is_said_in_doubt(now, then, told):
    assert reached([now], [then]) == [told]


def test_rows_that_changed_places_keep_what_they_reached():
    now = [row("1.1", "১ম সভা"), row("1.2", "২য় সভা")]
    assert reached(now, [before("1.1", "২য় সভা", reached="৭"), before("1.2", "১ম সভা", reached="৯")]) == ["৯", "৭"]


def test_a_copy_has_no_year_before_and_rows_of_one_wording_are_told_apart_by_number():
    assert reached([row("1.1"), row("1.2")], [before("1.1")]) == ["৩১", None]
    assert reached([row("1.1"), row("1.2")], [before("1.1"), before("1.2", reached="৫")]) == ["৩১", "৫"]
    assert reached([row("1.3"), row("1.4")], [before("1.1")]) == [None, None]


def test_a_nearer_row_is_not_passed_over_for_the_one_under_the_number():
    known = [before("1.1", "সভার কার্যবিবরণী প্রকাশ"), before("1.2", "সভার কার্যবিবরণীর প্রকাশনা", reached="৫")]
    assert reached([row("1.1", "সভার কার্যবিবরণীর প্রকাশন")], known) == [None]


def other(year, text, sort=OtherYearSort.ACTUAL):
    return OtherYear(sort, year, value(text))


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ([other("2020-21", "৪০")], "৪০"),
        ([other("2019-20", "৪০")], None),
        ([other("", "৪০")], None),
        ([other("2020-21", "৪০", OtherYearSort.PROJECTION)], None),
        ([other("2020-21", "৩", OtherYearSort.BASELINE), other("2020-21", "৪০")], "৪০"),
    ],
)
def test_where_there_is_no_plan_of_the_year_before_the_form_itself_tells(printed, told):
    now = row(other_years=tuple(printed))
    assert reached([now], []) == [told]
    assert reached([now], [before()]) == ["৩১"]
    assert reached([now], [before(reached="")]) == [told or ""]
    assert reached([now], [], year="") == [None]


def test_a_soft_target_is_told_with_both_figures_either_way_round():
    more, less = row(target="৩০"), row(target="১২", direction=Direction.LOWER)
    assert YearBefore(more, value("৩১")).is_soft
    assert not YearBefore(more, value("৩০")).is_soft
    assert YearBefore(less, value("১০")).is_soft
    assert not YearBefore(less, value("১৩")).is_soft
    assert not YearBefore(replace(more, annual=value("৩০/০৬/২০২২", Unit.DATE)), value("৩১")).is_soft
    for each, figures in ((more, ("৩১", "৩০")), (less, ("৩১", "১২"))):
        assert all(figure in softer_than_before(YearBefore(each, value("৩১"))).bn for figure in figures)
