"""Reading small e-governance forms, one behaviour each."""

import pytest

from cell_values.text import normalise
from egov_plans.kind import EGOV
from egov_plans.tests.forms import FIRST, HEADER, NUMBERS, ROW, TITLES, WORDS, changed, form, plan_of
from official_forms.graded.recognising import grades
from plans.tests.drafting import told
from sheets.tests.building import sheet
from sheets.tests.golden import sheet_of

SECOND = changed(ROW, c1="", c2="", c3="", c4="", c5="[১.১.২] কর্মশালা আয়োজিত", c7="২")


def test_empty_cells_under_an_area_and_activity_continue_them():
    (area,) = plan_of(ROW, SECOND).areas
    (activity,) = area.activities
    assert [(row.number, row.weight) for row in activity.indicators] == [("1.1.1", 4), ("1.1.2", 2)]


def test_five_grades_are_read_with_the_percents_of_their_header():
    words = ["অসাধারণ", "অতি উত্তম", "উত্তম", "চলতি মান", "চলতি মানের নিম্নে"]
    percents = ["১০০%", "৯০%", "৮০%", "৭০%", "৬০%"]
    header = [[*HEADER[0][:7], *words], [*HEADER[1][:7], *percents]]
    row = [*ROW[:7], "৫", "৪", "৩", "২", "১"]
    plan = plan_of(row, header=header, numbers=[*NUMBERS, "১২"])
    (indicator,) = plan.indicators
    assert [(grade.percent, grade.target.quantity) for grade in indicator.grades] == [
        (100, 5),
        (90, 4),
        (80, 3),
        (70, 2),
        (60, 1),
    ]
    assert (plan.reported_quarter, dict(indicator.quarters)) == (None, {})


@pytest.mark.parametrize(
    ("words", "percents"),
    [
        (["অসাধারণ", "উত্তম", "চলতি মান"], [100, 80, 60]),
        (["অসাধারণ", "অতি উত্তম", "উত্তম", "চলতি মান", "চলতি মানের নিম্নে"], [100, 90, 80, 70, 60]),
    ],
)
def test_without_percents_the_words_tell_the_ladder(words, percents):
    numbers = [*NUMBERS, "১২"][: 7 + len(words)]
    found = EGOV.recognise(form([*ROW[:7], *words], header=[[*HEADER[0][:7], *words]], numbers=numbers))
    assert list(grades(found)) == percents


def test_the_title_tells_the_quarter_where_the_column_does_not():
    header = [[*HEADER[0][:10], "বাস্তবায়ন অগ্রগতি"], HEADER[1]]
    titles = [TITLES[0], ["ই-গভর্নেন্স কর্মপরিকল্পনা ২০২১-২২ এর ৩য় ত্রৈমাসিক"]]
    plan = plan_of(ROW, header=header, titles=titles)
    assert plan.reported_quarter == 3
    assert plan.indicators[0].achievement(3).quantity == 1
    assert plan.problems == ()


def test_a_progress_column_of_no_known_quarter_is_told_and_its_cells_too():
    header = [[*HEADER[0][:10], "বাস্তবায়ন অগ্রগতি"], HEADER[1]]
    plan = plan_of(ROW, header=header, titles=[TITLES[0], ["ই-গভর্নেন্স কর্মপরিকল্পনা ২০২১-২২"]])
    assert plan.reported_quarter is None
    assert told(plan.problems) == [("warning", "quarter_unknown", "K3"), ("warning", "column_not_taken", f"K{FIRST}")]


def test_a_title_of_another_quarter_contradicts():
    titles = [TITLES[0], ["ই-গভর্নেন্স কর্মপরিকল্পনা ২০২১-২২ এর ২য় ত্রৈমাসিক"]]
    plan = plan_of(ROW, titles=titles)
    assert plan.reported_quarter == 1
    assert told(plan.problems) == [("warning", "quarter_contradicts", "A2")]


