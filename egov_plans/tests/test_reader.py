"""Reading the e-governance form: the plan of the Ministry of Labour, cell for cell."""

import re
from decimal import Decimal

import pytest

from cell_values.digits import to_ascii
from cell_values.text import normalise
from cell_values.value import ValueState
from egov_plans.kind import EGOV
from plan_tree.terms import QuarterRule
from plans.tests.drafting import told
from sheets.tests.golden import as_golden, by_number, golden, problems_of, sheet_of, source_rows, stored_cells
from sheets.tests.marking import lost_marks, with_marks

NAME = "labour-egov-2021-22-q1"
ITEM = re.compile(r"\[([০-৯.]+)\] (.*)", re.DOTALL)


@pytest.fixture(scope="module")
def plan():
    official = sheet_of(NAME)
    return EGOV.read(official, EGOV.recognise(official))


def item(text):
    """Number in ASCII and title of "[১.৪] …"."""
    match = ITEM.fullmatch(text)
    return to_ascii(match[1]), normalise(match[2])


def test_the_whole_plan_reads_as_checked_by_eye(plan):
    assert as_golden(plan) == golden(NAME)


def test_the_plan_has_2_areas_8_activities_13_indicators_and_50_marks(plan):
    assert [len(area.activities) for area in plan.areas] == [6, 2]
    assert len(plan.indicators) == 13
    assert sum(row.weight for row in plan.indicators) == 50
    assert (plan.kind, plan.office_name, plan.year) == ("egov", normalise("শ্রম ও কর্মসংস্থান মন্ত্রণালয়"), "2021-22")
    assert (plan.office_cell, plan.year_cell, plan.reported_quarter) == ("A2", "A3", 1)


def test_the_claimed_totals_are_kept_with_their_cells(plan):
    claimed = plan.claimed
    assert (claimed.total, claimed.obtained) == (50, 17)
    assert (claimed.total_cell, claimed.obtained_cell) == ("K21", "K22")


def test_every_part_of_every_indicator_is_the_stored_cell(plan):
    cells = stored_cells(NAME)
    rows = by_number(plan)
    assert len(rows) == 13
    for row in range(8, 21):
        stored = {column: cells.get(f"{column}{row}", "") for column in "ABCDEFGHIJK"}
        number, title = item(stored["E"])
        draft = rows[number]
        assert (draft.title, draft.unit_text) == (title, stored["F"])
        assert draft.weight == stored["G"]
        assert [grade.percent for grade in draft.grades] == [100, 80, 60]
        for grade, column in zip(draft.grades, "HIJ", strict=True):
            assert (grade.target.text, grade.cell) == (stored[column], f"{column}{row}")
        assert draft.annual == draft.grades[0].target
        assert set(draft.quarters) == {1}
        assert draft.achievement(1).text == normalise(stored["K"])
        assert draft.quarter(1).achievement_cell == f"K{row}"
        assert draft.target(1).is_blank


def test_areas_and_activities_reach_down_over_their_merged_rows(plan):
    cells = stored_cells(NAME)
    areas = {item(cells[address]): cells[f"C{address[1:]}"] for address in ("B8", "B14")}
    assert {(area.number, area.title): area.weight for area in plan.areas} == areas
    stored = [item(cells[f"D{row}"]) for row in (*range(8, 15), 16)]
    assert [(each.number, each.title) for area in plan.areas for each in area.activities] == stored
    for area in plan.areas:
        for activity in area.activities:
            assert activity.number.startswith(f"{area.number}.")
            assert all(row.number.startswith(f"{activity.number}.") for row in activity.indicators)


def test_titles_and_figures_are_those_of_the_source_text(plan):
    rows = by_number(plan)
    compared = 0
    for cells in source_rows(NAME):
        if len(cells) != 11 or not ITEM.fullmatch(cells[4]):
            continue
        number, title = item(cells[4])
        draft = rows[number]
        compared += 1
        assert (draft.title, draft.unit_text, draft.weight) == (title, cells[5], Decimal(to_ascii(cells[6])))
        targets = [grade.target.text for grade in draft.grades]
        assert targets == [text.replace(" ", "") for text in cells[7:10]]
        assert draft.achievement(1).text == normalise(cells[10])
    assert compared == 13


def test_an_achievement_in_words_and_none_and_a_date_are_told_apart(plan):
    rows = by_number(plan)
    states = [rows[number].achievement(1).state for number in ("1.1.1", "1.4.1", "1.5.1", "2.1.1")]
    assert states == [ValueState.NONE, ValueState.GIVEN, ValueState.GIVEN, ValueState.WORDS]
    assert rows["1.4.1"].achievement(1).dates[0].isoformat() == "2021-08-25"
    assert rows["1.5.1"].achievement(1).quantity == 90
    assert rows["2.2.5"].grades[2].target.state is ValueState.NONE


def test_the_targets_suggest_the_quarter_rule(plan):
    rules = {number: row.quarter_rule for number, row in by_number(plan).items()}
    assert all(rules.values())
    assert (rules["1.1.1"], rules["1.5.1"], rules["1.6.1"], rules["2.2.5"]) == (
        QuarterRule.DATE,
        QuarterRule.CUMULATIVE,
        QuarterRule.SUM,
        QuarterRule.DATE,
    )


def test_exactly_the_known_doubts_of_the_document_are_told(plan):
    problems = problems_of(plan)
    assert sorted(told(problems)) == [
        ("warning", "area_weight_differs", "C14"),
        ("warning", "area_weight_differs", "C8"),
        ("warning", "unit_differs", "H20"),
        ("warning", "unit_differs", "I20"),
    ]
    sentences = {problem.cell: problem.sentence.bn for problem in problems}
    assert all(figure in sentences["C8"] for figure in ("৩৫", "২৯"))
    assert all(figure in sentences["C14"] for figure in ("১৫", "২১"))


def test_nothing_of_the_sheet_is_lost():
    """A word added to any cell below title and header turns up in the draft or in a problem at that cell."""
    marked = with_marks(sheet_of(NAME), lambda cell: cell.row == 2 or cell.row > 7)
    assert len(marked.marks) == 110
    assert lost_marks(marked, EGOV.read(marked.sheet, EGOV.recognise(marked.sheet))) == []
