"""Owns writing an integrity plan as its official form of 14 columns."""

from decimal import Decimal

from cell_values.digits import to_bengali
from cell_values.numbers import show_number
from marking.scorecard import Mark, Scorecard
from official_forms.computed import computed_line
from official_forms.titling import office_line, year_range
from plan_tree.terms import QUARTERS
from plan_tree.tree import ActivityNode, AreaNode, IndicatorNode, PlanTree
from sheets.writing import FormSheet

SHEET = "কর্ম-পরিকল্পনা"
WIDTHS = (34, 18, 7, 9, 18, 18, 10, 12, 12, 12, 12, 12, 9, 20)
HEADER = range(3, 6)
_OVER_BOTH_ROWS = (  # column, heading
    (1, "কার্যক্রমের নাম"),
    (2, "কর্মসম্পাদন সূচক"),
    (3, "সূচকের মান"),
    (4, "একক"),
    (5, "বাস্তবায়নের দায়িত্বপ্রাপ্ত ব্যক্তি/পদ"),
    (14, "মন্তব্য"),
)
_MONITORING = ("লক্ষ্যমাত্রা/ অর্জন", "১ম কোয়ার্টার", "২য় কোয়ার্টার", "৩য় কোয়ার্টার", "৪র্থ কোয়ার্টার", "মোট অর্জন", "অর্জিত মান")
_ANNUAL, _LINE, _FIRST_QUARTER, _TOTAL, _MARKS, _REMARK = 6, 7, 8, 12, 13, 14


def write(draft: PlanTree, scorecard: Scorecard | None, through: int) -> bytes:
    """The form as an .xlsx file: achievements through a quarter; marks of the scorecard, without one the office's."""
    form = FormSheet(SHEET, WIDTHS)
    _head(form, draft)
    marks = {mark.number: mark for mark in scorecard.marks} if scorecard else {}
    row = HEADER.stop
    for area in draft.through(through).areas:
        form.text((row, 1), _area_heading(area), (row, form.columns), bold=True)
        row += 1
        for activity in area.activities:
            for indicator in activity.indicators:
                _write_plan(form, row, activity, indicator)
                _write_monitoring(form, row, indicator)
                _write_result(form, row + 1, indicator, marks.get(indicator.number))
                row += 2
    if scorecard:
        form.note(row + 1, computed_line(scorecard))  # after a gap: what touches the table belongs to its last row
    return form.finish(header=HEADER, frozen_columns=1)


def _head(form: FormSheet, draft: PlanTree) -> None:
    year, top = year_range(draft), HEADER.start
    form.title(1, f"জাতীয় শুদ্ধাচার কৌশল কর্ম-পরিকল্পনা ও বাস্তবায়ন অগ্রগতি পরিবীক্ষণ কাঠামো{f', {year}' if year else ''}")
    form.title(2, office_line(draft))
    for column, heading in (*_OVER_BOTH_ROWS, (_ANNUAL, f"{year} অর্থবছরের লক্ষ্যমাত্রা".strip())):
        form.heading((top, column), heading, (top + 1, column))
    form.heading((top, _LINE), f"বাস্তবায়ন অগ্রগতি পরিবীক্ষণ{f', {year}' if year else ''}", (top, _MARKS))
    for column, heading in enumerate(_MONITORING, start=_LINE):
        form.heading((top + 1, column), heading)
    for column in range(1, form.columns + 1):
        form.heading((top + 2, column), to_bengali(str(column)))


def _area_heading(area: AreaNode) -> str:
    """ "১. প্রাতিষ্ঠানিক ব্যবস্থা.....৮ (টীকা)"; an area without a weight of its own has no dotted leader."""
    heading = f"{to_bengali(area.number)}. {area.title}"
    if area.weight or area.note:
        heading += f".....{show_number(area.weight)} {area.note}"
    return heading


def _write_plan(form: FormSheet, row: int, activity: ActivityNode, indicator: IndicatorNode) -> None:
    """Columns 1 to 6 and 14, each over both rows."""
    below = row + 1
    form.text((row, 1), f"{to_bengali(indicator.number)} {activity.title}", (below, 1))
    form.text((row, 2), indicator.title, (below, 2))
    form.number((row, 3), indicator.weight, (below, 3))
    form.label((row, 4), indicator.unit_text, (below, 4))
    form.text((row, 5), indicator.responsible, (below, 5))
    form.value((row, _ANNUAL), indicator.annual, (below, _ANNUAL))
    form.text((row, _REMARK), indicator.remark, (below, _REMARK))


def _write_monitoring(form: FormSheet, row: int, indicator: IndicatorNode) -> None:
    """Columns 7 to 11: targets above, achievements below."""
    form.label((row, _LINE), "লক্ষ্যমাত্রা")
    form.label((row + 1, _LINE), "অর্জন")
    for quarter, column in zip(QUARTERS, range(_FIRST_QUARTER, _TOTAL), strict=True):
        form.value((row, column), indicator.target(quarter))
        form.value((row + 1, column), indicator.achievement(quarter))


def _write_result(form: FormSheet, row: int, indicator: IndicatorNode, mark: Mark | None) -> None:
    """Columns 12 and 13 beside the achievements: the computed total and marks, or what the office claims."""
    for column in (_TOTAL, _MARKS):
        form.label((row - 1, column), "")
    if mark is not None:
        form.value((row, _TOTAL), mark.total)
        form.mark((row, _MARKS), mark)
        return
    form.label((row, _TOTAL), indicator.claimed_total)
    _write_claim(form, row, indicator.claimed_marks)


def _write_claim(form: FormSheet, row: int, claimed: Decimal | None) -> None:
    if claimed is None:
        form.label((row, _MARKS), "")
    else:
        form.number((row, _MARKS), claimed)
