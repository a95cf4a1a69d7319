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


@NAMED
def test_a_heading_that_no_merged_cell_holds_stands_over_its_quarters(written):
    """As in pasted rows and CSV, which know no merged cells."""
    values = ["৪", "১", "১", "২", "", "৪"]
    over = ["লক্ষ্যমাত্রা ২০২৩-২৪", "অর্জন ২০২৩-২৪", "", "", "", "মোট অর্জন"]
    (row,) = integrity_plan(over, ["", *QUARTERS], values, written).indicators
    assert (achieved(row), targets(row), row.claimed_total) == ({1: "১", 2: "১", 3: "২"}, {}, "৪")
    (row,) = integrity_plan(["লক্ষ্যমাত্রা ২০২৩-২৪", "লক্ষ্যমাত্রা", "", "", "", ""], ["", *QUARTERS], values, written).indicators
    assert (achieved(row), targets(row)) == ({}, {1: "১", 2: "১", 3: "২"})


@NAMED
@pytest.mark.parametrize(
    "quarters", [QUARTERS, ["জুলাই/২৩–সেপ্টেম্বর/২৩", "অক্টোবর/২৩–ডিসেম্বর/২৩", "জানু/২৪-মার্চ/২৪", "এপ্রিল/২৪-জুন/২৪"]]
)
def test_target_and_achievement_of_a_quarter_may_stand_side_by_side(written, quarters):
    over = ["লক্ষ্যমাত্রা ২০২৩-২৪", *(text for quarter in quarters for text in (quarter, ""))]
    lowest = ["", *["লক্ষ্যমাত্রা", "অর্জন"] * 4]
    (row,) = integrity_plan(over, lowest, ["৪", "১", "২", "১", "১", "১", "", "১", ""], written).indicators
    assert (targets(row), achieved(row)) == ({1: "১", 2: "১", 3: "১", 4: "১"}, {1: "২", 2: "১"})


@NAMED
def test_a_heading_over_years_and_grades_stands_over_all_of_them(written):
    head = ["প্রকৃত অর্জন", "", "লক্ষ্যমাত্রা ২০২১-২২", "", "", "১ম ত্রৈমাসিক অগ্রগতি"]
    below = ["২০১৯-২০", "২০২০-২১", "১০০%", "৮০%", "৬০%", ""]
    (row,) = egov_plan(head, below, values=["৩", "৭", "৪", "৩", "২", "১"], written=written).indicators
    assert other_years(row) == [("actual", "2019-20", "৩"), ("actual", "2020-21", "৭")]
    assert ([grade.target.text for grade in row.grades], achieved(row)) == (["৪", "৩", "২"], {1: "১"})


def test_a_group_of_grades_ends_before_a_quarter():
    head = ["লক্ষ্যমাত্রা ২০২১-২২", "", "", "", "মন্তব্য"]
    below = ["১০০%", "৮০%", "৬০%", "১ম ত্রৈমাসিক", ""]
    (row,) = egov_plan(head, below, values=["৪", "৩", "২", "১", "ঐ"]).indicators
    assert ([grade.target.text for grade in row.grades], targets(row)) == (["৪", "৩", "২"], {})


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


@NAMED
@pytest.mark.parametrize(
    "label", ["গত বছরের অর্জন", "অর্জন ২০১৯-২০", "বিগত অর্থবছরের প্রকৃত অর্জন", "Achievement of last year"]
)
def test_a_line_of_another_year_is_none_of_this_plan_s(written, label):
    past = integrity.changed(integrity.ACHIEVED, c7=label, c8="৩", c9="৩", c10="", c12="", c13="", c14="")
    for lines in ([integrity.TARGETS, past, integrity.ACHIEVED], [integrity.TARGETS, integrity.ACHIEVED, past]):
        plan = plan_of([*integrity.TITLES, integrity.WORDS, integrity.NUMBERS, integrity.AREA, *lines], written)
        (row,) = plan.indicators
        assert achieved(row) == {1: "১", 2: "--", 3: "২টি"}
        assert len(cells_told(plan, "line_of_another_year")) == 2


def test_a_line_that_names_the_plan_s_own_year_is_its_own():
    lines = [
        integrity.changed(integrity.TARGETS, c7="লক্ষ্যমাত্রা ২০২০-২১"),
        integrity.changed(integrity.ACHIEVED, c7="অর্জন ২০২০-২১"),
    ]
    plan = plan_of([*integrity.TITLES, integrity.WORDS, integrity.NUMBERS, integrity.AREA, *lines])
    assert achieved(plan.indicators[0]) == {1: "১", 2: "--", 3: "২টি"}


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


