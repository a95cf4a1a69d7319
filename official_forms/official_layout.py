"""Owns what a form's description says to whoever looks for its columns in a sheet."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial

from cell_values.sentence import Sentence
from official_forms.columns import Column, Part
from official_forms.description import FormDescription
from official_forms.headings import HeadingPart, Stacks, part, quarter_part
from official_forms.layout import Official
from plan_tree.problems import Severity

Composed = Callable[[str, FormDescription, Stacks], dict[str, int]]  # of the year of the plan
_WITH_THEIR_YEAR = (Part.ACTUAL, Part.PROJECTION)  # told by words and year together


@lru_cache
def official_layout(
    description: FormDescription,
    year: str,
    composed: Composed,
    told_by_contents: str = "",
) -> Official:
    """The official order of a form, and what tells its columns in any other; ``composed`` is the family's own."""
    printed = description.official
    return Official(
        order={each.name: number for number, each in enumerate(printed, start=1)},
        width=len(printed),
        parts=tuple(_parts(description)),
        contents={column.name: column.contents for column in _columns(description) if column.contents},
        composed=partial(composed, year, description),
        told_by_contents=told_by_contents,
    )


@lru_cache
def column_names(description: FormDescription) -> Mapping[str, Sentence]:
    """How sentences name each column, the official ones and those of other layouts."""
    known = {column.name: column.called for column in _columns(description)}
    return known | {each.name: each.called for each in description.official}


@lru_cache
def needed_columns(description: FormDescription) -> Mapping[str, Severity]:
    """The columns the form cannot do without, and how bad it is."""
    return {column.name: column.needed for column in description.columns if column.needed}


def _columns(description: FormDescription) -> tuple[Column, ...]:
    """The form's columns and all others such forms may have: its very own first, then in the order of the family."""
    own = {column.name: column for column in description.columns}
    known = {column.name: own.get(column.name, column) for column in description.family.known}
    return (*(column for name, column in own.items() if name not in known), *known.values())


def _parts(description: FormDescription) -> Iterator[HeadingPart]:
    columns = _columns(description)
    for column in columns:
        if column.part is Part.QUARTER and column.quarter:
            yield quarter_part(column.name, column.quarter)
        elif column.words and column.part not in _WITH_THEIR_YEAR:
            yield part(column.name, *column.words)
    yield from (part(column.name, *column.vague) for column in columns if column.vague)
