"""Owns finding a form in a sheet: its header, by its numbered row ১, ২, ৩ … or by its words, repeated on every page."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice, pairwise

from cell_values.digits import to_ascii
from cell_values.text import key
from official_forms.grid import Cell, Sheet
from official_forms.header import FEWEST_WORDS, goes_on, heading_words, is_ladder, is_of_plan, is_percent, is_time
from official_forms.items import is_titled
from official_forms.numbering import numbering

_WIDEST_GAP = 3  # rows from one row of a header to its next, blank ones between
_MOST_ROWS = 40  # of one header; the official ones take up to five
_PAGE_NUMBER = re.compile(
    r"(?:পৃষ্ঠা|পাতা|page)?[\s:\-–(]*[0-9]{1,3}[\s\-–)]*(?:(?:/|of|\|)\s?[0-9]{1,3})?\s?\|?\s?(?:পৃষ্ঠা|পাতা|page)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Page:
    """One printed page of the form: its header rows, its numbered row and the rows below them."""

    header: tuple[int, ...]
    numbers: Mapping[int, Cell]  # printed number -> the cell that writes it, empty where no row numbers the columns
    body: tuple[int, ...]  # non-empty rows, without what stands at the page's foot

    @property
    def numbered(self) -> int | None:
        """The row that numbers the columns."""
        return next((cell.row for cell in self.numbers.values()), None)

    @property
    def top(self) -> int:
        """The first row that heads the page; where no heading stands above them, that of the columns' numbers."""
        return min((*self.header, *(cell.row for cell in self.numbers.values())))


@dataclass(frozen=True, slots=True)
class FormTable:
    """A form found in a sheet: the non-empty rows above it, its pages, and their repeated titles and page numbers."""

    titles: tuple[int, ...]
    pages: tuple[Page, ...]
    running: tuple[int, ...] = ()


@dataclass(slots=True)
class PageHead:
    """The rows that head one page."""

    rows: list[int] = field(default_factory=list)
    numbers: Mapping[int, Cell] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)

    @property
    def top(self) -> int:
        return self.rows[0]

    @property
    def bottom(self) -> int:
        return self.rows[-1]

    @property
    def is_certain(self) -> bool:
        return bool(self.numbers) or len(self.words) >= FEWEST_WORDS

    @property
    def header(self) -> tuple[int, ...]:
        numbered = {cell.row for cell in self.numbers.values()}
        return tuple(row for row in self.rows if row not in numbered)


def find_table(sheet: Sheet) -> FormTable | None:
    """The form in a sheet, None where neither numbers nor words head columns."""
    heads = find_heads(sheet)
    if not heads:
        return None
    titles = tuple(sheet.rows_between(0, heads[0].top))
    # Titles may come again on every page; the line of the office or year is no title, its words stand in rows too.
    known = {key(cell.text) for row in titles if not is_of_plan(sheet.rows[row]) for cell in sheet.rows[row]}
    ends = [head.top for head in heads[1:]] + [sheet.order[-1] + 1]
    pages, running = [], []
    for head, end in zip(heads, ends, strict=True):
        body = list(sheet.rows_between(head.bottom, end))
        # Under the last page a lone number may be a total: only where another page follows is it a page number.
        if head is not heads[-1]:
            running += _take_foot(sheet, body, known)
        pages.append(Page(head.header, head.numbers, tuple(body)))
    return FormTable(titles, tuple(pages), tuple(sorted(running)))


def find_heads(sheet: Sheet) -> list[PageHead]:
    """The heads of all pages of all forms in a sheet, top to bottom."""
    heads = [head for head in _runs(sheet) if head.is_certain]
    if heads:
        # The first head may hold words that are no heading we know; those of later pages repeat it and need no guess.
        _reach_up_in_any_words(sheet, heads[0])
        known = {key(cell.text) for row in heads[0].rows for cell in sheet.rows[row]}
        for before, head in pairwise(heads):
            _reach_up_in_known_words(sheet, head, known, before.bottom)
    return heads


