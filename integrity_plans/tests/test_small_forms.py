"""Reading small integrity forms, one behaviour each."""

from decimal import Decimal

import pytest

from cell_values.text import normalise
from cell_values.value import Unit, ValueState
from integrity_plans.kind import INTEGRITY
from integrity_plans.tests.forms import (
    ACHIEVED,
    AREA,
    FIRST,
    NUMBERS,
    TARGETS,
    TITLES,
    WORDS,
    changed,
    form,
    indicator_of,
    plan_of,
)
from official_forms.grid import Span
from plans.tests.drafting import told
from sheets.tests.building import sheet
from sheets.tests.golden import sheet_of


def test_achievements_stand_in_the_second_line():
    row = indicator_of(AREA, TARGETS, ACHIEVED)
    achieved = [row.achievement(quarter) for quarter in (1, 2, 3, 4)]
    assert [value.state for value in achieved] == [
        ValueState.GIVEN,
        ValueState.NONE,
        ValueState.GIVEN,
        ValueState.BLANK,
    ]
    assert [value.quantity for value in achieved] == [1, None, 2, None]
    assert row.quarter(3).achievement_cell == f"J{FIRST + 2}"
    assert row.quarter(3).target_cell == f"J{FIRST + 1}"


def test_what_the_office_claims_itself_is_kept():
    row = indicator_of(AREA, TARGETS, ACHIEVED)
    assert (row.claimed_total, row.claimed_marks, row.remark) == ("৩", Decimal("1.50"), "ঐ")


def test_claimed_marks_that_are_no_number_are_told_and_left_out():
    plan = plan_of(AREA, TARGETS, changed(ACHIEVED, c13="দুই"))
    assert plan.indicators[0].claimed_marks is None
    assert told(plan.problems) == [("warning", "marks_unreadable", f"M{FIRST + 2}")]


def test_a_row_without_an_achievement_line_has_blank_achievements():
    row, second = plan_of(AREA, TARGETS, changed(TARGETS, c1="১.২ প্রশিক্ষণ")).indicators
    assert all(row.achievement(quarter).is_blank for quarter in (1, 2, 3, 4))
    assert (row.number, second.number) == ("1.1", "1.2")


def test_a_label_naming_both_lines_stands_over_targets():
    row = indicator_of(AREA, changed(TARGETS, c7="লক্ষ্যমাত্রা অর্জন"))
    assert [row.target(quarter).quantity for quarter in (1, 2, 3, 4)] == [1, 1, 1, 1]
    assert row.achievement(1).is_blank


def test_an_unreadable_weight_cannot_be_stored():
    plan = plan_of(AREA, changed(TARGETS, c3="ছয়"))
    assert plan.indicators[0].weight == 0
    assert told(plan.problems) == [("error", "weight_unreadable", f"C{FIRST + 1}")]


def test_a_weight_with_a_footnotes_digit_is_read_with_a_warning():
    plan = plan_of(AREA, changed(TARGETS, c3="২.০০2"))
    assert plan.indicators[0].weight == 2
    assert told(plan.problems) == [("warning", "footnote_digit", f"C{FIRST + 1}")]


def test_an_area_without_a_weight_of_its_own_takes_its_indicators_and_says_so():
    plan = plan_of(["১. প্রাতিষ্ঠানিক ব্যবস্থা"], TARGETS)
    (area,) = plan.areas
    assert (area.title, area.weight, area.weight_cell) == (normalise("প্রাতিষ্ঠানিক ব্যবস্থা"), 2, "")
    assert told(plan.problems) == [("notice", "area_weight_missing", f"A{FIRST}")]


def test_an_area_may_carry_its_weight_in_the_column_of_weights():
    (area,) = plan_of(["১. প্রাতিষ্ঠানিক ব্যবস্থা", "", "২"], TARGETS).areas
    assert (area.weight, area.weight_cell) == (2, f"C{FIRST}")


