"""Owns the proof of a plan carried into the next year: dates moved, reports left behind, what to look at."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cell_values.reading import read_value, show_value
from cell_values.value import Unit
from plan_tree.rollover import MovedTarget, PointToSee, ToSee, rolled_over
from plan_tree.terms import QUARTERS, LateRule
from plan_tree.tree import ActivityNode, AreaNode, GradeNode, IndicatorNode, PlanTree, QuarterNode
from plans.queries.trees import load_tree
from plans.tests.factories import INDUSTRIES, LABOUR, official_draft
from year_opening.queries.rolling_over import plans_before, rolled_plan, rolled_plans


def no_rule(_year, _words):
    """A kind whose guidelines say nothing of late dates."""
    return None


def read(text, unit=Unit.DATE):
    return read_value(text, unit, start_year=2020).value


def indicator(**fields):
    return IndicatorNode(**{"number": "1.1", "title": "সূচক", "weight": Decimal(2), "unit": Unit.DATE} | fields)


def plan_of(*rows, title="কার্যক্রম", area="ক্ষেত্র", note=""):
    activity = ActivityNode("1.1", title, rows)
    return PlanTree("integrity", "শিল্প", "2020-21", (AreaNode("1", area, Decimal(2), (activity,), note=note),))


def rolled_row(**fields):
    rolled = rolled_over(plan_of(indicator(**fields)), 2021, no_rule)
    (row,) = rolled.tree.indicators
    return row, rolled


def why(rolled):
    return [(each.number, each.why) for each in rolled.to_see]


# --- dates -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "unit", "moved"),
    [
        ("৩০/০৯/২০২০", Unit.DATE, "৩০/০৯/২০২১"),
        ("১০ জুন ২০২১", Unit.DATE, "১০/০৬/২০২২"),
        ("28/02/2021", Unit.DATE, "২৮/০২/২০২২"),
        ("৩১ ডিসেম্বর/২০২০", Unit.DATE, "৩১/১২/২০২১"),
        ("৩০/০৯/২০২০, ৩১/১২/২০২০", Unit.DATE, "৩০/০৯/২০২১, ৩১/১২/২০২১"),
        ("২ (২৪/০৯/২০২০, ২৬/১২/২০২০)", Unit.NUMBER_AND_DATE, "২ (২৪/০৯/২০২১, ২৬/১২/২০২১)"),
    ],
)
def test_dates_of_a_target_move_a_year_on_and_are_told(typed, unit, moved):
    row, rolled = rolled_row(unit=unit, annual=read(typed, unit), quarters={1: QuarterNode(read(typed, unit))})
    assert (row.annual.text, row.target(1).text) == (moved, moved)
    assert row.annual.means(read(moved, unit))
    assert rolled.moved == (
        MovedTarget("1.1", "100%", False, read(typed, unit), row.annual),
        MovedTarget("1.1", "q1", False, read(typed, unit), row.target(1)),
    )


@pytest.mark.parametrize(
    ("typed", "unit"), [("১২০", Unit.NUMBER), ("80%", Unit.PERCENT), ("--", Unit.NUMBER), ("", Unit.DATE)]
)
def test_targets_without_dates_stay_as_they_were_typed(typed, unit):
    row, rolled = rolled_row(unit=unit, annual=read(typed, unit))
    assert row.annual == read(typed, unit)
    assert (rolled.moved, rolled.to_see) == ((), ())


def test_grades_move_each_by_itself():
    days = {100: "৩০/০৯/২০২০", 80: "১৫/১০/২০২০"}
    grades = tuple(GradeNode(Decimal(percent), read(text)) for percent, text in days.items())
    row, rolled = rolled_row(annual=grades[0].target, grades=grades)
    assert [grade.target.text for grade in row.grades] == ["৩০/০৯/২০২১", "১৫/১০/২০২১"]
    assert [each.place for each in rolled.moved] == ["100%", "80%"]


@given(st.dates(date(2020, 7, 1), date(2021, 6, 30)), st.integers(1, 5))
def test_a_moved_date_lies_in_the_new_year_and_is_read_back_as_it_is_shown(day, years):
    value = replace(read("৩০/০৯/২০২০"), dates=(day,))
    value = replace(value, text=show_value(value, Unit.DATE))
    rolled = rolled_over(plan_of(indicator(annual=value)), 2020 + years, no_rule)
    (row,) = rolled.tree.indicators
    assert row.annual == read_value(row.annual.text, Unit.DATE).value
    assert not rolled.to_see
    assert rolled.tree.start_year == 2020 + years


# --- what is left, what is to be seen ----------------------------------------------------------------------------


def test_what_was_reported_and_claimed_stays_behind():
    done = QuarterNode(read("৩০/০৯/২০২০"), read("২৯/০৯/২০২০"), to_date="x", key=7)
    row, rolled = rolled_row(
        quarters={1: done}, claimed_total="১", claimed_marks=Decimal(1), remark="করোনার কারণে হয়নি", responsible="উপসচিব"
    )
    assert row.achievement(1).is_blank
    assert (row.quarter(1).to_date, row.claimed_total, row.claimed_marks, row.remark) == ("", "", None, "")
    assert (row.responsible, row.weight) == ("উপসচিব", 2)
    assert rolled.to_see == (PointToSee("1.1", ToSee.LEFT_BEHIND, "করোনার কারণে হয়নি"),)


@pytest.mark.parametrize("text", ["২০২০-২১ অর্থবছরের ক্রয়-পরিকল্পনা", "Act of 2006", "নীতিমালা, ২০২০"])
def test_words_that_name_a_year_are_pointed_out_and_stay(text):
    row, rolled = rolled_row(title=text)
    assert (row.title, why(rolled)) == (text, [("1.1", ToSee.NAMES_A_YEAR)])
    of_heads = rolled_over(plan_of(indicator(), title=text, area=text, note=text), 2021, no_rule)
    assert why(of_heads) == [("1", ToSee.NAMES_A_YEAR)] * 2 + [("1.1", ToSee.NAMES_A_YEAR)]


@pytest.mark.parametrize("text", ["১২০২০ জন", "১১(২) ধারা", "০২০২০"])
def test_figures_that_are_no_year_are_not_pointed_out(text):
    assert rolled_row(title=text)[1].to_see == ()


def test_a_target_that_was_not_understood_is_pointed_out():
    row, rolled = rolled_row(annual=read("৩০ জুন ২০২১ এর মধ্যে সভা করা"))
    assert row.annual.text == "৩০ জুন ২০২১ এর মধ্যে সভা করা"
    assert why(rolled) == [("1.1", ToSee.NOT_MOVED)]
    assert rolled_row(annual=read("সভা করা"))[1].to_see == ()


def test_a_date_that_lay_outside_its_year_still_does_and_is_pointed_out():
    row, rolled = rolled_row(quarters={4: QuarterNode(read("৩০/০৬/২০২০"))})
    assert (row.target(4).text, why(rolled)) == ("৩০/০৬/২০২১", [("1.1", ToSee.OUTSIDE_THE_YEAR)])


OLD, NEW = LateRule(Decimal("0.25"), 14), LateRule(Decimal("0.5"), 7)


@pytest.mark.parametrize(
    ("own", "published", "carried"),
    [
        (OLD, {"2020-21": OLD}, None),
        (OLD, {"2020-21": OLD, "2021-22": NEW}, NEW),
        (OLD, {"2021-22": NEW}, OLD),
        (None, {"2020-21": OLD, "2021-22": NEW}, None),
    ],
)
def test_a_late_rule_of_a_guideline_holds_for_its_own_year_only(own, published, carried):
    rolled = rolled_over(plan_of(indicator(late_rule=own)), 2021, lambda year, _words: published.get(year))
    assert rolled.tree.indicators[0].late_rule == carried
    assert why(rolled) == ([("1.1", ToSee.LATE_RULE)] if own else [])


# --- the real plans ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "start_year"), [(INDUSTRIES, 2021), (LABOUR, 2022)])
def test_the_real_plans_roll_over_whole(name, start_year):
    draft = official_draft(name)
    rolled = rolled_over(draft, start_year, no_rule)
    assert [row.number for row in rolled.tree.indicators] == [row.number for row in draft.indicators]
    assert sum(row.weight for row in rolled.tree.indicators) == sum(row.weight for row in draft.indicators)
    for each in rolled.moved:
        assert [(day.month, day.year - 1) for day in each.after.dates] == [(d.month, d.year) for d in each.before.dates]
    for row in rolled.tree.indicators:
        assert all(row.achievement(quarter).is_blank for quarter in QUARTERS)


def test_the_doubtful_dates_of_the_integrity_plan_are_pointed_out():
    rolled = rolled_over(official_draft(INDUSTRIES), 2021, no_rule)
    outside = [each.number for each in rolled.to_see if each.why is ToSee.OUTSIDE_THE_YEAR]
    assert outside == ["3.2", "3.3", "9.3"]
    assert {each.number for each in rolled.to_see if each.why is ToSee.NAMES_A_YEAR} >= {"3.1", "7.1"}
    assert len(rolled.moved) == 64


def test_one_plan_and_many_are_rolled_alike(industries, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        many = rolled_plans([industries])
    assert many[industries.pk] == rolled_plan(industries)
    assert many[industries.pk].tree.year == "2021-22"
    assert load_tree(industries).year == "2020-21"


def test_the_latest_revision_with_rows_is_the_one_before(plan_of_size, industries_office):
    plan = plan_of_size(1, year=2022)
    assert plans_before([industries_office.pk], 2023, "integrity") == {industries_office.pk: plan}
    plan.areas.all().delete()
    assert plans_before([industries_office.pk], 2023, "integrity") == {}
    assert plans_before([industries_office.pk], 2024, "integrity") == {}