@NAMED
@pytest.mark.parametrize(
    ("heads", "values", "doubted"),
    [
        (["১ম ত্রৈমাসিক লক্ষ্যমাত্রা", "১ম ত্রৈমাসিক অর্জন"], ["২", "১"], "K4"),
        (["জুলাই-সেপ্টেম্বর ২০২১ এর অর্জন", "অক্টোবর-ডিসেম্বর ২০২১ এর লক্ষ্যমাত্রা"], ["১", "২"], "L4"),
        (["Target of Q1", "Progress in Q1"], ["২", "১"], "K4"),
    ],
)
def test_what_is_due_in_a_quarter_is_no_progress_of_it(written, heads, values, doubted):
    grades = ["অসাধারণ ১০০%", "উত্তম ৮০%", "চলতি মান ৬০%"]
    plan = egov_plan([*grades, *heads], values=["৪", "৩", "২", *values], written=written)
    (row,) = plan.indicators
    assert achieved(row) == {1: "১"}
    assert cells_told(plan, "column_not_taken") == [doubted]


BESIDE = [
    "গত বছরের অর্জন",
    "পূর্ববর্তী ত্রৈমাসিকের অগ্রগতি",
    "অগ্রগতি না হওয়ার কারণ",
    "বাস্তবায়নে অগ্রগতির প্রতিবন্ধকতা",
    "অর্জনের হার",
    "অর্জনের তারিখ",
    "Progress of the previous year",
]


@NAMED
@pytest.mark.parametrize("heading", BESIDE)
@pytest.mark.parametrize("is_first", [True, False])
def test_what_stands_beside_the_progress_is_never_taken_for_it(written, heading, is_first):
    title = "ই-গভর্ন্যান্স ও উদ্ভাবন কর্মপরিকল্পনা ২০২১-২২ এর ১ম ত্রৈমাসিক"
    grades, beside = ["অসাধারণ ১০০%", "উত্তম ৮০%", "চলতি মান ৬০%"], [("অগ্রগতি", "১"), (heading, "৭")]
    heads, values = zip(*(beside[::-1] if is_first else beside), strict=True)
    plan = egov_plan([*grades, *heads], values=["৪", "৩", "২", *values], title=title, written=written)
    assert achieved(plan.indicators[0]) == {1: "১"}
    assert cells_told(plan, "column_not_taken") == ["K4" if is_first else "L4"]


@NAMED
@pytest.mark.parametrize("heading", ["গত বছরের {}ে অর্জন", "{}ে অর্জন না হওয়ার কারণ", "{}ের অর্জনের হার"])
def test_beside_the_quarters_of_lines_it_is_not_taken_either(written, heading):
    over = ["লক্ষ্যমাত্রা ২০২৩-২৪", heading.format(QUARTERS[0]), *(f"{quarter} অর্জন" for quarter in QUARTERS)]
    plan = integrity_plan(over, [], ["৪", "৭", "১", "২"], written)
    assert achieved(plan.indicators[0]) == {1: "১", 2: "২"}
    assert cells_told(plan, "column_not_taken") == ["G6"]


@NAMED
def test_of_two_columns_that_name_the_same_progress_none_is_taken(written):
    grades = ["অসাধারণ ১০০%", "উত্তম ৮০%", "চলতি মান ৬০%"]
    heads = ["১ম ত্রৈমাসিক অগ্রগতি", "প্রথম ত্রৈমাসিকের অর্জন"]
    plan = egov_plan([*grades, *heads], values=["৪", "৩", "২", "১", "৩"], written=written)
    assert achieved(plan.indicators[0]) == {}
    assert cells_told(plan, "column_not_taken") == ["K4", "L4"]


@NAMED
def test_a_heading_that_names_its_quarter_outweighs_one_that_leaves_it_to_the_title(written):
    title = "ই-গভর্ন্যান্স ও উদ্ভাবন কর্মপরিকল্পনা ২০২১-২২ এর ২য় ত্রৈমাসিক"
    heads = ["অসাধারণ ১০০%", "উত্তম ৮০%", "চলতি মান ৬০%", "অর্জন", "২য় ত্রৈমাসিক অগ্রগতি"]
    plan = egov_plan(heads, values=["৪", "৩", "২", "৭", "১"], title=title, written=written)
    assert (achieved(plan.indicators[0]), cells_told(plan, "column_not_taken")) == ({2: "১"}, ["K4"])


