"""What a column reports is said by its whole stack of headings: target or achievement, of which quarter and year."""

import pytest

from egov_plans.tests import forms as egov
from imports.tests.cases.formats import FORMATS, achieved, cells_told, plan_in, plan_of, targets
from integrity_plans.tests import forms as integrity
from plan_tree.problems import Severity

NAMED = pytest.mark.parametrize("written", FORMATS, ids=lambda each: each.__name__)
TITLES = [["জাতীয় শুদ্ধাচার কৌশল কর্ম-পরিকল্পনা ২০২৩-২০২৪"], ["মন্ত্রণালয়ের নাম: শিল্প মন্ত্রণালয়"]]
PLAN = ["কার্যক্রম", "কর্মসম্পাদন সূচক", "সূচকের মান", "একক", "দায়িত্বপ্রাপ্ত ব্যক্তি"]
ROW = ["১.১ সভা", "সভা আয়োজিত", "৪", "সংখ্যা", "ফোকাল পয়েন্ট"]
QUARTERS = ["১ম কোয়ার্টার", "২য় কোয়ার্টার", "৩য় কোয়ার্টার", "৪র্থ কোয়ার্টার"]
TOTALS = [["মোট নম্বর: ৪"]]
HEADS = ["ক্রম", "কর্মসম্পাদন ক্ষেত্র", "মান", "কার্যক্রম", "কর্মসম্পাদন সূচক", "একক", "কর্মসম্পাদন সূচকের মান"]
GRADED = ["১", "[১] জোরদারকরণ", "৪", "[১.১] সভা", "[১.১.১] সভা আয়োজিত", "সংখ্যা", "৪"]


def integrity_plan(over, lowest, values, written=FORMATS[0]):
    """A plan of 2023-24 with two rows of headings above its further columns."""
    head = [[*PLAN, *over], ["", "", "", "", "", *lowest]]
    return plan_of([*TITLES, *head, ["১. ব্যবস্থা.....৪"], [*ROW, *values]], written)


def egov_plan(*heads, values, title="ই-গভর্ন্যান্স ও উদ্ভাবন কর্মপরিকল্পনা ২০২১-২২", written=FORMATS[0]):
    """A plan with one or more rows of headings over its further columns."""
    first, *below = heads
    head = [[*HEADS, *first], *([*[""] * len(HEADS), *row] for row in below)]
    return plan_of([["শ্রম ও কর্মসংস্থান মন্ত্রণালয়"], [title], *head, [*GRADED, *values]], written)


def other_years(row):
    return [(each.sort.value, each.year, each.value.text) for each in row.other_years]


# --- target or achievement ---------------------------------------------------------------------------------------


def test_the_kept_case_reports_what_its_group_says():
    plan = plan_in("nis-quarters-under-achievement/input.xlsx")
    assert [achieved(row) for row in plan.indicators] == [{1: "১", 2: "১", 3: "২"}, {1: "১"}]
    assert [(targets(row), row.annual.text, row.claimed_total) for row in plan.indicators] == [
        ({}, "৪", "৪"),
        ({}, "২", "১"),
    ]


@NAMED
def test_a_heading_over_the_quarters_says_what_they_hold(written):
    values = ["৪", "১", "১", "২", ""]
    plan = integrity_plan(["লক্ষ্যমাত্রা ২০২৩-২৪", *["প্রকৃত অগ্রগতি"] * 4], ["", *QUARTERS], values, written)
    (row,) = plan.indicators
    assert (achieved(row), targets(row)) == ({1: "১", 2: "১", 3: "২"}, {})
    plan = integrity_plan(["লক্ষ্যমাত্রা ২০২৩-২৪", *["লক্ষ্যমাত্রা"] * 4], ["", *QUARTERS], values, written)
    (row,) = plan.indicators
    assert (achieved(row), targets(row)) == ({}, {1: "১", 2: "১", 3: "২"})