@pytest.mark.parametrize(
    ("heading", "title", "weight", "note"),
    [
        ("১. আইন ২০২০ প্রণয়ন.....১০", "আইন ২০২০ প্রণয়ন", 10, ""),
        ("৯. কার্যক্রম..... ১৫ (ন্যূনতম পাঁচটি)", "কার্যক্রম", 15, "(ন্যূনতম পাঁচটি)"),
        ("১. সেবা (GRS) …… ২.৫", "সেবা (GRS)", Decimal("2.5"), ""),
        ("১. প্রাতিষ্ঠানিক ব্যবস্থা : ৮", "প্রাতিষ্ঠানিক ব্যবস্থা", 8, ""),
        ("১. প্রাতিষ্ঠানিক ব্যবস্থাঃ ৮", "প্রাতিষ্ঠানিক ব্যবস্থা", 8, ""),
        ("২. দক্ষতা ও নৈতিকতার উন্নয়ন……………………..…. ৭", "দক্ষতা ও নৈতিকতার উন্নয়ন", 7, ""),
        ("২. দক্ষতা . . . . . ৭", "দক্ষতা", 7, ""),
        ("২. দক্ষতা-----৭", "দক্ষতা", 7, ""),
        ("[১] প্রাতিষ্ঠানিক ব্যবস্থা.....৮", "প্রাতিষ্ঠানিক ব্যবস্থা", 8, ""),
    ],
)
def test_area_headings_give_title_weight_and_note(heading, title, weight, note):
    (area,) = plan_of([heading], changed(TARGETS, c1=f"{heading.strip('[')[0]}.১ সভা")).areas
    assert (area.title, area.weight, area.note) == (normalise(title), weight, normalise(note))


def test_a_form_that_begins_with_an_indicator_still_keeps_it():
    (area,) = plan_of(TARGETS).areas
    assert (area.number, area.title, [row.number for row in area.indicators]) == ("1", "", ["1.1"])


def test_an_unknown_unit_is_kept_as_written():
    row = indicator_of(AREA, changed(TARGETS, c4="কিলোমিটার"))
    assert (row.unit, row.unit_text) == (Unit.OTHER, "কিলোমিটার")


def test_a_cell_below_the_table_is_told_and_not_taken_into_the_last_row():
    plan = plan_of(AREA, TARGETS, [], ["৩১/০২/২০২০"], ["যুগ্মসচিব"])
    assert told(plan.problems) == [
        ("warning", "impossible_date", f"A{FIRST + 3}"),
        ("notice", "not_understood", f"A{FIRST + 4}"),
    ]
    assert "২০২০" not in plan.indicators[0].title


def test_merged_lines_are_read_once():
    rows = [*TITLES, WORDS, NUMBERS, AREA, TARGETS, ACHIEVED]
    spans = [Span(FIRST + 1, column, FIRST + 2, column) for column in range(1, 7)]
    merged = sheet(rows, spans)
    (row,) = INTEGRITY.read(merged, INTEGRITY.recognise(merged)).indicators
    assert (row.title, row.weight) == (normalise("অনুষ্ঠিত সভা"), 2)


def test_the_form_is_recognised_with_or_without_its_numbers_and_never_in_the_other_form():
    assert INTEGRITY.recognise(form(AREA, TARGETS)) is not None
    assert INTEGRITY.recognise(sheet([*TITLES, WORDS, AREA, TARGETS])) is not None
    assert INTEGRITY.recognise(sheet([*TITLES, AREA, TARGETS])) is None
    assert INTEGRITY.recognise(sheet_of("labour-egov-2021-22-q1")) is None


def test_a_form_without_its_indicators_is_told_instead_of_not_found():
    words, numbers = ([texts[0], *texts[2:]] for texts in (WORDS, NUMBERS))
    plan = plan_of([AREA[0]], [TARGETS[0], *TARGETS[2:]], words=words, numbers=numbers[:13])
    assert ("error", "column_missing", "A4") in told(plan.problems)


def test_a_form_with_a_column_of_areas_is_of_another_kind_though_it_reports_four_quarters():
    words = ["ক্রম", "কর্মসম্পাদন ক্ষেত্র", "মান", "কার্যক্রম", "কর্মসম্পাদন সূচক", "একক", "সূচকের মান", "অসাধারণ", "উত্তম", "চলতি মান"]
    words += ["১ম ত্রৈমাসিক", "২য় ত্রৈমাসিক", "৩য় ত্রৈমাসিক", "৪র্থ ত্রৈমাসিক"]
    assert INTEGRITY.recognise(form(AREA, TARGETS, words=words)) is None


# --- rows ------------------------------------------------------------------------------------------------

WITHOUT_LINES = [index for index in range(14) if index != 6]


def unlabelled(*rows):
    return [[cells[index] for index in WITHOUT_LINES] for cells in map(changed, rows)]


def test_without_labels_rows_in_pairs_are_targets_and_achievements():
    second = changed(TARGETS, c1="১.২ প্রশিক্ষণ")
    rows = unlabelled(AREA, TARGETS, ACHIEVED, second, ACHIEVED)
    plan = plan_of(*rows, words=unlabelled(WORDS)[0], numbers=NUMBERS[:13])
    assert [[row.achievement(quarter).text for quarter in (1, 3)] for row in plan.indicators] == [["১", "২টি"]] * 2


