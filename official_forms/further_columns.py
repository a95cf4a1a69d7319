"""Owns the columns read alike in forms of every shape: words of the indicator, and values of other years."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cell_values.doubt import Doubt
from cell_values.reading import read_value
from cell_values.value import Unit
from official_forms import usual_columns as usual
from official_forms.columns import Part
from official_forms.description import FormDescription
from official_forms.grid import Cell, Sheet
from official_forms.headings import Stacks, heading_cells, part
from official_forms.layout import Form
from official_forms.periods import periods_in
from official_forms.reported_columns import is_past_actual, plan_year, reported_column
from official_forms.spelling import holds
from official_forms.titles import find_years
from plan_tree.terms import OtherYearSort
from plan_tree.tree import OWN_WORDS, OtherYear

_OTHER_YEARS = tuple(
    (OtherYearSort(column.name), part(column.name, *column.words))
    for column in (usual.ACTUAL, usual.PROJECTION, usual.BASELINE)
)


@dataclass(frozen=True, slots=True)
class FurtherColumns:
    """Of a form: the names of its columns of words, and of each column of another year its sort and year."""

    texts: tuple[str, ...]
    other_years: Mapping[str, tuple[OtherYearSort, str]]

    def read(
        self, unit: Unit, places: Mapping[str, str], text_of: Callable[[str], str], doubt: Callable[[Doubt, str], None]
    ) -> dict[str, Any]:
        """What they hold of an indicator, by the attributes of its node; ``text_of`` takes a column's cells over."""
        texts = {name: text_of(name) for name in self.texts}
        found: dict[str, Any] = {name: texts.pop(name) for name in OWN_WORDS if name in texts}
        found["words"] = {name: text for name, text in texts.items() if text}
        found["other_years"] = tuple(self._other_years(unit, places, text_of, doubt))
        return found

    def _other_years(
        self, unit: Unit, places: Mapping[str, str], text_of: Callable[[str], str], doubt: Callable[[Doubt, str], None]
    ) -> Iterator[OtherYear]:
        """No mark hangs on them: only what cannot be read or may be another figure is doubted."""
        for name, (sort, year) in self.other_years.items():
            if text := text_of(name):
                reading = read_value(text, unit)
                for each in reading.doubts:
                    if each.is_error or each.code == "mixed_digits":
                        doubt(each, places[name])
                yield OtherYear(sort, year, reading.value, places[name])


def further_columns(sheet: Sheet, form: Form, description: FormDescription) -> FurtherColumns:
    """The further columns of a form found in a sheet; which years they are of, its headings say."""
    known = (*description.columns, *description.family.known)
    texts = dict.fromkeys(column.name for column in known if column.part is Part.TEXT)
    by_place = sorted(form.best.columns.items(), key=lambda each: each[1])
    found = {name: (sort, column) for name, column in by_place for sort, _ in _OTHER_YEARS if _is_of(name, sort)}
    own = plan_year(sheet, form.table)
    years = {
        name: (sort, _other_year_over(heading_cells(sheet, form.best.page, [column]), own)[1])
        for name, (sort, column) in found.items()
    }
    return FurtherColumns(tuple(texts), years)


def other_years_by_heading(found: Stacks, own_year: str = "") -> dict[str, int]:
    """Name -> column of those whose headings name another year's sort and its year: "actual", "actual_2" …

    What was achieved in an earlier year than the plan's, where that is known, is that year's actual.
    """
    columns: dict[str, int] = {}
    for column, stack in sorted(found.items()):
        sort, year = _other_year_over(stack, own_year)
        if sort is not None and year and not (sort is OtherYearSort.ACTUAL and year == own_year):
            names = (sort.value, *(f"{sort}_{place}" for place in range(2, len(found) + 2)))
            columns[next(name for name in names if name not in columns)] = column
    return columns


def _is_of(name: str, sort: OtherYearSort) -> bool:
    return name == sort or (name.startswith(f"{sort}_") and name.removeprefix(f"{sort}_").isdecimal())


def _other_year_over(stack: Sequence[Cell], own_year: str) -> tuple[OtherYearSort | None, str]:
    """The sort the lowest telling heading names, and the fiscal year it or one below it names ("2019-20").

    What headings say of a quarter is progress; a year above is that of the whole form, unless it was an earlier one.
    """
    reported = reported_column(stack)
    if is_past_actual(reported, own_year):
        return OtherYearSort.ACTUAL, reported.years[0]
    if any(periods_in(cell.text) for cell in stack):
        return None, ""
    for at, cell in reversed(list(enumerate(stack))):
        for sort, words in _OTHER_YEARS:
            if words.is_named(cell.text, holds):
                return sort, next((found.text for found in find_years(reversed(stack[at:]))), "")
    return None, ""
