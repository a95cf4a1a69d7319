"""Owns finding which printed column number plays which part in a form: by its official number, or by its headings."""

import re
from collections.abc import Collection, Mapping, Sequence

from plans.sheets.grid import Cell, Sheet
from plans.sheets.table import Page
from plans.values.digits import to_ascii
from plans.values.text import key

Headings = Mapping[int, tuple[str, ...]]  # printed number -> the texts over its column, top to bottom
Part = tuple[str, re.Pattern[str]]


def part(name: str, *words: str) -> Part:
    """A part of a form with the alternative words its heading may hold, compared as ``key`` does.

    Words joined by "+" must all occur; "-" before a word: it must not.
    """
    alternatives = ["".join(_look(word) for word in alternative.split("+")) for alternative in words]
    return name, re.compile("|".join(alternatives))


def headings(sheet: Sheet, page: Page) -> Headings:
    """The heading texts over each numbered column of a page; merged ones stand over all columns they span."""
    return {number: tuple(cell.text for cell in _stack(sheet, page, number)) for number in page.columns}


def heading_cells(sheet: Sheet, page: Page, numbers: Collection[int]) -> tuple[Cell, ...]:
    """The heading cells over some numbered columns of a page."""
    return tuple(dict.fromkeys(cell for number in sorted(numbers) for cell in _stack(sheet, page, number)))


def parts_of(
    found: Headings, parts: Sequence[Part], official: Mapping[str, int], official_columns: int
) -> Mapping[str, int]:
    """Part -> printed number.

    The official numbering holds when the form has its number of columns and most headings agree: in a scanned or pasted
    header single words slip one column aside. Every other layout goes by its words.
    """
    by_words = _by_words(found, parts)
    agreeing = sum(by_words.get(name) == number for name, number in official.items())
    if len(found) == official_columns and agreeing * 2 > len(official):
        return official
    return by_words


def _by_words(found: Headings, parts: Sequence[Part]) -> dict[str, int]:
    """A column is the first part, in the order given, whose words its lowest heading holds, failing that a higher one.

    A part goes to the leftmost column that claims it.
    """
    assigned: dict[str, int] = {}
    for number, texts in sorted(found.items()):
        for text in reversed(texts):
            bare = to_ascii(key(text))
            name = next((name for name, words in parts if name not in assigned and words.match(bare)), None)
            if name is not None:
                assigned[name] = number
                break
    return assigned


def _look(word: str) -> str:
    sign = "!" if word.startswith("-") else "="
    return f"(?{sign}.*{re.escape(to_ascii(key(word.removeprefix('-'))))})"


def _stack(sheet: Sheet, page: Page, number: int) -> tuple[Cell, ...]:
    """The cells over a column, top to bottom; one merged over several rows counts once."""
    cells = (sheet.covering(row, page.columns[number]) for row in page.header if number in page.columns)
    return tuple(dict.fromkeys(cell for cell in cells if cell is not None))
