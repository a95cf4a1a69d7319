"""Owns the official form as a table for programs: one line for each cell, as typed beside what was understood."""

from collections.abc import Iterator
from decimal import Decimal

from cell_values.sentence import Sentence
from cell_values.value import BLANK, Value, ValueState
from marking.scorecard import Mark, Scorecard
from plan_tree.terms import QUARTERS
from plan_tree.tree import ActivityNode, AreaNode, IndicatorNode, PlanTree
from plans.display import digits, said
from reports.tables.table import Cell, ReportColumn, ReportRow, ReportTable, Shape

NAME = Sentence("ফরমের ঘর", "Cells of the form")
ANNUAL, GRADED = Sentence("বছরের লক্ষ্যমাত্রা", "annual target"), Sentence("লক্ষ্যমাত্রা", "target at")
TARGET, ACHIEVEMENT = Sentence("লক্ষ্যমাত্রা", "target"), Sentence("অর্জন", "achievement")
TOTAL, MARKS = Sentence("মোট অর্জন", "total achievement"), Sentence("অর্জিত মান", "marks")
RESPONSIBLE, REMARK = Sentence("দায়িত্বপ্রাপ্ত", "responsible"), Sentence("মন্তব্য", "remark")
COLUMNS = (
    (Sentence("ক্ষেত্র নম্বর", "Area number"), Shape.LABEL),
    (Sentence("ক্ষেত্র", "Area"), Shape.TEXT),
    (Sentence("কার্যক্রম", "Activity"), Shape.TEXT),
    (Sentence("সূচক নম্বর", "Indicator number"), Shape.LABEL),
    (Sentence("কর্মসম্পাদন সূচক", "Performance indicator"), Shape.TEXT),
    (Sentence("একক", "Unit"), Shape.TEXT),
    (Sentence("সূচকের মান", "Weight"), Shape.NUMBER),
    (Sentence("বিষয়", "Cell"), Shape.TEXT),
    (Sentence("কোয়ার্টার", "Quarter"), Shape.LABEL),
    (Sentence("যেমন লেখা", "As typed"), Shape.TEXT),
    (Sentence("পরিমাণ", "Quantity"), Shape.NUMBER),
    (Sentence("তারিখ", "Dates"), Shape.TEXT),
    (Sentence("ধরন", "State"), Shape.TEXT),
)
_WIDTH = 16
_Line = tuple[str, str, Value]  # what, quarter, the value


def form_table(draft: PlanTree, scorecard: Scorecard) -> ReportTable:
    """Every filled cell of a plan's form through the quarter of a scorecard, its marks included."""
    marks = {mark.number: mark for mark in scorecard.marks}
    rows = (
        _row(area, activity, indicator, line)
        for area in draft.through(scorecard.through).areas
        for activity, indicator in area.in_activities
        for line in _lines(indicator, marks.get(indicator.number))
    )
    columns = tuple(ReportColumn(said(heading), _WIDTH, shape) for heading, shape in COLUMNS)
    return ReportTable(said(NAME), (), columns, tuple(rows))


def _row(area: AreaNode, activity: ActivityNode, indicator: IndicatorNode, line: _Line) -> ReportRow:
    what, quarter, value = line
    named: tuple[Cell, ...] = (digits(area.number), area.title, activity.title, digits(indicator.number))
    typed: tuple[Cell, ...] = (value.text, value.quantity, " ".join(day.isoformat() for day in value.dates))
    own: tuple[Cell, ...] = (indicator.title, indicator.unit_text, indicator.weight, what, digits(quarter))
    return ReportRow((*named, *own, *typed, value.state.value))


def _lines(row: IndicatorNode, mark: Mark | None) -> Iterator[_Line]:
    """The cells of an indicator that hold anything, in the order of the form."""
    for what, quarter, value in (*_planned(row), *_reported(row, mark)):
        if not value.is_blank:
            yield what, quarter, value


def _planned(row: IndicatorNode) -> Iterator[_Line]:
    yield said(ANNUAL), "", row.annual
    for grade in row.grades:
        yield f"{said(GRADED)} {digits(grade.percent)}%", "", grade.target
    for text, name in ((row.responsible, RESPONSIBLE), (row.printed_remark, REMARK)):
        yield said(name), "", _words(text)


def _reported(row: IndicatorNode, mark: Mark | None) -> Iterator[_Line]:
    for quarter in QUARTERS:
        yield said(TARGET), str(quarter), row.target(quarter)
        yield said(ACHIEVEMENT), str(quarter), row.achievement(quarter)
    if mark is not None:
        yield said(TOTAL), "", mark.total
        yield said(MARKS), "", _figure(mark.earned)


def _words(text: str) -> Value:
    return Value(text, ValueState.WORDS) if text else BLANK


def _figure(number: Decimal) -> Value:
    return Value(digits(f"{number:.2f}"), ValueState.GIVEN, number)
