"""Owns reading text whose cells are parted by commas, semicolons or tabs: .csv, .tsv, Excel's Unicode text."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from cell_values.bijoy_signs import has_bengali
from cell_values.digits import to_bengali
from cell_values.sentence import Sentence
from official_forms.grid import address
from plan_tree.problems import Problem, Severity
from sheets.limits import MAX_XML_BYTES, Budget, check_reach
from sheets.refusal import damaged, letters_lost, not_a_workbook, too_large
from sheets.stored import Stored, StoredBook, StoredSheet

_SHEET = "সারণি ১"
_SAID = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)  # Excel's own first line
_MARKS = ",;\t"
_LOOKED_AT = 100_000  # letters from which the mark is told
_FEWEST_LINES = 3  # from which a text may be a table that has lost its columns
_FEWEST_COMMAS = 4  # in each line of a text that nothing else says is a table
_FEWEST_CELLS = 3  # of a line of a table
_LOST = re.compile(r"[?\s.,()/০-৯0-9:-]*\?{2,}[?\s.,()/0-9:-]*")
_FEWEST_LOST = 3  # cells of nothing but question marks
Line = list[str]


def read_separated(text: str, filename: str, budget: Budget) -> StoredBook:
    """The one table of a text. Raises Refused when it is none, malformed, beyond reason or has lost its letters."""
    if len(text) > MAX_XML_BYTES:
        raise too_large("লেখা অস্বাভাবিক লম্বা।", "the text is unreasonably long.")
    said = _SAID.match(text)
    mark = said[1] if said else _mark(text)
    sheet, widths = StoredSheet(_SHEET), []
    for row, line in enumerate(_lines(text[said.end() if said else 0 :], mark), start=2 if said else 1):
        for column, content in enumerate(line, start=1):
            store_text(sheet, row, column, content, budget)
        widths.append((row, _width(line), len(line)))
    if len(widths) < _FEWEST_LINES and all(width <= 1 for _, width, _ in widths):
        raise not_a_workbook(filename, "সাধারণ লেখার ফাইল", "a plain text")
    lost = sum(_LOST.fullmatch(str(cell.value)) is not None for cell in sheet.cells)
    if lost >= _FEWEST_LOST and not has_bengali(text):
        raise letters_lost()
    return StoredBook([sheet], list(_uneven(widths)))


def is_in_columns(text: str) -> bool:
    """Whether commas or semicolons, and no tabs, part a text into a table."""
    if "\t" in text or not any(mark in text for mark in _MARKS):
        return False
    return _evenness(text[:_LOOKED_AT], _mark(text)) >= _FEWEST_LINES * _FEWEST_COMMAS


def _mark(text: str) -> str:
    """The mark by which most lines fall into as many cells; within quotes none counts."""
    head = text[:_LOOKED_AT]
    return max(_MARKS, key=lambda mark: _evenness(head, mark))


def _evenness(text: str, mark: str) -> int:
    try:
        widths = Counter(len(line) for line in _reader(text, mark) if len(line) > 1)
    except csv.Error:  # a quote that is cut off at the end of what is looked at
        widths = Counter(line.count(mark) + 1 for line in text.splitlines() if mark in line)
    return max((lines * (width - 1) for width, lines in widths.items()), default=0)


def _reader(text: str, mark: str, *, strict: bool = False) -> Iterator[Line]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=strict)


def _lines(text: str, mark: str) -> Iterator[Line]:
    try:
        yield from _reader(text, mark, strict=True)  # a quote left open would swallow the lines below it
    except csv.Error as error:
        raise damaged() from error


def store_text(sheet: StoredSheet, row: int, column: int, content: str, budget: Budget) -> None:
    """Keeps a cell of text, unless it is empty. Raises Refused where the file goes beyond reason."""
    if content.strip():
        budget.add_cell()
        budget.add_text(len(content))
        check_reach(row, column)
        sheet.cells.append(Stored(row, column, content))


def _width(line: Line) -> int:
    """Up to the last cell with content."""
    return max((column for column, content in enumerate(line, start=1) if content.strip()), default=0)


def _uneven(widths: Sequence[tuple[int, int, int]]) -> Iterator[Problem]:
    """Lines that are longer or shorter than the table: a comma in one of their cells may part it in two.

    What a program writes has lines of one length; only what was written by hand has others.
    """
    lengths = Counter(length for _, width, length in widths if width >= _FEWEST_CELLS)
    if not lengths:
        return
    ((usual, _),) = lengths.most_common(1)
    first = next((row for row, _, length in widths if length == usual), 0)
    for row, width, length in widths:
        if width > usual:
            yield Problem(Severity.ERROR, "line_uneven", _longer(row, width, usual), _SHEET, address(row, 1))
        elif length != usual and width > 1 and row > first:
            yield Problem(Severity.WARNING, "line_uneven", _shorter(row, length, usual), _SHEET, address(row, 1))


def _longer(row: int, found: int, usual: int) -> Sentence:
    bn_row, bn_found, bn_usual = (to_bengali(str(number)) for number in (row, found, usual))
    return Sentence(
        f"{bn_row} নম্বর লাইনে {bn_found}টি ঘর, সারণির অন্য লাইনে {bn_usual}টি; কোনো ঘরের ভেতরের কমা তাকে দুই ভাগ করে থাকতে পারে। "
        "ফাইলটি এক্সেলে খুলে লাইনটি ঠিক করে .xlsx হিসেবে দিন।",
        f"Line {row} has {found} cells, the other lines of the table {usual}; a comma inside a cell may have parted "
        "it. Open the file in Excel, put the line right and give it as .xlsx.",
    )


def _shorter(row: int, found: int, usual: int) -> Sentence:
    bn_row, bn_found, bn_usual = (to_bengali(str(number)) for number in (row, found, usual))
    return Sentence(
        f"{bn_row} নম্বর লাইনে {bn_found}টি ঘর, সারণির অন্য লাইনে {bn_usual}টি; মাঝের কোনো ঘর বাদ পড়ে থাকলে তার পরের মানগুলো অন্য "
        "কলামে পড়েছে। মানগুলো মিলিয়ে দেখুন; ভুল থাকলে ফাইলটি এক্সেলে খুলে লাইনটি ঠিক করে .xlsx হিসেবে দিন।",
        f"Line {row} has {found} cells, the other lines of the table {usual}; if a cell in it was left out, what "
        "follows stands in other columns. Check its values; if they are wrong, open the file in Excel, put the line "
        "right and give it as .xlsx.",
    )
