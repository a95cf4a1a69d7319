"""Reading small integrity forms, one behaviour each."""

from decimal import Decimal

import pytest

from integrity_plans.reader import read, recognise
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
from plans.sheets.grid import Span
from plans.tests.drafting import told
from plans.tests.sheets.building import sheet
from plans.tests.sheets.golden import sheet_of
from plans.values.text import normalise
from plans.values.value import State, Unit


def test_achievements_stand_in_the_second_line():
    row = indicator_of(AREA, TARGETS, ACHIEVED)
    achieved = [row.achievement(quarter).value for quarter in (1, 2, 3, 4)]
    assert [value.state for value in achieved] == [State.GIVEN, State.NONE, State.GIVEN, State.BLANK]
    assert [value.quantity for value in achieved] == [1, None, 2, None]
    assert row.achievement(3).cell == f"J{FIRST + 2}"
    assert row.target(3).cell == f"J{FIRST + 1}"


def test_what_the_office_claims_itself_is_kept():
    row = indicator_of(AREA, TARGETS, ACHIEVED)
    assert (row.claimed_total, row.claimed_marks, row.remark) == ("৩", Decimal("1.50"), "ঐ")


def test_claimed_marks_that_are_no_number_are_told_and_left_out():
    plan = plan_of(AREA, TARGETS, changed(ACHIEVED, c13="দুই"))
    assert plan.indicators[0].claimed_marks is None
    assert told(plan.problems) == [("warning", "marks_unreadable", f"M{FIRST + 2}")]


def test_a_row_without_an_achievement_line_has_blank_achievements():
    row, second = plan_of(AREA, TARGETS, changed(TARGETS, c1="১.২ প্রশিক্ষণ")).indicators
    assert all(row.achievement(quarter).value.is_blank for quarter in (1, 2, 3, 4))
    assert (row.number, second.number) == ("1.1", "1.2")


def test_a_label_naming_both_lines_stands_over_targets():
    row = indicator_of(AREA, changed(TARGETS, c7="লক্ষ্যমাত্রা অর্জন"))
    assert [row.target(quarter).value.quantity for quarter in (1, 2, 3, 4)] == [1, 1, 1, 1]
    assert row.achievement(1).value.is_blank


def test_an_unreadable_weight_cannot_be_stored():
    plan = plan_of(AREA, changed(TARGETS, c3="৬.০০2"))
    assert plan.indicators[0].weight == 0
    assert told(plan.problems) == [("error", "weight_unreadable", f"C{FIRST + 1}")]


def test_an_area_without_a_leader_has_no_weight_of_its_own():
    (area,) = plan_of(["১. প্রাতিষ্ঠানিক ব্যবস্থা"], TARGETS).areas
    assert (area.title, area.weight, area.weight_cell) == (normalise("প্রাতিষ্ঠানিক ব্যবস্থা"), 0, "")


def test_an_area_may_carry_its_weight_in_the_column_of_weights():
    (area,) = plan_of(["১. প্রাতিষ্ঠানিক ব্যবস্থা", "", "২"], TARGETS).areas
    assert (area.weight, area.weight_cell) == (2, f"C{FIRST}")


@pytest.mark.parametrize(
    ("heading", "title", "weight", "note"),
    [
        ("১. আইন ২০২০ প্রণয়ন.....১০", "আইন ২০২০ প্রণয়ন", 10, ""),
        ("৯. কার্যক্রম..... ১৫ (ন্যূনতম পাঁচটি)", "কার্যক্রম", 15, "(ন্যূনতম পাঁচটি)"),
        ("১. সেবা (GRS) …… ২.৫", "সেবা (GRS)", Decimal("2.5"), ""),
    ],
)
def test_area_headings_give_title_weight_and_note(heading, title, weight, note):
    (area,) = plan_of([heading], changed(TARGETS, c1=f"{heading[0]}.১ সভা")).areas
    assert (area.title, area.weight, area.note) == (normalise(title), weight, normalise(note))


def test_a_form_that_begins_with_an_indicator_still_keeps_it():
    (area,) = plan_of(TARGETS).areas
    assert (area.number, area.title, [row.number for row in area.indicators]) == ("1", "", ["1.1"])


def test_an_unknown_unit_is_kept_as_written():
    row = indicator_of(AREA, changed(TARGETS, c4="কিলোমিটার"))
    assert (row.unit, row.unit_text) == (Unit.OTHER, "কিলোমিটার")


def test_a_cell_below_the_table_is_told_and_not_taken_into_the_last_row():
    plan = plan_of(AREA, TARGETS, [], ["৩১/০২/২০২০"])
    assert told(plan.problems) == [("notice", "not_understood", f"A{FIRST + 3}")]
    assert "২০২০" not in plan.indicators[0].title


def test_other_layouts_go_by_the_words_of_their_header():
    """2017-18 had a baseline column, and no weights of areas; its columns stand in another order."""
    order = [0, 1, 3, 2, 4, 5, 6, 7, 8, 9, 10, 13]
    row = indicator_of(
        *[[cells[index] for index in order] for cells in (changed(AREA), changed(TARGETS, c14="ঐ"))],
        words=[WORDS[index] for index in order],
        numbers=NUMBERS[:12],
    )
    assert (row.weight, row.unit_text, row.remark) == (2, "সংখ্যা", "ঐ")


def test_a_column_no_part_knows_is_told_cell_by_cell():
    plan = plan_of(AREA, [*TARGETS, "", "", "", "ভিত্তি ২"], words=[*WORDS, "ভিত্তিবছর"], numbers=[*NUMBERS, "১৫"])
    assert told(plan.problems) == [("notice", "not_understood", f"O{FIRST + 1}")]


def test_merged_lines_are_read_once():
    rows = [*TITLES, WORDS, NUMBERS, AREA, TARGETS, ACHIEVED]
    spans = [Span(FIRST + 1, column, FIRST + 2, column) for column in range(1, 7)]
    merged = sheet(rows, spans)
    (row,) = read(merged, recognise(merged)).indicators
    assert (row.title, row.weight) == (normalise("অনুষ্ঠিত সভা"), 2)


def test_the_form_is_recognised_by_its_quarters_and_not_in_hidden_or_other_sheets():
    assert recognise(form(AREA, TARGETS)) is not None
    assert recognise(sheet([*TITLES, WORDS, NUMBERS, AREA, TARGETS], hidden=True)) is None
    assert recognise(sheet([*TITLES, WORDS, AREA, TARGETS])) is None
    assert recognise(sheet_of("labour-egov-2021-22-q1")) is None


def test_a_form_with_a_column_of_areas_is_of_another_kind_though_it_reports_four_quarters():
    words = ["ক্রম", "কর্মসম্পাদন ক্ষেত্র", "মান", "কার্যক্রম", "কর্মসম্পাদন সূচক", "একক", "সূচকের মান", "অসাধারণ", "উত্তম", "চলতি মান"]
    words += ["১ম ত্রৈমাসিক", "২য় ত্রৈমাসিক", "৩য় ত্রৈমাসিক", "৪র্থ ত্রৈমাসিক"]
    assert recognise(form(AREA, TARGETS, words=words)) is None