def test_four_progress_columns_are_four_quarters():
    quarters = ["১ম ত্রৈমাসিক অগ্রগতি", "২য় ত্রৈমাসিক অগ্রগতি", "৩য় ত্রৈমাসিক অগ্রগতি", "৪র্থ ত্রৈমাসিক অগ্রগতি"]
    header = [[*HEADER[0][:10], *quarters], HEADER[1]]
    numbers = [*NUMBERS, "১২", "১৩", "১৪"]
    plan = plan_of([*ROW[:10], "১", "১", "", "২"], header=header, numbers=numbers, titles=TITLES[:1])
    achieved = [plan.indicators[0].achievement(quarter).quantity for quarter in (1, 2, 3, 4)]
    assert (plan.reported_quarter, achieved) == (None, [1, 1, None, 2])


@pytest.mark.parametrize(
    "rows",
    [
        [["মোট নম্বর:", *[""] * 9, "৫০"], ["প্রাপ্ত নম্বর:", *[""] * 9, "১৭"]],
        [["মোট নম্বর: ৫০"], ["প্রাপ্ত নম্বর: ১৭"]],
        [["মোট নম্বর", "৫০"], [], ["প্রাপ্ত নম্বর", "১৭"]],
    ],
)
def test_claimed_totals_are_read_from_one_cell_or_two(rows):
    plan = plan_of(ROW, *rows)
    assert (plan.claimed.total, plan.claimed.obtained) == (50, 17)
    assert plan.problems == ()


def test_a_total_that_is_no_number_is_told():
    plan = plan_of(ROW, ["মোট নম্বর:", "পঞ্চাশ"])
    assert plan.claimed.total is None
    assert told(plan.problems) == [("warning", "claim_unreadable", f"B{FIRST + 1}")]


def test_other_rows_below_the_table_are_told_and_not_added_to_the_last_indicator():
    plan = plan_of(ROW, ["স্বাক্ষর", *[""] * 9, "২"])
    assert plan.indicators[0].achievement(1).text == "১"
    assert told(plan.problems) == [("notice", "not_understood", f"{column}{FIRST + 1}") for column in "AK"]


def test_an_unreadable_weight_cannot_be_stored():
    plan = plan_of(changed(ROW, c7="ছয়"))
    assert told(plan.problems) == [("error", "weight_unreadable", f"G{FIRST}")]


def test_a_weight_with_a_footnotes_digit_is_read_with_a_warning():
    plan = plan_of(changed(ROW, c7="৪.০০2"))
    assert plan.indicators[0].weight == 4
    assert told(plan.problems) == [("warning", "footnote_digit", f"G{FIRST}")]


def test_a_weight_left_out_is_told_at_the_empty_cell():
    plan = plan_of(changed(ROW, c7=""))
    assert told(plan.problems) == [("warning", "weight_missing", f"G{FIRST}")]


def test_an_area_without_a_printed_weight_takes_its_indicators_and_says_so():
    plan = plan_of(changed(ROW, c3=""))
    assert plan.areas[0].weight == 4
    assert told(plan.problems) == [("notice", "area_weight_missing", f"B{FIRST}")]


def test_several_indicators_of_an_activity_without_numbers_get_its_number_and_their_place():
    rows = [changed(ROW, c5="সভা আয়োজিত"), changed(SECOND, c5="কর্মশালা আয়োজিত")]
    plan = plan_of(*rows)
    assert [row.number for row in plan.indicators] == ["1.1.1", "1.1.2"]
    assert told(plan.problems) == [
        ("notice", "number_inferred", f"E{FIRST}"),
        ("notice", "number_inferred", f"E{FIRST + 1}"),
    ]


def test_an_area_across_the_row_begins_an_area():
    plan = plan_of(["[১] জোরদারকরণ"], changed(ROW, c1="", c2="", c3=""))
    assert [(area.number, len(area.indicators)) for area in plan.areas] == [("1", 1)]
    assert [area.title for area in plan.areas] == [normalise("জোরদারকরণ")]


def test_a_title_that_goes_on_at_the_top_of_the_next_page_is_joined():
    plan = plan_of(ROW, *HEADER, NUMBERS, changed(SECOND, c5="ও কর্মশালা", c6="", c7="", c8="", c9="", c10="", c11=""))
    (row,) = plan.indicators
    assert row.title == normalise("সভা আয়োজিত ও কর্মশালা")
    assert [code for _, code, _ in told(plan.problems)] == ["cell_continued"]


