"""Owns the ways a form comes to report something else: another kind's title, a heading of another year, totals to date.

Rows lose the cells merged from above. They stand beside the other mutations: what becomes of the plan is known, so that
each is held against it.
"""

import re
from collections import Counter
from random import Random

from cell_values.digits import to_ascii
from imports.tests.corpus.grids import Grid, GridCell, Position
from imports.tests.corpus.mutating import Mutation

UNTIL = {1: "সেপ্টেম্বর", 2: "ডিসেম্বর", 3: "মার্চ", 4: "জুন"}
OTHER_YEARS = ("২০১৮-১৯", "২০২৬-২০২৭")
OTHER_KINDS = (
    "অভিযোগ প্রতিকার ব্যবস্থা সংক্রান্ত কর্মপরিকল্পনা",
    "তথ্য অধিকার বিষয়ক কর্ম-পরিকল্পনা",
    "সেবা প্রদান প্রতিশ্রুতি বাস্তবায়ন কর্মপরিকল্পনা",
    "Grievance Redress System (GRS) work plan",
)
OWN_KINDS = ("শুদ্ধাচার", "ই-গভর্ন", "উদ্ভাবন")
_QUARTERS = {1: "১ম", 2: "২য়", 3: "৩য়", 4: "৪র্থ"}
_NAMES = ("কোয়ার্টার", "ত্রৈমাসিক")
_YEAR = re.compile("[২2][০0][০-৯0-9]{2}-[০-৯0-9]{2,4}")
_NUMBERED = re.compile(r"[\s\[(]*[০-৯0-9]")
ACHIEVED = "অর্জন"


def headings_of(grid: Grid, quarter: int) -> list[Position]:
    """Where the columns of a quarter are headed, on every page."""
    begins = (_QUARTERS[quarter], to_ascii(_QUARTERS[quarter]))
    texts = {at: cell.text for at, cell in grid.cells.items()}
    return [
        at for at, text in sorted(texts.items()) if text.startswith(begins) and any(each in text for each in _NAMES)
    ]


def name_another_year(grid: Grid, quarter: int, year: str) -> int:
    """The heading of a quarter names a year as well; its column."""
    places = headings_of(grid, quarter)
    for at in places:
        grid.cells[at] = GridCell(f"{grid.cells[at].text} {year}", kind="s", says="another year")
    return places[0][1]


def count_from_july(grid: Grid, quarter: int) -> None:
    """The heading of a quarter says that it counts from the beginning of the year."""
    for at in headings_of(grid, quarter):
        grid.cells[at] = GridCell(f"{UNTIL[quarter]} পর্যন্ত অগ্রগতি", kind="s", says="to date")


def shorten_rows(grid: Grid) -> list[int]:
    """The rows of achievements lose the empty cells before their label, as a copy of a web page; which these are."""
    labels = {row: column for (row, column), cell in grid.cells.items() if cell.text == ACHIEVED}
    short = {
        row: column for row, column in labels.items() if not any((row, left) in grid.cells for left in range(1, column))
    }
    _move_left(grid, short)
    grid.merged = []
    return sorted(short)


def _move_left(grid: Grid, rows: dict[int, int]) -> None:
    """The cells of some rows stand as far left as their first column, given by row, allows."""
    grid.move(lambda at: (at[0], at[1] - (rows[at[0]] - 1 if at[0] in rows else 0)), merges=False)


def titles_of(grid: Grid) -> list[Position]:
    """Where the titles of a sheet's plans stand: alone in their rows, and no heading of an area."""
    beside = Counter(row for row, _ in grid.cells)
    texts = {at: cell.text for at, cell in sorted(grid.cells.items()) if isinstance(cell.content, str)}
    return [
        at
        for at, text in texts.items()
        if beside[at[0]] == 1 and any(word in text for word in OWN_KINDS) and not _NUMBERED.match(text)
    ]


# --- at random ---------------------------------------------------------------------------------------------------


def title_another_kind(rng: Random, grid: Grid) -> None:
    """The titles of the sheet are those of a plan that is not kept here, of the same year."""
    title = rng.choice(OTHER_KINDS)
    for at in titles_of(grid):
        year = _YEAR.search(grid.cells[at].text)
        grid.cells[at] = GridCell(f"{title}{f', {year[0]}' if year else ''}", kind="s", says="another kind")


def rename_a_quarter(rng: Random, grid: Grid) -> None:
    """The heading of a quarter names another year."""
    if quarters := _headed(grid):
        name_another_year(grid, rng.choice(quarters), rng.choice(OTHER_YEARS))


def count_a_quarter_from_july(rng: Random, grid: Grid) -> None:
    if quarters := _headed(grid):
        count_from_july(grid, rng.choice(quarters))


def shorten_a_row(rng: Random, grid: Grid) -> None:
    """A row loses its empty cells on the left, be it one of achievements or any other."""
    first: dict[int, int] = {}
    for row, column in sorted(grid.cells, reverse=True):
        first[row] = column
    if short := {row: column for row, column in first.items() if column > 1}:
        row = rng.choice(sorted(short))
        _move_left(grid, {row: short[row]})


def _headed(grid: Grid) -> list[int]:
    return [quarter for quarter in _QUARTERS if headings_of(grid, quarter)]


MISREPORTINGS: tuple[Mutation, ...] = (
    title_another_kind,
    rename_a_quarter,
    count_a_quarter_from_july,
    shorten_a_row,
)
