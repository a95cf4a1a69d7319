"""Owns the proof of standard rows: what the words of an area ask for, what departs from them, stored and read back."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from cell_values.value import Unit
from plan_tree.rows_as_data import rows_as_data, rows_from_data
from plan_tree.standard_rows import (
    AreaChoice,
    AreaRows,
    Departing,
    departures,
    few_own_rows,
    proposed_choice,
    standard_rows,
)
from plan_tree.terms import Direction, LateRule, QuarterRule
from plan_tree.tree import ActivityNode, AreaNode, GradeNode, IndicatorNode, PlanTree
from plans.tests.factories import INDUSTRIES, LABOUR, count_indicator, draft_of_size, official_draft, typed

OWN = AreaChoice(AreaRows.OWN, 5)


def area(title="কার্যক্রম", note=""):
    return AreaNode("9", title, Decimal(15), (), note=note)


@pytest.mark.parametrize(
    ("words", "least"),
    [
        ("(অগ্রাধিকার ভিত্তিতে ন্যূনতম পাঁচটি কার্যক্রম)", 5),
        ("ন্যূনতম ৫টি কার্যক্রম", 5),
        ("কমপক্ষে তিনটি", 3),
        ("অন্তত 4 টি কার্যক্রম", 4),
        ("অন্তত দুই", 2),
        ("at least 3 activities", 3),
        ("ন্যূনতম ব্যয়", 0),
        ("পাঁচটি কার্যক্রম", 0),
        ("", 0),
    ],
)
def test_the_words_of_an_area_propose_how_many_rows_are_an_offices_own(words, least):
    expected = AreaChoice(AreaRows.OWN, least) if least else AreaChoice()
    assert proposed_choice(area(note=words)) == expected
    assert proposed_choice(area(title=words)) == expected


def test_of_the_real_plans_area_9_alone_asks_for_own_rows():
    proposed = {each.number: proposed_choice(each) for each in official_draft(INDUSTRIES).areas}
    assert {number for number, choice in proposed.items() if choice != AreaChoice()} == {"9"}
    assert proposed["9"] == OWN
    assert {proposed_choice(each) for each in official_draft(LABOUR).areas} == {AreaChoice()}


@pytest.mark.parametrize("name", [INDUSTRIES, LABOUR])
def test_a_plan_does_not_depart_from_its_own_rows(name):
    draft = official_draft(name)
    for rows in AreaRows:
        standard = standard_rows(draft, {each.number: AreaChoice(rows) for each in draft.areas})
        assert list(departures(standard, draft)) == []


@pytest.mark.parametrize("name", [INDUSTRIES, LABOUR])
def test_rows_are_read_back_as_they_were_stored(name):
    standard = standard_rows(official_draft(name), {"9": OWN})
    assert rows_from_data(json.loads(json.dumps(rows_as_data(standard)))) == standard


def test_all_that_an_indicator_is_measured_by_is_read_back():
    row = IndicatorNode(
        "1.1",
        "সূচক",
        Decimal("2.50"),
        Unit.OTHER,
        unit_text="দল",
        quarter_rule=QuarterRule.CUMULATIVE,
        late_rule=LateRule(Decimal("0.25"), 14),
        direction=Direction.LOWER,
        grades=(GradeNode(Decimal(100), typed("৪")), GradeNode(Decimal("62.5"), typed("২"))),
        words={"evidence": "নোটিশ"},
        responsible="উপসচিব",
        remark="মন্তব্য",
    )
    activity = ActivityNode("1.1", "কার্যক্রম", (row,))
    tree = PlanTree("egov", "", "2021-22", (AreaNode("1", "ক্ষেত্র", Decimal(3), (activity,), note="টীকা"),))
    standard = standard_rows(tree, {"1": AreaChoice(AreaRows.BOTH, 1)})
    (kept,) = standard.indicators.values()
    assert (kept.responsible, kept.remark) == ("", "")
    assert [(each.percent, each.target.is_blank) for each in kept.grades] == [(100, True), (Decimal("62.5"), True)]
    assert rows_from_data(json.loads(json.dumps(rows_as_data(standard)))) == standard


def test_rows_beside_the_standard_ones_are_counted_without_them():
    draft = draft_of_size(2)
    standard = standard_rows(draft, {"1": AreaChoice(AreaRows.BOTH, 1)})
    assert [(each.found, each.at_least) for each in few_own_rows(standard, draft)] == [(0, 1)]
    own = ActivityNode("1.3", "নিজের", (count_indicator("1.3"),))
    (area,) = draft.areas
    more = replace(draft, areas=(replace(area, activities=(*area.activities, own)),))
    assert list(few_own_rows(standard, more)) == list(departures(standard, more)) == []
    empty = replace(draft, areas=(replace(area, activities=(*area.activities, replace(own, indicators=()))),))
    assert len(list(few_own_rows(standard, empty))) == 1


def test_what_lacks_and_what_was_added_is_told_once():
    standard, other = standard_rows(draft_of_size(2), {}), draft_of_size(6)
    told = [(each.number, each.what) for each in departures(standard, other)]
    assert told == [("1", Departing.WEIGHT), ("1.3", Departing.ADDED), ("1.4", Departing.ADDED), ("2", Departing.ADDED)]
    told = [(each.number, each.what) for each in departures(standard_rows(other, {}), draft_of_size(3))]
    assert told == [("1", Departing.WEIGHT), ("1.4", Departing.MISSING), ("2", Departing.MISSING)]


def test_what_is_said_names_both_in_both_languages():
    standard = standard_rows(draft_of_size(1), {})
    (told,) = departures(standard, draft_of_size(1).with_indicators(lambda row: replace(row, weight=Decimal(2))))
    assert told.sentence.bn == "১.১-এর মান টেমপ্লেটে ঠিক করা, বদলানো যায় না: টেমপ্লেটে “১”, এখানে “২”।"
    assert told.sentence.en == "The weight of 1.1 is fixed by the template: it says “1”, here stands “2”."