def test_the_form_is_recognised_with_or_without_its_numbers_and_never_in_the_other_form():
    assert EGOV.recognise(form(ROW)) is not None
    assert EGOV.recognise(sheet([*TITLES, *HEADER, ROW])) is not None
    assert EGOV.recognise(sheet([*TITLES, ROW])) is None
    assert EGOV.recognise(sheet_of("industries-nis-2020-21")) is None


def test_titles_keep_words_that_look_like_numbers():
    plan = plan_of(changed(ROW, c4="[১.১] ৪র্থ শিল্প বিপ্লব"))
    assert plan.areas[0].activities[0].title == normalise("৪র্থ শিল্প বিপ্লব")


def test_a_percent_under_the_heading_of_the_targets_makes_a_grade_of_its_own():
    header = [
        [*WORDS, "লক্ষ্যমাত্রা ২০২১-২০২২", "লক্ষ্যমাত্রা ২০২১-২০২২", "অগ্রগতি"],
        ["", "", "", "", "", "", "", "১০০%", "৭৫%", ""],
    ]
    numbers = ["১", "২", "৩", "৪", "৫", "৬", "৭", "৮", "৯", "১০"]
    (indicator,) = plan_of(ROW[:9] + ROW[10:], header=header, numbers=numbers).indicators
    assert [(grade.percent, grade.target.quantity) for grade in indicator.grades] == [(100, 4), (75, 3)]


# --- rows in another order ---------------------------------------------------------------------------------------

FURTHER = changed(ROW, c1="", c2="", c3="", c4="", c5="[২.১.২] প্রশিক্ষণ", c7="২")
NEXT = ["২", "[২] দক্ষতা বৃদ্ধি", "৬", "[২.১] কর্মশালা", "[২.১.১] কর্মশালা আয়োজিত", "সংখ্যা", "৪", "৪", "৩", "২", "১"]


def test_headings_below_some_of_their_rows_give_these_their_titles():
    plan = plan_of(ROW, FURTHER, NEXT)
    (_, area) = plan.areas
    (activity,) = area.activities
    assert (area.title, area.weight, activity.title) == (normalise("দক্ষতা বৃদ্ধি"), 6, normalise("কর্মশালা"))
    assert [row.number for row in area.indicators] == ["2.1.2", "2.1.1"]
    assert told(plan.problems) == [
        ("warning", "area_missing", f"E{FIRST + 1}"),
        ("warning", "activity_missing", f"E{FIRST + 1}"),
        ("notice", "heading_below", f"B{FIRST + 2}"),
        ("notice", "heading_below", f"D{FIRST + 2}"),
    ]


@pytest.mark.parametrize("serial", ["৪৪১০৪", "৭"])
def test_a_number_that_is_no_serial_of_its_area_is_told(serial):
    plan = plan_of(changed(ROW, c1=serial))
    assert told(plan.problems) == [("notice", "not_understood", f"A{FIRST}")]


def test_serials_that_count_rows_are_understood():
    assert plan_of(ROW, changed(SECOND, c1="২"), changed(NEXT, c1="৩", c3="৪")).problems == ()


def test_what_a_repeated_area_or_activity_says_anew_is_told():
    again = changed(SECOND, c2="[১] জোরদারকরণ ও নীতি", c4="[১.১] সভা (চলমান)")
    plan = plan_of(ROW, *HEADER, NUMBERS, again)
    assert len(plan.areas) == 1
    assert told(plan.problems) == [("notice", "not_understood", f"B{FIRST + 4}")]


def test_a_damaged_heading_on_a_later_page_is_told_though_it_holds_a_percent_sign():
    header = [changed(HEADER[0], c7="%৯ক%-়র}"), HEADER[1]]
    plan = plan_of(ROW, *header, NUMBERS, SECOND)
    assert told(plan.problems) == [("notice", "heading_by_place", f"G{FIRST + 1}")]


def test_a_number_no_column_can_have_is_told():
    plan = plan_of(ROW, numbers=[*NUMBERS[:5], "৬৬", *NUMBERS[6:]])
    assert told(plan.problems) == [("notice", "not_understood", f"F{FIRST - 1}")]
