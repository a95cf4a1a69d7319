"""Rows copied without the cells merged from above are put where they belong, or told as one error."""

import pytest

from egov_plans.tests import forms as egov
from imports.tests.cases.formats import FORMATS, achieved, cells_told, plan_in, plan_of, targets, told
from integrity_plans.tests import forms as integrity
from plan_tree.problems import Severity

LINES = [*integrity.TITLES, integrity.WORDS, integrity.NUMBERS]
GRADED = [*egov.TITLES, *egov.HEADER, egov.NUMBERS]
SECOND = ["১.২ অংশীজনের সভা", *integrity.TARGETS[1:]]
NAMED = pytest.mark.parametrize("written", FORMATS, ids=lambda each: each.__name__)


def test_the_kept_case_has_two_indicators_and_none_named_achieved():
    plan = plan_in("nis-short-rows-one-indicator-per-area/input.xlsx")
    assert [(row.number, row.title, row.weight) for row in plan.indicators] == [
        ("1.1", "অনুষ্ঠিত সভা", 4),
        ("2.1", "অনুষ্ঠিত সভা", 3),
    ]
    assert [achieved(row) for row in plan.indicators] == [{1: "১", 2: "১"}, {2: "১"}]
    assert [(row.claimed_total, row.claimed_marks) for row in plan.indicators] == [("২", 2), ("১", 1.5)]
    assert not any(problem.severity is not Severity.NOTICE for problem in plan.problems)
    assert cells_told(plan, "row_moved") == ["A7", "A10"]


@NAMED
@pytest.mark.parametrize("label", ["অর্জন", "প্রকৃত অর্জন", "অগ্রগতি", "Achievement"])
def test_a_row_that_begins_with_its_label_is_that_line(written, label):
    short = [label, "১", "--", "২টি", "", "৩", "১.৫০", "ঐ"]
    plan = plan_of([*LINES, integrity.AREA, integrity.TARGETS, short, SECOND, [label, "", "১"]], written)
    first, second = plan.indicators
    assert (achieved(first), first.claimed_total, first.remark) == ({1: "১", 2: "--", 3: "২টি"}, "৩", "ঐ")
    assert (achieved(second), targets(second)) == ({2: "১"}, {1: "১", 2: "১", 3: "১", 4: "১"})
    assert len(cells_told(plan, "row_moved")) == 2


def test_a_line_of_targets_may_be_short_as_well():
    """The activity stands over two indicators; the second lacks its cell."""
    second = ["পরিবীক্ষণকৃত সভা", "১", "সংখ্যা", "ফোকাল পয়েন্ট", "২", "লক্ষ্যমাত্রা", "", "১", "", "১"]
    plan = plan_of([*LINES, integrity.AREA, integrity.TARGETS, ["অর্জন", "১"], second, ["অর্জন", "", "১"]])
    assert [(row.title, row.weight, row.annual.text) for row in plan.indicators] == [
        ("অনুষ্ঠিত সভা", 2, "৪"),
        ("পরিবীক্ষণকৃত সভা", 1, "২"),
    ]
    assert targets(plan.indicators[1]) == {2: "১", 4: "১"}
    assert achieved(plan.indicators[1]) == {2: "১"}


@NAMED
def test_rows_under_a_merged_area_or_activity_are_moved_to_their_number(written):
    second = ["[১.১.২] প্রশিক্ষণ আয়োজিত", "সংখ্যা", "৩", "৫", "৪", "৩", "২"]
    third = ["[১.২] নথি", "[১.২.১] নোট নিষ্পত্তিকৃত", "%", "৬", "৮০", "৭০", "৬০", "৯০"]
    plan = plan_of([*GRADED, egov.ROW, second, third], written)
    assert [(row.number, row.unit_text, row.weight, row.annual.text) for row in plan.indicators] == [
        ("1.1.1", "সংখ্যা", 4, "৪"),
        ("1.1.2", "সংখ্যা", 3, "৫"),
        ("1.2.1", "%", 6, "৮০"),
    ]
    assert [achieved(row) for row in plan.indicators] == [{1: "১"}, {1: "২"}, {1: "৯০"}]
    assert [activity.title for activity in plan.areas[0].activities] == ["সভা", "নথি"]


@NAMED
@pytest.mark.parametrize(
    ("rows", "shifted"),
    [
        ([*LINES, integrity.AREA, integrity.TARGETS, ["১", "১", "", "২"]], "A7"),
        ([*LINES, integrity.AREA, integrity.TARGETS, ["অর্জন", *"৫৫৫৫৫৫৫৫৫"]], "A7"),
        ([*LINES, integrity.AREA, [*integrity.TARGETS[:5], *integrity.TARGETS[6:]]], "A6"),
        ([*GRADED, egov.ROW, ["অর্জন", "১", "২"]], "A7"),
        ([*GRADED, egov.ROW, ["[১.১.২] প্রশিক্ষণ আয়োজিত", "৩", "সংখ্যা", "৫"]], "A7"),
        ([*GRADED, egov.ROW, ["", "", "", "৪", "৩", "২"]], "D7"),
    ],
    ids=[
        "figures",
        "too long",
        "a cell lost inside",
        "a line in a form without",
        "columns exchanged",
        "figures as names",
    ],
)
def test_what_cannot_be_placed_is_one_error_at_the_row(written, rows, shifted):
    plan = plan_of(rows, written)
    assert [(each.severity, each.cell) for each in told(plan, "row_shifted")] == [(Severity.ERROR, shifted)]
    assert not any("অর্জন" in row.title for row in plan.indicators)
    assert cells_told(plan, "not_understood") == []


