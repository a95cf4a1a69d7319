"""Owns telling a form with graded targets by its columns: the ladder of grades, the progress of the quarters."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from cell_values.digits import to_ascii
from official_forms import usual_columns as usual
from official_forms.description import FormDescription, Ladders
from official_forms.form_table import FormTable
from official_forms.further_columns import other_years_by_heading
from official_forms.grid import Cell, Sheet
from official_forms.headings import Stacks, part
from official_forms.layout import Form, lay_out
from official_forms.official_layout import official_layout
from official_forms.periods import Period, is_cumulative, periods_in
from official_forms.reported_columns import (
    ASIDE,
    ReportedAs,
    ReportedColumn,
    evidence_aside,
    is_running_total,
    kept_aside,
    plan_year,
    reported_column,
    reported_columns,
)
from official_forms.rival_columns import without_rivals
from official_forms.spelling import holds, holds_exactly

PROGRESS: Mapping[str, Period | None] = {
    "progress": None,  # a column whose heading names no quarter
    **{f"progress_q{quarter}": Period(quarter) for quarter in (1, 2, 3, 4)},
    **{f"progress_to_q{quarter}": Period(quarter, to_date=True) for quarter in (1, 2, 3, 4)},
}
_GRADE = "grade_"
_ASIDE = tuple(  # columns whose headings may speak of progress as well
    part(column.name, *column.words)
    for column in (usual.BASELINE, usual.TOTAL, usual.MARKS, usual.REMARK, usual.RESPONSIBLE)
)
_TOTAL = part(usual.TOTAL.name, *usual.TOTAL.words)
_SHORTER = {"চলতি মানের নিম্নে": "চলতি মান নিম্নে"}  # as headings write the name of a grade as well
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)\s?%")


def recognise(sheet: Sheet, table: FormTable, description: FormDescription, is_said: bool = False) -> Form | None:
    """The form in a sheet, None where there is none: indicators in areas, or on a ladder of grades.

    ``is_said`` to be one, it needs neither: the numbers of its indicators tell the areas, the one target is the grade.
    """
    official = official_layout(description, plan_year(sheet, table), _composed)
    form = lay_out(sheet, table, official)
    ladder = grades(form)
    has_heads = form.has("indicator") and form.has("activity") and (form.has("weight") or form.has("unit"))
    is_form = has_heads and ladder and (form.has("area") or len(ladder) > 1 or is_said)
    is_unmistakable = len(ladder) > 1 and sum(map(form.has, official.order)) >= description.unmistakable
    return form if is_form or is_unmistakable else None


def grades(form: Form) -> Mapping[Decimal, str]:
    """Percent -> part, the best grade first."""
    found = {Decimal(name.removeprefix(_GRADE)): name for name in form.best.columns if name.startswith(_GRADE)}
    return dict(sorted(found.items(), reverse=True))


def _composed(year: str, description: FormDescription, found: Stacks) -> dict[str, int]:
    columns = other_years_by_heading(found, year)
    reported = {column: each for column, each in reported_columns(found).items() if column not in columns.values()}
    columns |= kept_aside(reported, year) | evidence_aside(found, description) | _quarter_targets(found, reported)
    grades = _Grades(description.ladders)
    columns |= grades.columns({column: stack for column, stack in found.items() if column not in columns.values()})
    return columns | _progress({column: stack for column, stack in found.items() if column not in columns.values()})


def _quarter_targets(found: Stacks, reported: Mapping[int, ReportedColumn]) -> dict[str, int]:
    """Name -> column of targets of a quarter, which these forms have no place for: what is due is no progress."""
    targets = (column for column, each in reported.items() if each.period and each.what is ReportedAs.TARGET)
    return {f"{ASIDE}{column}": column for column in targets if not _percent([cell.text for cell in found[column]])}


def _progress(found: Stacks) -> dict[str, int]:
    """The columns of progress; what counts from the year's beginning beside its quarters is their total."""
    names = {column: name for column, stack in found.items() if (name := _progress_name(stack))}
    reported = {column: reported_column(found[column]) for column in names}
    totals = [column for column in names if is_running_total(column, reported)]
    columns = without_rivals(found, {column: name for column, name in names.items() if column not in totals})
    if totals and not any(_TOTAL.is_named(cell.text, holds) for stack in found.values() for cell in stack):
        columns[usual.TOTAL.name] = totals[0]
    return columns


class _Grades:
    """Tells graded targets by the names and the percentages of a form's ladders."""

    def __init__(self, ladders: Ladders) -> None:
        self._ladders = sorted(ladders.items(), key=lambda ladder: len(ladder[0]))
        named = {name.bn for names in ladders.values() for name in names}
        self._words = sorted(named, key=len, reverse=True)  # অতি উত্তম before উত্তম

    def columns(self, found: Stacks) -> dict[str, int]:
        """The graded targets, by words and percents; without any the one target is that of 100 %."""
        texts = {column: [cell.text for cell in stack] for column, stack in found.items()}
        words = {column: self._word(over) for column, over in texts.items()}
        graded = {column: _percent(over) for column, over in texts.items() if words[column] or _percent(over)}
        columns: dict[str, int] = {}
        for column, percent in graded.items():
            columns.setdefault(f"{_GRADE}{percent or self._percent_of(words[column], len(graded))}", column)
        if not columns:
            single = [column for column, over in texts.items() if over and _is_target(over[-1])]
            columns = {f"{_GRADE}100": single[0]} if single else {}
        return columns

    def _word(self, texts: list[str]) -> str | None:
        """The name of a grade some headings hold, letter for letter first."""
        for test in (holds_exactly, holds):
            for word in self._words:
                if any(test(text, each) for text in texts for each in (word, _SHORTER.get(word, word))):
                    return word
        return None

    def _percent_of(self, word: str | None, columns: int) -> int:
        """What a grade is worth on the shortest ladder with room for so many columns that has it, else the longest."""
        worth = [
            (len(percents) < columns, abs(len(percents) - columns), percents[at])
            for percents, names in self._ladders
            for at, name in enumerate(names)
            if name.bn == word
        ]
        return min(worth)[-1]


def _is_target(text: str) -> bool:
    return holds(text, "লক্ষ্যমাত্রা") and not periods_in(text)


def _percent(texts: list[str]) -> Decimal | None:
    """The percent a heading writes, alone in its cell or beside the grade's word."""
    matches = (_PERCENT.search(to_ascii(text)) for text in reversed(texts))
    return next((Decimal(match[1]) for match in matches if match), None)


def _progress_name(stack: Sequence[Cell]) -> str | None:
    """The part of a column of progress, by its lowest telling heading; of several quarters the latest counts."""
    reported = reported_column(stack)
    for cell in reversed(stack):
        if any(aside.is_named(cell.text, holds_exactly) for aside in _ASIDE):
            return None
        if periods_in(cell.text):
            break
        if holds(cell.text, "অগ্রগতি") or holds_exactly(cell.text, "অর্জন") or holds(cell.text, "progress"):
            break
        if is_cumulative(cell.text) and reported.to_date:
            break
    else:
        return None
    if reported.period is None:
        return "progress"
    return f"progress_{'to_' * reported.period.to_date}q{reported.period.quarter}"