@NAMED
@pytest.mark.parametrize(
    ("heads", "doubted"),
    [
        (["লক্ষ্যমাত্রা ২০২৩-২৪", "সংশোধিত লক্ষ্যমাত্রা ২০২৩-২৪", *QUARTERS], "F3"),
        (["লক্ষ্যমাত্রা ২০২৩-২৪", QUARTERS[0], f"{QUARTERS[0]} (সংশোধিত)", *QUARTERS[1:]], "G3"),
        (["লক্ষ্যমাত্রা ২০২৩-২৪", *QUARTERS[:2], *QUARTERS[1:]], "H3"),
    ],
)
def test_of_two_columns_headed_alike_the_one_taken_is_doubted_as_well(written, heads, doubted):
    plan = plan_of([*TITLES, [*PLAN, *heads], ["১. ব্যবস্থা.....৪"], [*ROW, *["৪"] * len(heads)]], written)
    assert cells_told(plan, "column_twice") == [doubted]
    assert len(cells_told(plan, "column_not_taken")) == 1


def test_of_two_ladders_of_the_same_year_the_one_taken_is_doubted_as_well():
    over = ["লক্ষ্যমাত্রা (মূল)", "", "", "লক্ষ্যমাত্রা (সংশোধিত)", "", ""]
    plan = egov_plan(over, ["১০০%", "৮০%", "৬০%"] * 2, values=["৯", "৮", "৭", "৪", "৩", "২"])
    assert cells_told(plan, "column_twice") == ["H4", "I4", "J4"]
    by_year = ["লক্ষ্যমাত্রা ২০২০-২১", "", "", "লক্ষ্যমাত্রা ২০২১-২২", "", ""]
    plan = egov_plan(by_year, ["১০০%", "৮০%", "৬০%"] * 2, values=["৯", "৮", "৭", "৪", "৩", "২"])
    assert cells_told(plan, "column_twice") == []
    assert [grade.target.text for grade in plan.indicators[0].grades] == ["৪", "৩", "২"]


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


CALLED_TO_DATE = ["ক্রমপুঞ্জিত অর্জন", "ক্রমপুঞ্জিভূত অগ্রগতি", "এ পর্যন্ত অর্জন", "অদ্যাবধি অর্জন", "Cumulative"]


@NAMED
@pytest.mark.parametrize("heading", CALLED_TO_DATE)
def test_what_is_called_cumulative_beside_the_quarters_is_the_total(written, heading):
    grades = ["অসাধারণ ১০০%", "উত্তম ৮০%", "চলতি মান ৬০%"]
    quarters = ["১ম ত্রৈমাসিক অগ্রগতি", "২য় ত্রৈমাসিক অগ্রগতি"]
    (row,) = egov_plan([*grades, *quarters, heading], values=["৪", "৩", "২", "১", "২", "৩"], written=written).indicators
    assert (achieved(row), row.claimed_total) == ({1: "১", 2: "২"}, "৩")
    head = ["লক্ষ্যমাত্রা ২০২৩-২৪", "লক্ষ্যমাত্রা/অর্জন", *QUARTERS, heading, "মন্তব্য"]
    rows = [[*ROW, "৪", "লক্ষ্যমাত্রা", "১", "১", "১", "১"], [*[""] * 6, "অর্জন", "১", "২", "", "", "৩"]]
    plan = plan_of([*TITLES, [*PLAN, *head], ["১. ব্যবস্থা.....৪"], *rows], written)
    (row,) = plan.indicators
    assert (achieved(row), row.claimed_total, plan.problems) == ({1: "১", 2: "২"}, "৩", ())


@NAMED
@pytest.mark.parametrize(
    "halves", [["জুলাই-ডিসেম্বর", "জানুয়ারি-জুন"], ["১ম ষাণ্মাসিক", "২য় ষাণ্মাসিক"], ["জুলাই/২৩–ডিসেম্বর/২৩", "জানু/২৪–জুন/২৪"]]
)
def test_the_second_half_of_a_year_is_no_total_of_all_of_it(written, halves):
    head = ["লক্ষ্যমাত্রা ২০২৩-২৪", *(f"{half} এর অর্জন" for half in halves)]
    plan = integrity_plan(head, [], ["৪", "১", "২"], written)
    assert (achieved(plan.indicators[0]), plan.to_date) == ({2: "১", 4: "২"}, (2,))
    grades = ["অসাধারণ ১০০%", "উত্তম ৮০%", "চলতি মান ৬০%"]
    title = "ই-গভর্ন্যান্স ও উদ্ভাবন কর্মপরিকল্পনা ২০২৩-২৪"
    plan = egov_plan([*grades, *head[1:]], values=["৪", "৩", "২", "১", "২"], title=title, written=written)
    assert (achieved(plan.indicators[0]), plan.to_date) == ({2: "১", 4: "২"}, (2,))