@NAMED
@pytest.mark.parametrize(
    "rows",
    [
        [integrity.TARGETS, ["", *integrity.ACHIEVED]],
        [[*integrity.TARGETS[:6], "", *integrity.TARGETS[6:]], integrity.ACHIEVED],
        [integrity.TARGETS, integrity.ACHIEVED, ["", *SECOND]],
        [integrity.TARGETS, ["Done", "১", "", "২"]],
        [integrity.TARGETS, ["অর্জন (সংখ্যা)", "১", "১"]],
        [integrity.changed(integrity.TARGETS, c4="৪")],
    ],
    ids=["achievements", "a cell within", "a whole row", "another word", "label with unit", "a number for a unit"],
)
def test_a_row_of_lines_that_stands_too_far_right_or_has_figures_for_words_is_an_error(written, rows):
    plan = plan_of([*LINES, integrity.AREA, *rows], written)
    assert {each.severity for each in told(plan, "row_shifted")} == {Severity.ERROR}
    assert all(len(row.title) > 3 for row in plan.indicators)
    assert not any(node.achievement.text == "অর্জন" for row in plan.indicators for node in row.quarters.values())


@NAMED
@pytest.mark.parametrize(
    "row",
    [
        ["", *[""] * 4, "[১.১.২] প্রশিক্ষণ", "সংখ্যা", "৪", "৪", "৩", "২"],
        ["", *[""] * 3, "[১.১.২] প্রশিক্ষণ", "৪", "৪", "৩", "২", "১"],
        ["প্রশিক্ষণ আয়োজিত", "সংখ্যা", "৪", "৪", "৩", "২", "১"],
    ],
    ids=["too far right", "without its unit", "too far left without a number"],
)
def test_an_indicator_of_grades_is_never_lost_or_named_by_a_figure(written, row):
    plan = plan_of([*GRADED, egov.ROW, row], written)
    assert [each.severity for each in told(plan, "row_shifted")] == [Severity.ERROR]
    assert [row.number for row in plan.indicators] == ["1.1.1"]


def test_a_day_in_the_column_of_progress_is_no_indicator_behind_its_column():
    plan = plan_of([*GRADED, egov.changed(egov.ROW, c11="২৫.০৮.২১ তারিখে সম্পন্ন")])
    assert told(plan, "row_shifted") == []
    assert achieved(plan.indicators[0]) == {1: "২৫.০৮.২১ তারিখে সম্পন্ন"}


@NAMED
def test_figures_of_a_row_that_belongs_to_nobody_are_doubted_at_their_cells(written):
    """An empty row before it, and no label: it might be the line of any indicator, or of none."""
    figures = ["", *[""] * 6, "১", "২"]
    plan = plan_of([*LINES, integrity.AREA, integrity.TARGETS, [], figures, SECOND, integrity.ACHIEVED], written)
    assert cells_told(plan, "row_of_nobody") == ["H8", "I8"]
    plan = plan_of([*LINES, integrity.AREA, integrity.TARGETS, integrity.ACHIEVED, [], figures], written)
    assert cells_told(plan, "row_of_nobody") == ["H9", "I9"]
    plan = plan_of([*GRADED, egov.ROW, [], ["", *[""] * 6, "৪", "৩", "২", "১"]], written)
    assert cells_told(plan, "row_of_nobody") == ["H8", "I8", "J8", "K8"]


def test_figures_beside_a_printed_subtotal_or_a_signature_are_of_it():
    below = [["উপমোট", "", "২", "", "", "", "", "৪"], ["স্বাক্ষর"], [*[""] * 10, "৩০/০৬/২০২১"]]
    plan = plan_of([*LINES, integrity.AREA, integrity.TARGETS, integrity.ACHIEVED, *below])
    assert cells_told(plan, "row_of_nobody") == []


def test_a_total_with_its_figure_anywhere_is_no_shifted_row():
    for figure in (["মোট নম্বর", "৪"], ["সর্বমোট", "", "", "", "", "৪"]):
        assert told(plan_of([*GRADED, egov.ROW, figure]), "row_shifted") == []


def test_an_indicator_may_be_called_by_a_number_where_its_weight_stands_in_its_place():
    for row in (integrity.changed(integrity.TARGETS, c2="১২"), [*integrity.changed(integrity.TARGETS, c2="১")[:4]]):
        plan = plan_of([*LINES, integrity.AREA, row])
        assert told(plan, "row_shifted") == []
        assert plan.indicators[0].title == row[1]


def test_rows_in_their_columns_are_not_moved():
    plan = plan_of([*LINES, integrity.AREA, integrity.TARGETS, integrity.ACHIEVED])
    assert cells_told(plan, "row_moved") == cells_told(plan, "row_shifted") == []
