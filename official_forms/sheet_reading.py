"""Owns the record of a sheet being read: which cells were taken, which doubts arose, what was left over."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from cell_values.date_doubts import space_in_date
from cell_values.doubt import Doubt
from cell_values.numbers import number_of_two_scripts, read_number, two_scripts
from cell_values.reading import read_value
from cell_values.sentence import Sentence
from cell_values.text import normalise
from cell_values.value import BLANK, Unit, Value
from official_forms.grid import Cell, CellKind, Sheet
from official_forms.leftovers import left_over, quoted, without_result
from official_forms.mending import figures_of_two_scripts, footnote_digit, is_glued, without_footnote
from plan_tree.problems import Problem, Severity

_SPACE_BEFORE_YEAR = re.compile(r"/\s+\d{4}")  # ৩১ ডিসেম্বর/ ২০২০
_MOST_PIECES = 8  # of one entry that are quoted
_OF_SCRIPTS = ("mixed_digits", "footnote_digit")
_BROKEN = "spreadsheet_error"  # as a value's own doubt is called


class SheetReading:
    """Hands out the cells of a sheet and remembers them, so that nothing is lost unsaid."""

    def __init__(self, sheet: Sheet, start_year: int | None = None) -> None:
        self.sheet = sheet
        self.start_year = start_year
        self._problems: list[Problem] = []
        self._taken: set[str] = set()
        self._kept: set[str] = set()

    def take(self, cell: Cell | None) -> str:
        """The text of a cell, remembered as taken over; "" for no cell."""
        if cell is None:
            return ""
        self._taken.add(cell.address)
        return cell.text

    def keep(self, cell: Cell) -> None:
        """Remember a cell as kept with the plan as it is printed; one that nobody takes is told all the same."""
        self._kept.add(cell.address)

    def is_taken(self, cell: Cell) -> bool:
        return cell.address in self._taken

    def is_kept(self, cell: Cell) -> bool:
        return cell.address in self._kept

    def text(self, cells: Sequence[Cell]) -> str:
        """The text of cells that belong together, taken over; a notice tells of every entry in several cells."""
        self._tell_of_pieces(cells)
        return " ".join(map(self.take, cells))

    def continuation(self, first: Cell, others: Sequence[Cell]) -> str:
        """The text of the cells that go on with a first one, taken over; what only repeats it is left out."""
        _, *further = self.unrepeated([first, *others])
        self._tell_of_pieces([first, *further])
        return " ".join(map(self.take, further))

    def unrepeated(self, cells: Iterable[Cell]) -> list[Cell]:
        """The cells without those that only repeat the one before, filled down instead of merged; these are taken."""
        kept: list[Cell] = []
        for cell in cells:
            if kept and cell.text == kept[-1].text:
                self.take(cell)
            else:
                kept.append(cell)
        return kept

    def value(self, cells: Sequence[Cell], unit: Unit) -> Value:
        """The value written in some cells that belong together, taken over, its doubts reported at the first."""
        return self.value_of(self.text(cells), unit, cells[0].address) if cells else BLANK

    def value_of(self, text: str, unit: Unit, address: str) -> Value:
        """The value of a text that stands at an address, its doubts reported there."""
        reading = read_value(text, unit, start_year=self.start_year)
        for doubt in reading.doubts:
            self.doubt(doubt, address)
        is_told = any(doubt.code == "space_in_date" for doubt in reading.doubts)
        if reading.value.dates and not is_told and _SPACE_BEFORE_YEAR.search(text):
            self.doubt(space_in_date(text), address)
        return reading.value

    def doubt(self, doubt: Doubt, address: str) -> None:
        """Report a doubt about a value; it is kept as typed, so that even an unread one does not stop an import."""
        severity = Severity.WARNING if doubt.is_error else Severity(doubt.severity.value)
        self.report(severity, doubt.code, doubt.sentence, address)

    def warn(self, code: str, sentence: Sentence, address: str) -> None:
        self.report(Severity.WARNING, code, sentence, address)

    def notice(self, code: str, sentence: Sentence, address: str) -> None:
        self.report(Severity.NOTICE, code, sentence, address)

    def report(self, severity: Severity, code: str, sentence: Sentence, address: str = "") -> None:
        self._problems.append(Problem(severity, code, sentence, self.sheet.name, address))

    def number(self, text: str, address: str, code: str, severity: Severity) -> Decimal | None:
        """A text as a plain number; None where it is blank or, with a problem of this code, where it is none.

        A footnote's digit glued to it is left out, with a warning.
        """
        number = read_number(text) if text else None
        if not isinstance(number, Doubt):
            return number
        bare = without_footnote(text)
        mixed = number_of_two_scripts(normalise(text))
        if mixed is not None and (bare is None or not is_glued(text, bare)):
            self.doubt(two_scripts(text), address)
            return mixed
        if bare is not None:
            self.warn("footnote_digit", footnote_digit(text, bare), address)
            return self.number(bare, address, code, severity)
        self.report(severity, code, number.sentence, address)
        return None

    def problems(self) -> tuple[Problem, ...]:
        """All problems found, with those of broken formulas and of cells nobody took."""
        untaken = (cell for row in self.sheet.rows.values() for cell in row if cell.address not in self._taken)
        self._tell_of_two_scripts()
        return (*self._problems, *self._broken(), *left_over(self.sheet.name, untaken, self._kept))

    def _tell_of_pieces(self, cells: Sequence[Cell]) -> None:
        if len(cells) == 1:
            return  # nearly every entry
        told = _continued(cells)
        for further in cells[1:]:
            self.notice("cell_continued", told, further.address)

    def _tell_of_two_scripts(self) -> None:
        """A warning for every code, year and weight in digits of two scripts that nobody doubted as a value."""
        told = {problem.cell for problem in self._problems if problem.code in _OF_SCRIPTS}
        for cell in self.sheet.cells.values():
            figures = figures_of_two_scripts(cell.text)
            if figures and cell.address in self._taken and cell.address not in told:
                self.doubt(two_scripts(figures[0]), cell.address)

    def _broken(self) -> Iterator[Problem]:
        told = {problem.cell for problem in self._problems if problem.code == _BROKEN}
        for cell in self.sheet.cells.values():
            if cell.kind in (CellKind.ERROR, CellKind.FORMULA) and cell.address not in told:
                sentence = without_result(cell.text or cell.formula)
                yield Problem(Severity.WARNING, _BROKEN, sentence, self.sheet.name, cell.address)


def _continued(cells: Sequence[Cell]) -> Sentence:
    pieces = [f"{cell.address} “{quoted(cell.text)}”" for cell in cells[:_MOST_PIECES]]
    pieces += ["…"] * (len(cells) > _MOST_PIECES)
    return Sentence(
        f"একটি লেখা একাধিক ঘরে ছিল, একসঙ্গে পড়া হয়েছে: {' + '.join(pieces)}।",
        f"One entry stood in several cells and was read as one: {' + '.join(pieces)}.",
    )
