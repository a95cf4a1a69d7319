"""Reading the integrity form: the plan of the Ministry of Industries, cell for cell, and small forms."""

import re
from decimal import Decimal

import pytest

from cell_values.digits import to_ascii
from cell_values.text import normalise
from integrity_plans.kind import INTEGRITY
from plan_tree.terms import QuarterRule
from plans.tests.drafting import told
from sheets.tests.golden import as_golden, by_number, golden, problems_of, sheet_of, source_rows, stored_cells
from sheets.tests.marking import lost_marks, with_marks

NAME = "industries-nis-2020-21"
ROW = re.compile("([০-৯]+[.][০-৯]+)[.]? ?(.*)", re.DOTALL)
QUARTERS = dict(zip("HIJK", (1, 2, 3, 4), strict=True))

# Where the source text is torn over two pages or was misread and the clean workbook was put right.
TORN = {"11.1": {"title", "activity"}}


@pytest.fixture(scope="module")
def plan():
    official = sheet_of(NAME)
    return INTEGRITY.read(official, INTEGRITY.recognise(official))


def plain(stored):
    """A stored cell as the reader should hand it on."""
    return format(stored, "g") if isinstance(stored, int | float) else normalise(stored or "")


def test_the_whole_plan_reads_as_checked_by_eye(plan):
    assert as_golden(plan) == golden(NAME)


def test_the_plan_has_13_areas_37_indicators_and_100_marks(plan):
    assert (len(plan.areas), len(plan.indicators)) == (13, 37)
    assert sum(area.weight for area in plan.areas) == sum(row.weight for row in plan.indicators) == 100
    assert (plan.kind, plan.office_name, plan.year) == ("integrity", normalise("শিল্প মন্ত্রণালয়"), "2020-21")
    assert (plan.office_cell, plan.year_cell, plan.reported_quarter) == ("A2", "A1", None)


def test_every_part_of_every_indicator_is_the_stored_cell(plan):
    cells = stored_cells(NAME)
    rows = by_number(plan)
    titles = {activity.number: activity.title for area in plan.areas for activity in area.activities}
    starts = {int(address[1:]): ROW.fullmatch(text) for address, text in cells.items() if address[0] == "A"}
    found = {row: match for row, match in starts.items() if match}
    assert len(found) == 37
    for row, match in found.items():
        draft = rows[to_ascii(match[1])]
        stored = {column: plain(cells.get(f"{column}{row}")) for column in "ABCDEFGHIJKLMN"}
        assert titles[draft.number] == normalise(match[2])
        assert (draft.title, draft.unit_text, draft.responsible) == (stored["B"], stored["D"], stored["E"])
        assert draft.weight == Decimal(stored["C"])
        assert (draft.annual.text, draft.cell("annual")) == (stored["F"], f"F{row}")
        assert draft.remark == stored["N"]
        for column, quarter in QUARTERS.items():
            assert draft.target(quarter).text == stored[column]
            assert draft.quarter(quarter).target_cell == (f"{column}{row}" if stored[column] else "")
            assert draft.achievement(quarter).text == plain(cells.get(f"{column}{row + 1}"))


def test_titles_and_figures_are_those_of_the_source_text(plan):
    rows = by_number(plan)
    titles = {activity.number: activity.title for area in plan.areas for activity in area.activities}
    compared = 0
    for activity, indicator, weight, unit, responsible, annual, _, *quarters in source_rows(NAME):
        match = ROW.fullmatch(activity)
        if match is None:
            continue
        number = to_ascii(match[1])
        draft, torn = rows[number], TORN.get(number, set())
        compared += 1
        assert "activity" in torn or titles[number] == normalise(match[2])
        assert (draft.title, draft.unit_text, draft.responsible) == (normalise(indicator), unit, normalise(responsible))
        assert draft.weight == Decimal(to_ascii(weight))
        written = re.sub(r"\s", "", to_ascii(annual))
        assert re.sub(r"\s", "", to_ascii(draft.annual.text)).startswith(written)
        for quarter, text in zip((1, 2, 3, 4), quarters, strict=False):
            found = re.sub(r"\s", "", to_ascii(draft.target(quarter).text))
            assert found.startswith(re.sub(r"\s", "", to_ascii(text)))
    assert compared == 37


def test_areas_are_those_of_the_source_text(plan):
    heading = re.compile(r"([০-৯]+)[.] (.+?)[.]{5} ?([০-৯]+) ?(.*)")
    found = filter(None, (heading.fullmatch(row[0]) for row in source_rows(NAME)))
    expected = [
        (to_ascii(match[1]), normalise(match[2]), Decimal(to_ascii(match[3])), normalise(match[4])) for match in found
    ]
    assert [(area.number, area.title, area.weight, area.note) for area in plan.areas] == expected
    assert len(expected) == 13


def test_exactly_the_known_doubts_of_the_document_are_told(plan):
    warnings = {("unit_differs", cell) for cell in ("F67", "I67", "K67", "K71")}
    warnings |= {("date_outside_year", cell) for cell in ("K23", "K25", "K71")}
    warnings |= {("date_outside_quarter", cell) for cell in ("I75", "K91")}
    warnings |= {("quarters_repeat_annual", cell) for cell in ("F16", "F18")}
    warnings |= {("annual_differs_from_quarters", cell) for cell in ("F23", "F25")}
    notices = {("two_digit_year", cell) for cell in ("K23", "F73", "J73")}
    notices |= {("date_after_quarter", cell) for cell in ("H89", "I89", "J89")}
    expected = {("warning", *each) for each in warnings} | {("notice", *each) for each in notices}
    found = told(problems_of(plan))
    assert set(found) == expected
    assert len(found) == len(expected)
    assert {problem.sheet for problem in problems_of(plan)} == {"কর্ম-পরিকল্পনা"}


def test_every_suggested_quarter_rule_is_the_one_its_targets_speak_for(plan):
    rules = {number: row.quarter_rule for number, row in by_number(plan).items()}
    assert all(rules.values())
    assert [rules[number] for number in ("1.1", "1.2", "2.3", "4.1", "7.2", "8.5", "9.1", "11.1", "12.1")] == [
        QuarterRule.SUM,
        QuarterRule.AVERAGE,
        QuarterRule.AVERAGE,
        QuarterRule.DATE,
        QuarterRule.SUM,
        QuarterRule.SUM,
        QuarterRule.DATE,
        QuarterRule.SUM,
        QuarterRule.SUM,
    ]


def test_nothing_of_the_sheet_is_lost():
    """A word added to any cell below title and header turns up in the draft or in a problem at that cell."""
    marked = with_marks(sheet_of(NAME), lambda cell: cell.row == 2 or cell.row > 5)
    assert len(marked.marks) == 426
    assert lost_marks(marked, INTEGRITY.read(marked.sheet, INTEGRITY.recognise(marked.sheet))) == []