def test_without_labels_a_second_row_here_and_there_goes_on_with_the_targets():
    rows = [changed(TARGETS, c1=f"১.{number} সভা") for number in "১২৩"]
    plan = plan_of(
        *unlabelled(AREA, rows[0], changed([], c8="(২৪/০৯/২০২০)"), rows[1], rows[2]),
        words=unlabelled(WORDS)[0],
        numbers=NUMBERS[:13],
    )
    assert plan.indicators[0].target(1).text == "১ (২৪/০৯/২০২০)"


def test_targets_of_several_dates_may_take_rows_of_their_own():
    row = indicator_of(
        AREA, changed(TARGETS, c4="সংখ্যা ও তারিখ"), changed([], c8="(২৪/০৯/২০২০)", c9="(২৬/১২/২০২০)"), ACHIEVED
    )
    assert [row.target(quarter).text for quarter in (1, 2, 3)] == ["১ (২৪/০৯/২০২০)", "১ (২৬/১২/২০২০)", "১"]
    assert row.achievement(1).text == "১"


def test_one_label_merged_over_two_rows_names_a_line_in_each():
    rows = [*TITLES, WORDS, NUMBERS, AREA, changed(TARGETS, c7="লক্ষ্যমাত্রা/ অর্জন"), changed(ACHIEVED, c7="")]
    merged = sheet(rows, [Span(FIRST + 1, 7, FIRST + 2, 7)])
    (row,) = INTEGRITY.read(merged, INTEGRITY.recognise(merged)).indicators
    assert (row.target(3).text, row.achievement(3).text) == ("১", "২টি")


def test_a_row_that_lost_its_label_holds_achievements_where_it_cannot_go_on_with_the_targets():
    plan = plan_of(AREA, TARGETS, changed(ACHIEVED, c7=""))
    assert plan.indicators[0].achievement(1).text == "১"
    assert ("warning", "line_assumed", f"H{FIRST + 2}") in told(plan.problems)


def test_a_label_in_unknown_words_below_the_targets_is_told_as_that_of_achievements():
    plan = plan_of(AREA, TARGETS, changed(ACHIEVED, c7="xx"))
    assert plan.indicators[0].achievement(1).text == "১"
    assert {("warning", "line_assumed", f"G{FIRST + 2}"), ("notice", "not_understood", f"G{FIRST + 2}")} <= set(
        told(plan.problems)
    )


@pytest.mark.parametrize("label", ["প্রকৃত অর্জন", "অজন", "অগ্রগতি", "অর্জন:"])
def test_the_second_line_has_several_names(label):
    row = indicator_of(AREA, TARGETS, changed(ACHIEVED, c7=label))
    assert row.achievement(1).text == "১"


def test_blank_rows_between_the_two_lines_change_nothing():
    row = indicator_of(AREA, TARGETS, [], ACHIEVED)
    assert row.achievement(1).text == "১"


# --- column 12 -------------------------------------------------------------------------------------------


def test_a_total_of_the_targets_is_no_claim_and_said_only_where_it_differs():
    row = indicator_of(AREA, changed(TARGETS, c12="৪"), ACHIEVED)
    assert row.claimed_total == "৩"
    assert told(plan_of(AREA, changed(TARGETS, c12="৪"), ACHIEVED).problems) == []
    assert told(plan_of(AREA, changed(TARGETS, c12="৯"), ACHIEVED).problems) == [
        ("warning", "total_of_targets", f"L{FIRST + 1}")
    ]


DATED = changed(TARGETS, c4="তারিখ", c6="১০ জুন ২০২১", c8="", c9="", c10="", c11="")


def test_a_target_that_slid_into_the_column_of_totals_is_put_back():
    plan = plan_of(AREA, changed(DATED, c12="১০/৬/২০২১"))
    (row,) = plan.indicators
    assert (row.target(4).text, row.quarter(4).target_cell, row.claimed_total) == ("১০/৬/২০২১", f"L{FIRST + 1}", "")
    assert told(plan.problems) == [("notice", "moved_from_total", f"L{FIRST + 1}")]


@pytest.mark.parametrize("columns", [{"c12": "৩০/৬/২০২১"}, {"c12": "১০/৬/২০২১", "c11": "৩০/৬/২০২১"}])
def test_a_date_that_may_be_anything_is_not_put_anywhere(columns):
    plan = plan_of(AREA, changed(DATED, **columns))
    assert plan.indicators[0].claimed_total == ""
    assert plan.indicators[0].target(4).text == columns.get("c11", "")
    assert ("warning", "total_of_targets", f"L{FIRST + 1}") in told(plan.problems) or columns.get("c11")


