"""Owns the record of a sheet being read: which cells were taken, which doubts arose, what was left over."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from plans.drafts import Placed
from plans.problems import Problem, Severity
from plans.sheets.grid import Cell, CellKind, Sheet
from plans.sheets.table import Table
from plans.values.doubt import Doubt
from plans.values.numbers import read_number
from plans.values.reading import read_value
from plans.values.sentence import Sentence
from plans.values.value import Unit

_BROKEN = "spreadsheet_error"  # as a value's own doubt is called
_LONGEST_QUOTE = 80


class SheetReading:
    """Hands out the cells of a sheet and remembers them, so that nothing is lost unsaid."""

    def __init__(self, sheet: Sheet, start_year: int | None = None) -> None:
        self.sheet = sheet
        self.start_year = start_year
        self._problems: list[Problem] = []
        self._taken: set[str] = set()

    def take(self, cell: Cell | None) -> str:
        """The text of a cell, remembered as taken over; "" for no cell."""
        if cell is None:
            return ""
        self._taken.add(cell.address)
        return cell.text

    def take_at(self, row: int, column: int | None) -> Cell | None:
        """The cell written at a position, taken over; None for no column or an empty position."""
        cell = self.sheet.cells.get((row, column or 0))
        self.take(cell)
        return cell

    def take_frame(self, table: Table) -> None:
        """Count what frames the form as understood: its headers, numbered rows and page numbers."""
        headers = (row for page in table.pages for row in (*page.header, page.numbered))
        for row in (*headers, *table.page_numbers):
            for cell in self.sheet.rows.get(row, ()):
                self.take(cell)

    def value(self, cells: Iterable[Cell], unit: Unit) -> Placed:
        """The value written in some cells that belong together, taken over, its doubts reported at the first."""
        written = list(cells)
        if not written:
            return Placed()
        reading = read_value(" ".join(map(self.take, written)), unit, start_year=self.start_year)
        for doubt in reading.doubts:
            self.doubt(doubt, written[0].address)
        return Placed(reading.value, written[0].address)

    def doubt(self, doubt: Doubt, address: str) -> None:
        """Report a doubt about a value; it is kept as typed, so that even an unread one does not stop an import."""
        severity = Severity.WARNING if doubt.is_error else Severity(doubt.severity.value)
        self.report(severity, doubt.code, doubt.sentence, address)

    def report(self, severity: Severity, code: str, sentence: Sentence, address: str = "") -> None:
        self._problems.append(Problem(severity, code, sentence, self.sheet.name, address))

    def number(self, text: str, address: str, code: str, severity: Severity) -> Decimal | None:
        """A text as a plain number; None where it is blank or, with a problem of this code, where it is none."""
        number = read_number(text) if text else None
        if not isinstance(number, Doubt):
            return number
        self.report(severity, code, number.sentence, address)
        return None

    def problems(self) -> tuple[Problem, ...]:
        """All problems found, with those of broken formulas and of cells nobody took."""
        return (*self._problems, *self._broken(), *self._left_over())

    def _broken(self) -> Iterator[Problem]:
        told = {problem.cell for problem in self._problems if problem.code == _BROKEN}
        for cell in self.sheet.cells.values():
            if cell.kind in (CellKind.ERROR, CellKind.FORMULA) and cell.address not in told:
                sentence = _without_result(cell.text or cell.formula)
                yield Problem(Severity.WARNING, _BROKEN, sentence, self.sheet.name, cell.address)

    def _left_over(self) -> Iterator[Problem]:
        for row in self.sheet.rows.values():
            for cell in row:
                if cell.text and cell.address not in self._taken:
                    yield Problem(
                        Severity.NOTICE, "not_understood", _not_understood(cell.text), self.sheet.name, cell.address
                    )


def _without_result(shown: str) -> Sentence:
    return Sentence(
        f"“{shown}” সূত্রটির ফল নেই। এক্সেলে হিসাব করে সংরক্ষণ করুন বা মানটি লিখে দিন।",
        f"“{shown}” has no result. Let Excel compute and save it, or write the value.",
    )


def _not_understood(text: str) -> Sentence:
    shown = text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"
    return Sentence(
        f"“{shown}” লেখাটি পরিকল্পনার কোন অংশ, বোঝা যায়নি; তাই নেওয়া হয়নি।",
        f"“{shown}” could not be placed in the plan, so it was not taken over.",
    )