@pytest.mark.parametrize(
    ("heading", "is_achieved"),
    [
        ("{} অর্জন", True),
        ("{}ে অগ্রগতি", True),
        ("{} লক্ষ্যমাত্রা", False),
        ("{} (লক্ষ্যমাত্রা/অর্জন)", False),
        ("{}", False),
    ],
)
def test_the_heading_of_a_quarter_says_so_itself(heading, is_achieved):
    over = ["লক্ষ্যমাত্রা ২০২৩-২৪", *map(heading.format, QUARTERS)]
    (row,) = integrity_plan(over, [], ["৪", "১", "১", "২", ""]).indicators
    assert (achieved(row) if is_achieved else targets(row)) == {1: "১", 2: "১", 3: "২"}
    assert (targets(row) if is_achieved else achieved(row)) == {}


def test_a_row_that_names_its_line_is_believed_before_any_heading():
    """অর্জন stands over all quarters, as the title of the group."""
    head = [["", "", "", "", "", "", "", *["অর্জন ২০২০-২১"] * 4], integrity.WORDS]
    rows = [*integrity.TITLES, *head, integrity.AREA, integrity.TARGETS, integrity.ACHIEVED]
    (row,) = plan_of(rows).indicators
    assert (targets(row), achieved(row)) == ({1: "১", 2: "১", 3: "১", 4: "১"}, {1: "১", 2: "--", 3: "২টি"})


@NAMED
def test_months_may_stand_below_the_numbers_of_the_columns(written):
    numbers = [str(number) for number in range(1, 13)]
    head = [
        [*HEADS, "অসাধারণ ১০০%", "উত্তম ৮০%", "চলতি মান ৬০%", "অর্জন", "অর্জন"],
        numbers,
        [*[""] * 10, "(জুলাই-সেপ্টেম্বর ২০২১)", "(অক্টোবর-ডিসেম্বর ২০২১)"],
    ]
    (row,) = plan_of([*egov.TITLES, *head, [*GRADED, "৪", "৩", "২", "১", "২"]], written).indicators
    assert achieved(row) == {1: "১", 2: "২"}


def test_headings_of_a_later_page_are_read_the_same():
    head = [[*PLAN, "লক্ষ্যমাত্রা ২০২৩-২৪", *["অর্জন"] * 4], [*[""] * 6, *QUARTERS]]
    second = ["১.২ প্রশিক্ষণ", *ROW[1:], "২", "", "২", "", ""]
    rows = [*TITLES, *head, ["১. ব্যবস্থা.....৮"], [*ROW, "৪", "১"], [], ["১"], [], *head, second]
    assert [achieved(row) for row in plan_of(rows).indicators] == [{1: "১"}, {2: "২"}]


# --- other years -------------------------------------------------------------------------------------------------


def test_last_years_actual_is_no_report_of_this_year():
    plan = plan_in("egov-last-years-actual-minimal/input.xlsx")
    assert [other_years(row) for row in plan.indicators] == [
        [("actual", "2020-21", "৪")],
        [("actual", "2020-21", "৮৮")],
    ]
    assert [achieved(row) for row in plan.indicators] == [{}, {}]
    assert plan.problems == ()


@NAMED
@pytest.mark.parametrize(
    "heading",
    ["প্রকৃত অর্জন ২০২০-২১", "অর্জন ২০২০-২০২১", "২০২০-২১ অর্থবছরের অগ্রগতি", "Achievement 2020-21", "অর্জন (২০২০-২১)"],
)
def test_what_was_achieved_in_another_year_is_kept_as_its_actual(written, heading):
    grades = ["অসাধারণ ১০০%", "উত্তম ৮০%", "চলতি মান ৬০%"]
    plan = egov_plan([heading, *grades, "১ম ত্রৈমাসিক অগ্রগতি"], values=["৭", "৪", "৩", "২", "১"], written=written)
    (row,) = plan.indicators
    assert (other_years(row), achieved(row)) == ([("actual", "2020-21", "৭")], {1: "১"})