def test_a_date_cut_across_two_columns_is_joined():
    plan = plan_of(AREA, changed(DATED, c11="১০/০৬/২০২", c12="১"))
    assert plan.indicators[0].target(4).text == "১০/০৬/২০২১"
    assert told(plan.problems) == [("notice", "date_cut", f"K{FIRST + 1}")]


def test_a_cut_date_takes_no_number_that_may_be_a_target_of_its_own():
    plan = plan_of(AREA, changed(TARGETS, c8="৩০/০৯/২০২", c9="১"))
    assert plan.indicators[0].target(2).quantity == 1
    assert ("warning", "year_digits", f"H{FIRST + 1}") in told(plan.problems)


# --- numbers ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["৬.৩. সভা", "৬. ৩ সভা", "৬,৩ সভা", "৬-৩ সভা", "[৬.৩] সভা", "৬.৩ঃ সভা", "(৬.৩) সভা", "6.3 সভা", "০৬.০৩ সভা"]
)
def test_numbers_are_read_in_every_writing(text):
    (area,) = plan_of(["৬. প্রকল্প.....২"], changed(TARGETS, c1=text)).areas
    assert [(activity.number, activity.title) for activity in area.activities] == [("6.3", "সভা")]


def test_numbers_in_a_column_of_their_own_are_read_with_the_activity():
    words, numbers = ["ক্রমিক নং", *WORDS], [*NUMBERS, "১৫"]
    rows = [["১", "প্রাতিষ্ঠানিক ব্যবস্থা.....২"], ["১.১", "সভা", *TARGETS[1:]], ["", *ACHIEVED]]
    plan = plan_of(*rows, words=words, numbers=numbers)
    (area,) = plan.areas
    assert (area.number, area.weight) == ("1", 2)
    assert [(activity.number, activity.title) for activity in area.activities] == [("1.1", "সভা")]
    assert plan.problems == ()


def test_an_activity_without_a_number_gets_the_next_one_and_a_notice():
    plan = plan_of(AREA, TARGETS, changed(TARGETS, c1="প্রশিক্ষণ"))
    assert [row.number for row in plan.indicators] == ["1.1", "1.2"]
    assert told(plan.problems) == [("notice", "number_inferred", f"A{FIRST + 2}")]


def test_a_second_indicator_of_an_activity_gets_its_number_and_a_notice():
    second = changed(TARGETS, c1="", c2="গৃহীত সিদ্ধান্ত", c3="৩")
    plan = plan_of(AREA, TARGETS, ACHIEVED, second, ACHIEVED)
    (activity,) = plan.areas[0].activities
    assert [(row.number, row.title, row.weight) for row in activity.indicators] == [
        ("1.1", normalise("অনুষ্ঠিত সভা"), 2),
        ("1.1.2", normalise("গৃহীত সিদ্ধান্ত"), 3),
    ]
    assert told(plan.problems) == [("notice", "number_inferred", f"B{FIRST + 3}")]


def test_an_area_that_lost_its_number_takes_that_of_its_activities():
    plan = plan_of([". প্রাতিষ্ঠানিক ব্যবস্থা………………১১"], changed(TARGETS, c1="৩.১ সভা"))
    (area,) = plan.areas
    assert (area.number, area.title, area.weight) == ("3", normalise("প্রাতিষ্ঠানিক ব্যবস্থা"), 11)
    assert ("notice", "number_inferred", f"A{FIRST}") in told(plan.problems)


def test_an_area_that_lost_its_heading_is_told_and_not_mixed_with_the_one_above():
    plan = plan_of(AREA, TARGETS, changed(TARGETS, c1="২.১ প্রশিক্ষণ"))
    assert [(area.number, [row.number for row in area.indicators]) for area in plan.areas] == [
        ("1", ["1.1"]),
        ("2", ["2.1"]),
    ]
    assert told(plan.problems) == [("warning", "area_missing", f"A{FIRST + 2}")]


def test_an_area_repeated_on_the_next_page_stays_one():
    plan = plan_of(AREA, TARGETS, WORDS, NUMBERS, ["১. প্রাতিষ্ঠানিক ব্যবস্থা (চলমান)"], changed(TARGETS, c1="১.২ প্রশিক্ষণ"))
    assert [(area.number, len(area.indicators)) for area in plan.areas] == [("1", 2)]
    assert plan.problems == ()


