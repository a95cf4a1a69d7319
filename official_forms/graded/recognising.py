"""Owns telling a form with graded targets by its columns: the ladder of grades, the progress of the quarters."""

import re
from collections.abc import Mapping
from decimal import Decimal

from cell_values.digits import to_ascii
from official_forms import usual_columns as usual
from official_forms.description import FormDescription
from official_forms.form_table import find_table
from official_forms.further_columns import other_years_by_heading
from official_forms.grid import Sheet
from official_forms.headings import Stacks, part
from official_forms.layout import Form, lay_out
from official_forms.official_layout import official_layout
from official_forms.periods import Period, periods_in
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
_GRADES = {  # words of a heading -> percent on the ladder of three, on the ladder of five
    "অতি উত্তম": (90, 90),
    "চলতি মানের নিম্নে": (60, 60),
    "চলতি মান নিম্নে": (60, 60),
    "অসাধারণ": (100, 100),
    "উত্তম": (80, 80),
    "চলতি মান": (60, 70),
}
_LADDER_OF_THREE = 3
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)\s?%")


def recognise(sheet: Sheet, description: FormDescription) -> Form | None:
    """The form in a sheet, None where there is none: indicators in areas, or on a ladder of grades."""
    table = find_table(sheet)
    if table is None:
        return None
    official = official_layout(description, _grades_and_progress)
    form = lay_out(sheet, table, official)
    ladder = grades(form)
    has_heads = form.has("indicator") and form.has("activity") and (form.has("weight") or form.has("unit"))
    is_form = has_heads and ladder and (form.has("area") or len(ladder) > 1)
    is_unmistakable = len(ladder) > 1 and sum(map(form.has, official.order)) >= description.unmistakable
    return form if is_form or is_unmistakable else None


def grades(form: Form) -> Mapping[Decimal, str]:
    """Percent -> part, the best grade first."""
    found = {Decimal(name.removeprefix(_GRADE)): name for name in form.best.columns if name.startswith(_GRADE)}
    return dict(sorted(found.items(), reverse=True))


def _grades_and_progress(found: Stacks) -> dict[str, int]:
    columns = other_years_by_heading(found)
    columns |= _grade_columns({column: stack for column, stack in found.items() if column not in columns.values()})
    for column, stack in found.items():
        if column not in columns.values() and (name := _progress_name([cell.text for cell in stack])):
            columns.setdefault(name, column)
    return columns


def _grade_columns(found: Stacks) -> dict[str, int]:
    """The graded targets, by words and percents; without any the one target is that of 100 %."""
    texts = {column: [cell.text for cell in stack] for column, stack in found.items()}
    graded = {column: word for column, over in texts.items() if (word := _grade_word(over)) or _percent(over)}
    ladder = int(len(graded) > _LADDER_OF_THREE)
    columns: dict[str, int] = {}
    for column, word in graded.items():
        percent = _percent(texts[column]) or Decimal(_GRADES[word or "উত্তম"][ladder])
        columns.setdefault(f"{_GRADE}{percent}", column)
    if not columns:
        single = [column for column, over in texts.items() if over and _is_target(over[-1])]
        columns = {f"{_GRADE}100": single[0]} if single else {}
    return columns


def _is_target(text: str) -> bool:
    return holds(text, "লক্ষ্যমাত্রা") and not periods_in(text)


def _grade_word(texts: list[str]) -> str | None:
    matchers = (holds_exactly, holds)
    return next((word for test in matchers for word in _GRADES if any(test(text, word) for text in texts)), None)


def _percent(texts: list[str]) -> Decimal | None:
    """The percent a heading writes, alone in its cell or beside the grade's word."""
    matches = (_PERCENT.search(to_ascii(text)) for text in reversed(texts))
    return next((Decimal(match[1]) for match in matches if match), None)


def _progress_name(texts: list[str]) -> str | None:
    """The part of a column of progress, by its lowest telling heading; of several quarters the latest counts."""
    for text in reversed(texts):
        if any(aside.is_named(text, holds_exactly) for aside in _ASIDE):
            return None
        periods = periods_in(text)
        if periods:
            latest = periods[-1]
            return (
                f"progress_to_q{latest.quarter}"
                if latest.to_date or len(periods) > 1
                else f"progress_q{latest.quarter}"
            )
        if holds(text, "অগ্রগতি") or holds_exactly(text, "অর্জন") or holds(text, "progress"):
            return "progress"
    return None
