"""Owns the ways a form comes to report something else: a heading of another year, short rows, totals to date.

They stand beside the other mutations: what becomes of the plan is known, so that each is held against it.
"""

from cell_values.digits import to_ascii
from imports.tests.corpus.grids import Grid, GridCell, Position

UNTIL = {1: "সেপ্টেম্বর", 2: "ডিসেম্বর", 3: "মার্চ", 4: "জুন"}
_QUARTERS = {1: "১ম", 2: "২য়", 3: "৩য়", 4: "৪র্থ"}
_NAMES = ("কোয়ার্টার", "ত্রৈমাসিক")
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
        grid.cells[at] = GridCell(f"{grid.cells[at].text} {year}", kind="s")
    return places[0][1]


def count_from_july(grid: Grid, quarter: int) -> None:
    """The heading of a quarter says that it counts from the beginning of the year."""
    for at in headings_of(grid, quarter):
        grid.cells[at] = GridCell(f"{UNTIL[quarter]} পর্যন্ত অগ্রগতি", kind="s")


def shorten_rows(grid: Grid) -> list[int]:
    """The rows of achievements lose the empty cells before their label, as a copy of a web page; which these are."""
    labels = {row: column for (row, column), cell in grid.cells.items() if cell.text == ACHIEVED}
    short = {
        row: column for row, column in labels.items() if not any((row, left) in grid.cells for left in range(1, column))
    }
    grid.move(lambda at: (at[0], at[1] - (short[at[0]] - 1 if at[0] in short else 0)), merges=False)
    grid.merged = []
    return sorted(short)