def test_notes_below_the_table_are_no_areas():
    plan = plan_of(AREA, TARGETS, [], ["১. সকল তথ্য প্রমাণকসহ সংরক্ষিত।"], ["২. স্বাক্ষরিত।"])
    assert [area.number for area in plan.areas] == ["1"]
    assert [code for _, code, _ in told(plan.problems)] == ["not_understood"] * 2


def test_totals_below_the_table_are_claims():
    plan = plan_of(AREA, TARGETS, ACHIEVED, changed([], c1="মোট", c3="১০০", c13="৮৭.৫"))
    assert (plan.claimed.total, plan.claimed.obtained) == (100, Decimal("87.5"))
    assert plan.problems == ()


# --- values ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("$-5000445]0.2f%", "lost_percent"),
        ("৩০/০৬/২০২", "year_digits"),
        ("৩১/০২/২০২০", "impossible_date"),
        ("#REF!", "spreadsheet_error"),
    ],
)
def test_a_spoilt_target_is_kept_as_typed_and_told_at_its_cell(text, code):
    plan = plan_of(AREA, changed(TARGETS, c9=text))
    assert plan.indicators[0].target(2).text == text
    assert told(plan.problems) == [("warning", code, f"I{FIRST + 1}")]


def test_a_ditto_stays_as_typed():
    plan = plan_of(AREA, TARGETS, changed(ACHIEVED, c14="ঐ"))
    assert plan.indicators[0].remark == "ঐ"


def test_an_areas_heading_below_some_of_its_rows_gives_these_its_title():
    plan = plan_of(TARGETS, AREA, changed(TARGETS, c1="১.২ প্রশিক্ষণ", c3="০"))
    (area,) = plan.areas
    assert (area.title, area.weight) == (normalise("প্রাতিষ্ঠানিক ব্যবস্থা"), 2)
    assert [row.number for row in area.indicators] == ["1.1", "1.2"]
    assert told(plan.problems) == [
        ("warning", "area_missing", f"A{FIRST}"),
        ("notice", "heading_below", f"A{FIRST + 1}"),
    ]


@pytest.mark.parametrize("repeated", ["১. প্রাতিষ্ঠানিক ব্যবস্থা.....৯", "১. প্রাতিষ্ঠানিক ব্যবস্থা ও নীতি.....২"])
def test_what_a_repeated_area_says_anew_is_told(repeated):
    plan = plan_of(AREA, TARGETS, WORDS, NUMBERS, [repeated], changed(TARGETS, c1="১.২ প্রশিক্ষণ", c3="০"))
    assert [(area.number, area.weight, len(area.indicators)) for area in plan.areas] == [("1", 2, 2)]
    assert told(plan.problems) == [("notice", "not_understood", f"A{FIRST + 4}")]


def test_an_area_repeated_with_its_weight_in_a_column_stays_one():
    area = ["১. প্রাতিষ্ঠানিক ব্যবস্থা", "", "২"]
    plan = plan_of(area, TARGETS, WORDS, NUMBERS, area, changed(TARGETS, c1="১.২ প্রশিক্ষণ", c3="০"))
    assert len(plan.areas) == 1
    assert plan.problems == ()


def test_a_stray_cell_beside_an_areas_heading_is_told_and_the_area_read():
    second = ["২. দক্ষতা বৃদ্ধি.....২", "", "", "", "ফোকাল পয়েন্ট"]
    plan = plan_of(AREA, TARGETS, second, changed(TARGETS, c1="২.১ প্রশিক্ষণ"))
    assert [(area.number, area.title) for area in plan.areas][1] == ("2", normalise("দক্ষতা বৃদ্ধি"))
    assert told(plan.problems) == [("notice", "not_understood", f"E{FIRST + 2}")]


def test_a_second_row_of_targets_with_a_unit_of_its_own_is_another_indicator_though_nothing_names_it():
    plan = plan_of(AREA, TARGETS, ACHIEVED, changed(TARGETS, c1="", c2="", c3="৪"), changed(ACHIEVED, c8="৩"))
    assert [(row.number, row.weight, row.achievement(1).quantity) for row in plan.indicators] == [
        ("1.1", 2, 1),
        ("1.2", 4, 3),
    ]
    assert told(plan.problems) == [("warning", "name_missing", f"D{FIRST + 3}")]


def test_a_unit_written_again_below_is_told_but_a_whole_row_filled_down_is_not():
    plan = plan_of(AREA, TARGETS, changed(ACHIEVED, c4="সংখ্যা"))
    assert told(plan.problems) == [("notice", "cell_repeated", f"D{FIRST + 2}")]
    filled = [*TARGETS[:6], *ACHIEVED[6:]]
    assert plan_of(AREA, TARGETS, filled).problems == ()