def test_the_year_may_stand_in_a_row_of_its_own():
    head = ["প্রকৃত অর্জন", "প্রকৃত অর্জন", "অসাধারণ", "উত্তম", "চলতি মান", "প্রক্ষেপণ"]
    below = ["২০১৯-২০", "২০২০-২১", "১০০%", "৮০%", "৬০%", "২০২২-২৩"]
    (row,) = egov_plan(head, below, values=["৩", "৭", "৪", "৩", "২", "৫"]).indicators
    assert other_years(row) == [("actual", "2019-20", "৩"), ("actual", "2020-21", "৭"), ("projection", "2022-23", "৫")]
    assert [grade.target.text for grade in row.grades] == ["৪", "৩", "২"]


def test_what_was_achieved_in_a_year_before_stands_beside_the_lines_too():
    head = ["অর্জন ২০২২-২৩", "লক্ষ্যমাত্রা ২০২৩-২৪", *QUARTERS]
    (row,) = integrity_plan(head, [], ["৯", "৪", "১", "১", "১", "১"]).indicators
    assert other_years(row) == [("actual", "2022-23", "৯")]
    assert (row.annual.text, targets(row)) == ("৪", {1: "১", 2: "১", 3: "১", 4: "১"})


def test_this_years_actual_is_none_of_another_year():
    plan = egov_plan(["অসাধারণ ১০০%", "উত্তম ৮০%", "চলতি মান ৬০%", "প্রকৃত অর্জন ২০২১-২২"], values=["৪", "৩", "২", "১"])
    assert other_years(plan.indicators[0]) == []
    assert [each.severity for each in plan.problems if each.cell == "K4"] != []


@NAMED
@pytest.mark.parametrize(
    ("heads", "doubted"),
    [
        (["লক্ষ্যমাত্রা ২০২২-২৩", "লক্ষ্যমাত্রা ২০২৩-২৪", *QUARTERS], "F5"),
        (["লক্ষ্যমাত্রা ২০২৩-২৪", "লক্ষ্যমাত্রা ২০২৪-২৫", *QUARTERS], "G5"),
        (["লক্ষ্যমাত্রা ২০২৩-২৪", "১ম কোয়ার্টার ২০২২-২৩", *QUARTERS[1:], "মন্তব্য"], "G5"),
        (["লক্ষ্যমাত্রা ২০২৩-২৪", *QUARTERS, "অর্জন ২০২৪-২৫"], "K5"),
        (["লক্ষ্যমাত্রা ২০২৩-২৪", *QUARTERS, "ব্যয়িত অর্থ"], "K5"),
    ],
)
def test_figures_the_plan_has_no_place_for_are_doubted_at_their_cells(written, heads, doubted):
    rows = [*TITLES, [*PLAN, *heads], ["১. ব্যবস্থা.....৪"], [*ROW, *["৪"] * 6]]
    plan = plan_of(rows, written)
    assert cells_told(plan, "column_not_taken") == [doubted]
    assert [each.severity for each in plan.problems if each.cell == doubted] == [Severity.WARNING]
    (row,) = plan.indicators
    assert row.cell("annual") != doubted
    assert doubted not in [node.target_cell for node in row.quarters.values()]


# --- running totals beside quarters ------------------------------------------------------------------------------


@NAMED
@pytest.mark.parametrize(
    "total", ["(জুলাই ২০২১- জুন ২০২২)", "জুন পর্যন্ত", "জুলাই-জুন", "সেপ্টেম্বর পর্যন্ত ক্রমপুঞ্জিত", "১ম ত্রৈমাসিক পর্যন্ত"]
)
def test_what_counts_from_july_beside_its_quarter_is_the_total(written, total):
    head = ["অসাধারণ ১০০%", "উত্তম ৮০%", "চলতি মান ৬০%", "অর্জন", "অর্জন"]
    below = ["", "", "", "(জুলাই-সেপ্টেম্বর ২০২১)", total]
    (row,) = egov_plan(head, below, values=["৪", "৩", "২", "১", "৩"], written=written).indicators
    assert (achieved(row), row.claimed_total) == ({1: "১"}, "৩")
    assert [grade.target.text for grade in row.grades] == ["৪", "৩", "২"]