def _runs(sheet: Sheet) -> Iterator[PageHead]:
    """Rows that head columns, those close together as one head; a head ends with its numbers or grades."""
    head = PageHead()
    for row, cells in sheet.rows.items():
        words, numbers = heading_words(cells), numbering(cells)
        is_below = bool(head.rows) and row == head.bottom + 1 and _goes_on(head, cells)
        if not (words or numbers or is_below) or _is_data(cells):
            continue
        # Numbers end a head, except that the ladder of grades (১০০% ৮০% …) or months and years may stand under them.
        ends = len(head.rows) >= _MOST_ROWS or (head.numbers and not is_ladder(cells) and not is_below)
        if head.rows and (row - head.bottom > _WIDEST_GAP or ends or _holds_item(sheet, head.bottom, row)):
            yield head
            head = PageHead()
        # What stands between two rows of a head belongs to it, known words or not.
        head.rows += [*sheet.rows_between(head.bottom if head.rows else row, row), row]
        head.numbers = head.numbers or numbers
        head.words.update(words)
    if head.rows:
        yield head


def _goes_on(head: PageHead, cells: tuple[Cell, ...]) -> bool:
    """Whether a row directly below a head belongs to it; below its numbers only periods and years can."""
    if not head.numbers:
        return goes_on(cells)
    times = [cell for cell in cells if is_time(cell.text)]
    return bool(times) and all(cell in times or is_percent(cell.text) for cell in cells)


def _holds_item(sheet: Sheet, above: int, below: int) -> bool:
    return any(_is_data(sheet.rows[row]) for row in sheet.rows_between(above, below))


def _reach_up_in_any_words(sheet: Sheet, head: PageHead) -> None:
    """Add the rows directly above the first head that stand over several columns, whatever their words."""
    several = max(3, len(sheet.rows[head.bottom]) // 3)
    above = list(islice(_adjacent_above(sheet, head.top), _MOST_ROWS))
    # From the top down: a title stands in one cell or two, a row of headings over a third of the columns.
    while above and (len(sheet.rows[above[-1]]) < several or _is_data(sheet.rows[above[-1]])):
        above.pop()
    head.rows[:0] = reversed(above)


def _reach_up_in_known_words(sheet: Sheet, head: PageHead, known: set[str], end: int) -> None:
    """Add the rows directly above a head that repeat those of the first page, up to the ``end`` of the head before."""
    for row in _adjacent_above(sheet, head.top):
        if row <= end or not all(key(cell.text) in known for cell in sheet.rows[row]):
            return
        head.rows.insert(0, row)


def _adjacent_above(sheet: Sheet, top: int) -> Iterator[int]:
    """The non-empty rows above, up to a blank one; what is only covered by merges from further above is not blank."""
    row = top - 1
    while row in sheet.rows or row in sheet.covered_rows:
        if row in sheet.rows:
            yield row
        row -= 1


def _is_data(cells: tuple[Cell, ...]) -> bool:
    return any(is_titled(cell.text) for cell in cells)


def _take_foot(sheet: Sheet, body: list[int], known: set[str]) -> list[int]:
    """Take page numbers and repeated titles, which are ``known``, from the end of a page's rows."""
    taken = []
    while body and (_is_page_number(sheet, body) or all(key(cell.text) in known for cell in sheet.rows[body[-1]])):
        taken.append(body.pop())
    return taken


def _is_page_number(sheet: Sheet, body: list[int]) -> bool:
    """Whether the last row holds a number alone, set off from the rows above or at the left edge."""
    cells = sheet.rows[body[-1]]
    is_number = len(cells) == 1 and _PAGE_NUMBER.fullmatch(to_ascii(cells[0].text)) is not None
    return is_number and (cells[0].column == 1 or body[-1] - 1 not in body[-2:])
