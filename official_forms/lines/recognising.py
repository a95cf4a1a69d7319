"""Owns telling a form in two lines by its columns: activities with indicators, and quarters or lines."""

from official_forms.description import FormDescription
from official_forms.form_table import FormTable
from official_forms.further_columns import other_years_by_heading
from official_forms.grid import Cell, Sheet
from official_forms.headings import Stacks, part
from official_forms.layout import Form, lay_out
from official_forms.lines.columns import ACHIEVED, LINE, QUARTERS, TOTAL
from official_forms.official_layout import official_layout
from official_forms.periods import quarter_alone
from official_forms.reported_columns import (
    ReportedAs,
    ReportedColumn,
    evidence_aside,
    is_running_total,
    kept_aside,
    plan_year,
    reported_columns,
)
from official_forms.rival_columns import without_rivals
from official_forms.spelling import holds

Columns = dict[str, int]
_LINE, _TOTAL = (part(column.name, *column.words) for column in (LINE, TOTAL))


def recognise(sheet: Sheet, table: FormTable, description: FormDescription, _: bool = False) -> Form | None:
    """The form in a sheet, None where there is none.

    It has activities with indicators, and quarters or lines; a form with columns of areas or grades is another one.
    """
    official = official_layout(description, plan_year(sheet, table), _composed, told_by_contents="line")
    form = lay_out(sheet, table, official)
    if form.has("area") or form.has("grade"):
        return None
    has_quarters = sum(map(form.has, (*QUARTERS.values(), *ACHIEVED.values()))) > 1
    has_heads = form.has("activity") and form.has("indicator")
    is_form = has_heads and (has_quarters or form.has("line") or form.has("responsible"))
    return form if is_form or sum(map(form.has, official.order)) >= description.unmistakable else None


def _composed(year: str, description: FormDescription, found: Stacks) -> Columns:
    others = other_years_by_heading(found, year)
    reported = {column: each for column, each in reported_columns(found).items() if column not in others.values()}
    aside = kept_aside(reported, year) | evidence_aside(found, description)
    own = {column: each for column, each in reported.items() if column not in aside.values()}
    return _quarters(found, own) | _running_total(found, own) | others | aside


def _quarters(found: Stacks, reported: dict[int, ReportedColumn]) -> Columns:
    """Columns of a quarter whose headings name one line alone: লক্ষ্যমাত্রা or অর্জন, over it or below it.

    A column that names the lines says more of every row, so that অর্জন over all quarters is only a title then.
    """
    names: dict[int, str] = {}
    has_lines = any(_names_lines(cell) for stack in found.values() for cell in stack)
    for column, each in reported.items():
        if each.period is None or is_running_total(column, reported):
            continue
        if each.what is ReportedAs.BOTH or (each.what is ReportedAs.TARGET and not has_lines):
            names[column] = QUARTERS[each.period.quarter]
        elif each.what is ReportedAs.ACHIEVEMENT and not has_lines:
            names[column] = ACHIEVED[each.period.quarter]
    return without_rivals(found, names)


def _names_lines(cell: Cell) -> bool:
    return _LINE.is_named(cell.text, holds) and quarter_alone(cell.text) is None


def _running_total(found: Stacks, reported: dict[int, ReportedColumn]) -> Columns:
    """What counts from the year's beginning beside the quarters, where no column is the total by its words."""
    totals = [column for column in sorted(reported) if is_running_total(column, reported)]
    named = [column for column, stack in found.items() if any(_TOTAL.is_named(cell.text, holds) for cell in stack)]
    if not totals or not set(named) <= set(totals):
        return {}
    return {TOTAL.name: next(iter(sorted(named)), totals[0])}
