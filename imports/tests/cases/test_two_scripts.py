"""Digits of two scripts in figures, dates, years, codes and weights: understood, and told at their cells."""

import pytest

from imports.tests.cases.formats import FORMATS, achieved, cells_told, plan_in, plan_of
from imports.tests.cases.test_reported_columns import GRADED, HEADS, PLAN, QUARTERS, ROW


def test_the_kept_case_is_read_digit_by_digit():
    plan = plan_in("mixed-digits/input.xlsx")
    one, two = plan.indicators
    assert (plan.year, one.number, two.number) == ("2020-21", "1.1", "1.2")
    assert (one.annual.quantity, one.quarters[2].achievement.quantity) == (12, 11)
    assert [day.isoformat() for day in two.annual.dates] == ["2020-12-31"]
    assert set(cells_told(plan, "mixed_digits")) == {"A1", "A6", "A8", "F6", "F8", "I7", "I8", "I9"}


@pytest.mark.parametrize("written", FORMATS, ids=lambda each: each.__name__)
def test_an_integrity_plan_in_both_scripts_is_read_in_every_format(written):
    head = [*PLAN, "২০২৩-২৪ অর্থবছরের লক্ষ্যমাত্রা", "লক্ষ্যমাত্রা/অর্জন", *QUARTERS]
    rows = [
        ["জাতীয় শুদ্ধাচার কৌশল কর্ম-পরিকল্পনা ২০2৩-২০২4"],
        ["মন্ত্রণালয়ের নাম: শিল্প মন্ত্রণালয়"],
        head,
        ["১. ব্যবস্থা.....1৪"],
        ["১.1 সভা", ROW[1], "1৪", "সংখ্যা", "ফোকাল পয়েন্ট", "4০", "লক্ষ্যমাত্রা", "1০", "১0", "10", "১০"],
        ["", "", "", "", "", "", "অর্জন", "৮", "1১", "", ""],
    ]
    plan = plan_of(rows, written)
    (row,) = plan.indicators
    assert (plan.year, row.number, row.weight, row.annual.quantity) == ("2023-24", "1.1", 14, 40)
    assert plan.areas[0].weight == 14
    assert achieved(row) == {1: "৮", 2: "1১"}
    assert row.quarters[2].achievement.quantity == 11
    assert set(cells_told(plan, "mixed_digits")) == {"A1", "A4", "A5", "C5", "F5", "H5", "I5", "I6"}


def test_an_egov_plan_in_both_scripts_is_read():
    title = "ই-গভর্ন্যান্স ও উদ্ভাবন কর্মপরিকল্পনা ২০২১-২২"
    head = [*HEADS, "অসাধারণ ১০০%", "উত্তম ৮0%", "১ম ত্রৈমাসিক অগ্রগতি"]
    plan = plan_of([["শ্রম ও কর্মসংস্থান মন্ত্রণালয়"], [title], head, [*GRADED, "১0", "8", "1২"]])
    (row,) = plan.indicators
    assert row.annual.quantity == 10
    assert row.quarters[1].achievement.quantity == 12
    assert {"H4", "J4"} <= set(cells_told(plan, "mixed_digits"))


def test_plans_in_one_script_or_in_one_script_a_figure_have_nothing_to_tell():
    for kept in ("nis-quarters-under-achievement", "hidden-rows-hold-an-indicator", "year-as-july-june"):
        assert cells_told(plan_in(f"{kept}/input.xlsx"), "mixed_digits") == []
