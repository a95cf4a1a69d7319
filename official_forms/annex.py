"""Owns the annex of an exported form: what the form has no place for, told apart, read back and laid over a draft.

Each line says whose it is (a number of the form), what, how the form alone reads, and what holds instead.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from cell_values.digits import to_ascii
from cell_values.sentence import Sentence
from cell_values.text import key, normalise
from official_forms.annex_field import Content, Field, NotUnderstood, is_same, text_of
from official_forms.annex_fields import YearColumn, grade_label, rewritten, words_label, year_columns
from official_forms.grid import Sheet
from official_forms.leftovers import left_over
from plan_tree.problems import Problem, Severity
from plan_tree.terms import FULL
from plan_tree.tree import PlanTree

HEADINGS = ("নম্বর", "বিষয়", "ফরমে যা পড়া যায়", "যা ধরতে হবে")
FIRST = 3
_GRADE = re.compile(r"([0-9]+(?:\.[0-9]+)?)" + re.escape(grade_label(Decimal(0)).lstrip("০")))
_WORDS = re.compile(re.escape(words_label("")) + "([a-z_0-9]+)")
_Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class AnnexLine:
    """A line of an annex; ``form`` is what the form alone says there, ``cell`` where the line begins."""

    number: str
    label: str
    form: str
    text: str
    cell: str = ""

    @property
    def place(self) -> _Place:
        return self.number, key(self.label)


# --- told apart --------------------------------------------------------------------------------------------------


def differences(read: PlanTree, meant: PlanTree) -> tuple[AnnexLine, ...]:
    """What must stand in the annex of a form that reads as one draft and means another."""
    percents = {grade.percent for draft in (read, meant) for row in draft.indicators for grade in row.grades} - {FULL}
    years = {each for draft in (read, meant) for row in draft.indicators for each in year_columns(row)}
    words = {name for draft in (read, meant) for row in draft.indicators for name in row.words}
    found, wanted = (dict(_contents(draft, percents, sorted(years), sorted(words))) for draft in (read, meant))
    return tuple(
        AnnexLine(number, label, text_of(found[number, label]), text_of(content))
        for (number, label), content in wanted.items()
        if (number, label) in found and not is_same(found[number, label], content)
    )


def _contents(
    draft: PlanTree, percents: Iterable[Decimal], years: Iterable[YearColumn], words: Iterable[str]
) -> list[tuple[_Place, Content]]:
    found: list[tuple[_Place, Content]] = []

    def note(field: Field[Any], number: str, row: Any) -> Any:
        found.append(((number, field.label), field.get(row)))
        return row

    rewritten(draft, note, percents, years, words)
    return found


# --- read --------------------------------------------------------------------------------------------------------


def is_annex(sheet: Sheet) -> bool:
    """Whether a sheet is an annex, by its headings."""
    headings = (sheet.cells.get((FIRST - 1, column)) for column in range(1, len(HEADINGS) + 1))
    return tuple(key(cell.text) if cell else "" for cell in headings) == tuple(map(key, HEADINGS))


def apply_annex(draft: PlanTree, sheet: Sheet) -> PlanTree:
    """The draft with an annex laid over it; a line the form no longer agrees with is told, not taken.

    So is what somebody wrote beside its columns.
    """
    lines = {line.place: line for line in _lines(sheet)}
    taken: set[_Place] = set()

    def overlay(field: Field[Any], number: str, row: Any) -> Any:
        line = lines.get((number, _label_key(field.label)))
        if line is None or to_ascii(normalise(text_of(field.get(row)))) != to_ascii(line.form):  # in either digits
            return row
        try:
            changed = field.put(row, line.text)
        except NotUnderstood:
            return row
        taken.add(line.place)
        return changed

    changed = rewritten(
        draft, overlay, set(map(Decimal, _named(lines, _GRADE))), _years(lines), sorted(_named(lines, _WORDS))
    )
    left = (line for place, line in lines.items() if place not in taken)
    beside = (cell for cells in sheet.rows.values() for cell in cells if cell.column > len(HEADINGS))
    return changed.with_problems(*(_outdated(line, sheet.name) for line in left), *left_over(sheet.name, beside))


_label_key = cache(key)  # the labels are those of our own fields


def _named(lines: Mapping[_Place, AnnexLine], labels: re.Pattern[str]) -> set[str]:
    """What the labels of one form name."""
    matches = (labels.fullmatch(to_ascii(line.label)) for line in lines.values())
    return {match[1] for match in matches if match}


def _years(lines: Mapping[_Place, AnnexLine]) -> list[YearColumn]:
    return sorted({column for line in lines.values() if (column := YearColumn.named(line.label))})


def _lines(sheet: Sheet) -> Iterator[AnnexLine]:
    for row, cells in sheet.rows.items():
        if row >= FIRST:
            texts = {cell.column: cell.text for cell in cells}
            number, label, form, text = (texts.get(column, "") for column in range(1, len(HEADINGS) + 1))
            yield AnnexLine(to_ascii(number), label, form, text, cells[0].address)


def _outdated(line: AnnexLine, sheet: str) -> Problem:
    sentence = Sentence(
        f"{line.number} “{line.label}” সারিটি ধরা হয়নি: ফরমে এখন অন্য কিছু লেখা, অথবা সারিটি বোঝা যায়নি।",
        f"The line {line.number} “{line.label}” was not taken: the form now says something else, or it is unclear.",
    )
    return Problem(Severity.WARNING, "annex_outdated", sentence, sheet, line.cell)