@NAMED
@pytest.mark.parametrize("heading", ["কোয়ার্টার-{}", "Quarter {}", "Q-{}", "ত্রৈমাসিক ({})"])
def test_the_number_of_a_quarter_may_stand_behind_its_word(written, heading):
    numbers = ["I", "II", "III", "IV"] if heading.startswith("Q-") else "১২৩৪"
    head = ["লক্ষ্যমাত্রা ২০২৩-২৪", "লক্ষ্যমাত্রা/অর্জন", *map(heading.format, numbers)]
    rows = [[*ROW, "৪", "লক্ষ্যমাত্রা", "১", "১", "১", "১"], [*[""] * 6, "অর্জন", "১", "২"]]
    plan = plan_of([*TITLES, [*PLAN, *head], ["১. ব্যবস্থা.....৪"], *rows], written)
    (row,) = plan.indicators
    assert (targets(row), achieved(row), plan.problems) == ({1: "১", 2: "১", 3: "১", 4: "১"}, {1: "১", 2: "২"}, ())


def test_a_total_may_say_until_when_it_counts():
    head = ["লক্ষ্যমাত্রা ২০২৩-২৪", "লক্ষ্যমাত্রা/অর্জন", *QUARTERS, "মোট অর্জন (ডিসেম্বর পর্যন্ত)"]
    rows = [[*ROW, "৪", "লক্ষ্যমাত্রা", "১", "১", "১", "১"], [*[""] * 6, "অর্জন", "১", "২", "", "", "৩"]]
    plan = plan_of([*TITLES, [*PLAN, *head], ["১. ব্যবস্থা.....৪"], *rows])
    assert (plan.indicators[0].claimed_total, plan.problems) == ("৩", ())


def test_targets_that_are_called_cumulative_are_no_total_of_achievements():
    head = ["লক্ষ্যমাত্রা ২০২৩-২৪", "লক্ষ্যমাত্রা/অর্জন", *QUARTERS, "ক্রমপুঞ্জিত লক্ষ্যমাত্রা"]
    rows = [[*ROW, "৪", "লক্ষ্যমাত্রা", "১", "১", "১", "১"], [*[""] * 6, "অর্জন", "১", "২", "", "", "৩"]]
    plan = plan_of([*TITLES, [*PLAN, *head], ["১. ব্যবস্থা.....৪"], *rows])
    assert (plan.indicators[0].claimed_total, cells_told(plan, "column_not_taken")) == ("", ["L6"])


@NAMED
@pytest.mark.parametrize(
    "heads", [["অর্জন"], ["২য় ত্রৈমাসিক অগ্রগতি", "অগ্রগতি"], ["১ম ত্রৈমাসিক অগ্রগতি", "প্রথম ত্রৈমাসিকে অগ্রগতি (চূড়ান্ত)"]]
)
def test_figures_of_a_progress_nobody_can_place_are_doubted_at_their_cells(written, heads):
    grades = ["অসাধারণ ১০০%", "উত্তম ৮০%", "চলতি মান ৬০%"]
    plan = egov_plan([*grades, *heads], values=["৪", "৩", "২", *"১২"[: len(heads)]], written=written)
    assert cells_told(plan, "column_not_taken") == ["K4" if len(heads) == 1 else "L4"]


@NAMED
@pytest.mark.parametrize("serial", ["ক্রঃ নং", "ক্র. নং", "ক্রমিক নং", "Sl. No."])
def test_a_column_of_serials_is_one_however_it_is_shortened(written, serial):
    head = [serial, *HEADS[3:], "লক্ষ্যমাত্রা ২০২১-২২", "১ম ত্রৈমাসিক অগ্রগতি"]
    rows = [[str(at), f"[১.{at}] সভা", f"[১.{at}.১] সভা আয়োজিত", "সংখ্যা", "৪", "৪", "১"] for at in (1, 2, 3)]
    title = ["ই-গভর্ন্যান্স ও উদ্ভাবন কর্মপরিকল্পনা ২০২১-২২"]
    plan = plan_of([["শ্রম ও কর্মসংস্থান মন্ত্রণালয়"], title, head, *rows], written)
    assert (len(plan.indicators), cells_told(plan, "column_not_taken")) == (3, [])


def test_several_years_of_one_sort_are_read_without_a_word_about_their_headings():
    grades = ["অসাধারণ ১০০%", "উত্তম ৮০%", "চলতি মান ৬০%"]
    plan = egov_plan([*grades, "প্রক্ষেপণ ২০২২-২৩", "প্রক্ষেপণ ২০২৩-২৪"], values=["৪", "৩", "২", "৫", "৬"])
    assert other_years(plan.indicators[0]) == [("projection", "2022-23", "৫"), ("projection", "2023-24", "৬")]
    assert plan.problems == ()


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