def test_a_total_beside_the_quarters_of_lines_is_one_too():
    head = ["লক্ষ্যমাত্রা ২০২৩-২৪", *["অর্জন"] * 5]
    (row,) = integrity_plan(head, ["", *QUARTERS, "জুলাই-জুন"], ["৪", "১", "১", "", "", "২"]).indicators
    assert (achieved(row), row.claimed_total) == ({1: "১", 2: "১"}, "২")


def test_beside_a_total_in_words_a_second_one_is_doubted():
    head = ["অসাধারণ ১০০%", "উত্তম ৮০%", "চলতি মান ৬০%", "১ম ত্রৈমাসিক অগ্রগতি", "জুন পর্যন্ত অগ্রগতি", "মোট অর্জন"]
    plan = egov_plan(head, values=["৪", "৩", "২", "১", "৩", "৫"])
    assert plan.indicators[0].claimed_total == "৫"
    assert cells_told(plan, "column_not_taken") == ["L4"]


# --- a year that its months name, and evidence -------------------------------------------------------------------


@NAMED
@pytest.mark.parametrize(
    "heading", ["জুন ২০২১ পর্যন্ত অর্জন", "৩০ জুন, ২০২১ পর্যন্ত ক্রমপুঞ্জিত অগ্রগতি", "জুলাই ২০২০-জুন ২০২১ সময়ে অর্জন"]
)
def test_months_before_the_plan_s_year_are_last_year_s(heading, written):
    plan = egov_plan(["লক্ষ্যমাত্রা ২০২১-২২", heading], ["১০০%", ""], values=["৪", "৩"], written=written)
    (row,) = plan.indicators
    assert (achieved(row), other_years(row)) == ({}, [("actual", "2020-21", "৩")])


@NAMED
def test_a_quarter_of_another_year_s_months_is_no_progress_of_this_one(written):
    heading = "৩য় ত্রৈমাসিক অগ্রগতি (জানুয়ারি-মার্চ ২০২৩)"
    plan = egov_plan(["লক্ষ্যমাত্রা ২০২১-২২", heading], ["১০০%", ""], values=["৪", "৩"], written=written)
    (row,) = plan.indicators
    assert achieved(row) == {}
    assert "column_not_taken" in {each.code for each in plan.problems}


@pytest.mark.parametrize("months", ["জানুয়ারি-মার্চ ২০২২", "জানুয়ারি - মার্চ, ২০২১-২২", "জানুয়ারি-মার্চ"])
def test_months_of_the_plan_s_year_are_its_quarter(months):
    heading = f"৩য় ত্রৈমাসিক অগ্রগতি ({months})"
    (row,) = egov_plan(["লক্ষ্যমাত্রা ২০২১-২২", heading], ["১০০%", ""], values=["৪", "৩"]).indicators
    assert achieved(row) == {3: "৩"}


@NAMED
@pytest.mark.parametrize("heading", ["প্রমাণক", "অর্জনের প্রমাণক", "Evidence"])
def test_figures_under_evidence_are_doubted_and_no_progress(heading, written):
    title = "ই-গভর্ন্যান্স ও উদ্ভাবন কর্মপরিকল্পনা ২০২১-২২ এর ১ম ত্রৈমাসিক অগ্রগতি"
    ladder = ["লক্ষ্যমাত্রা ২০২১-২২", "", ""]
    heads = [[*ladder, heading], ["১০০%", "৮০%", "৬০%", ""]]
    plan = egov_plan(*heads, values=["৪", "৩", "২", "১"], title=title, written=written)
    (row,) = plan.indicators
    assert achieved(row) == {}
    assert "column_not_taken" in {each.code for each in plan.problems}
