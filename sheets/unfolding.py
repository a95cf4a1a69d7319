"""Owns making a sheet's grid of what a file stores: each cell as Excel shows it, in Unicode, and what to tell of it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from cell_values.bijoy_signs import has_bengali, is_bijoy_font
from cell_values.legacy import Run, TextSetting, is_bijoy_by_itself, turned
from cell_values.set_text import as_set
from cell_values.symbols import has_private, is_symbol_font
from cell_values.text import normalise
from cell_values.visual_order import is_in_order, is_misplaced, order_doubtful, reordered
from official_forms.grid import Cell, CellKind, Sheet
from plan_tree.problems import Problem, Severity
from sheets.cell_notices import Teller
from sheets.markup_runs import has_markup, runs_of_markup
from sheets.number_formats import hides, puts_month_first, shows_whole_date
from sheets.shown import exactly_shown, shown
from sheets.stored import Stored, StoredSheet

_FEWEST_BIJOY = 3  # cells that are certainly Bijoy in fonts that do not tell, before others are taken for it
_FEWEST_MISPLACED = 3  # texts that are certainly out of a PDF
_DAY_FIRST = re.compile(r"(1[3-9]|2[0-9]|3[01])[/.-](0?[1-9]|1[0-2])[/.-](20)?[0-9]{2}")
_MONTH_FIRST = re.compile(r"(0?[1-9]|1[0-2])[/.-](1[3-9]|2[0-9]|3[01])[/.-](20)?[0-9]{2}")
_EITHER_FIRST = re.compile(r"(0?[1-9]|1[0-2])([/.-])(0?[1-9]|1[0-2])[/.-]((?:20)?[0-9]{2})")


def unfold(stored: StoredSheet) -> tuple[Sheet, list[Problem]]:
    """The grid of a sheet, and the problems of its cells."""
    unfolding = _Unfolding(stored)
    made = (unfolding.cell(cell) for cell in stored.cells)
    cells = {cell.position: cell for cell in made if cell is not None}
    sheet = Sheet(stored.name, cells, tuple(stored.merged), stored.hidden, frozenset(stored.page_starts))
    return sheet, unfolding.teller.problems


class _Unfolding:
    def __init__(self, stored: StoredSheet) -> None:
        self.teller = Teller(stored.name)
        self._sheet = stored
        texts = [cell for cell in stored.cells if isinstance(cell.value, str)]
        # The whole sheet first: one cell of Bijoy looks like English, many of them do not.
        self._among_bijoy = _is_among_bijoy(texts)
        self._among_misplaced = _is_among_misplaced(texts)
        # Excel keeps a day above 12 as text where it expects the month first: 30/09/2020 beside a real 06/10/2021.
        self._swaps = any(_DAY_FIRST.fullmatch(str(cell.value).strip()) for cell in texts)
        # A program writes all its dates one way: beside 09/30/2020 a 10/06/2021 is of June only if somebody says so.
        self._months_first = not self._swaps and any(_MONTH_FIRST.fullmatch(str(cell.value).strip()) for cell in texts)

    def cell(self, stored: Stored) -> Cell | None:
        """The cell to be shown, None where nothing would be."""
        self._tell_hidden(stored)
        stored = self._as_set(stored)
        text, kind = shown(stored.value, stored.number_format, is_error=stored.is_error)
        original = ""
        if kind is CellKind.TEXT and stored.value:
            original, text = self._unicode(stored, text)
            original, text = (original, text) if original else self._in_order(stored, text)
            self._doubt_text(stored, text)
        elif kind is CellKind.DATE:
            self._doubt_date(stored, text)
        elif kind in (CellKind.NUMBER, CellKind.PERCENT):
            self._tell_rounding(stored, text)
        # A formula whose program stored no result is kept: that it shows nothing is a problem to tell.
        if stored.formula and stored.value is None:
            kind = CellKind.FORMULA
        elif not text:
            return None
        return Cell(stored.row, stored.column, text, kind, stored.number_format, stored.font, stored.formula, original)

    def _as_set(self, stored: Stored) -> Stored:
        """The cell with the text that is taken of one with raised, struck or hidden text or symbols."""
        if not _may_be_set(stored):
            return stored
        whole, _ = shown(stored.value, stored.number_format)
        runs = stored.runs or (Run(whole, stored.font),)
        if has_markup(whole):
            runs = runs_of_markup(whole, stored.font)
        result = as_set(runs, stored.setting)
        if result is None:
            return stored
        taken = normalise(result.text)
        self.teller.set_text(stored.row, stored.column, result, whole, taken)
        is_text = isinstance(stored.value, str)
        return replace(stored, value=result.text if is_text or not taken else stored.value, runs=result.runs)

    def _tell_hidden(self, stored: Stored) -> None:
        tell, sheet = None, self._sheet
        if stored.number_format == "General" and not sheet.hidden_rows and not sheet.hidden_columns:
            return
        if stored.row in sheet.hidden_rows:
            tell = self.teller.hidden_row
        elif any(stored.column in columns for columns in sheet.hidden_columns):
            tell = self.teller.hidden_column
        elif hides(stored.number_format, is_text=isinstance(stored.value, str)):
            tell = self.teller.hidden_by_format
        if tell and (text := shown(stored.value, stored.number_format)[0]):
            tell(stored.row, stored.column, text)

    def _unicode(self, stored: Stored, text: str) -> tuple[str, str]:
        """The text before ("" where it was Unicode) and in Unicode."""
        runs = stored.runs or (Run(str(stored.value), stored.font),)
        result = turned(runs, among_bijoy=self._among_bijoy)
        if result is None:
            return "", text
        place = (stored.row, stored.column)
        if result.left:
            self.teller.bijoy_doubtful(*place, result.left)
        # Fonts of Bijoy hold Unicode as well: what the turning leaves as it was needs no notice.
        after = normalise(result.text)
        if after == text:
            return "", text
        before = str(stored.value).strip()
        tell = self.teller.bijoy_converted if result.is_certain else self.teller.bijoy_guessed
        tell(*place, before, after)
        return before, after

    def _in_order(self, stored: Stored, text: str) -> tuple[str, str]:
        """The text before ("" where it stays) and with its vowel signs where Unicode has them."""
        result = reordered(text, among_misplaced=self._among_misplaced)
        if result is None or result.text == text:
            return "", text
        if not result.text:
            doubt = order_doubtful(text, "").sentence
            self.teller.tell(Severity.WARNING, "visual_order_doubtful", stored.row, stored.column, doubt.bn, doubt.en)
            return "", text
        place = (stored.row, stored.column)
        self.teller.visual_order_repaired(*place, text, result.text, is_certain=result.is_certain)
        return text, result.text

    def _tell_rounding(self, stored: Stored, text: str) -> None:
        exact = exactly_shown(stored.value, stored.number_format)
        if exact != text:
            self.teller.number_rounded(stored.row, stored.column, exact, text)

    def _doubt_text(self, stored: Stored, text: str) -> None:
        date_in_text = _EITHER_FIRST.fullmatch(text) if self._months_first else None
        if date_in_text and int(date_in_text[1]) != int(date_in_text[3]):
            month, mark, day, year = date_in_text.groups()
            self.teller.month_may_stand_first(stored.row, stored.column, text, f"{day}{mark}{month}{mark}{year}")

    def _doubt_date(self, stored: Stored, text: str) -> None:
        day = stored.value
        if not isinstance(day, date):
            return
        if not shows_whole_date(stored.number_format):
            self.teller.date_shown_in_part(stored.row, stored.column, text)
        # Beside swapped days every day up to 12 is in doubt, unless both readings are the same day.
        elif self._swaps and puts_month_first(stored.number_format) and day.day <= 12 and day.day != day.month:
            swapped = f"{day.month:02}/{day.day:02}/{day.year}"
            self.teller.date_may_be_swapped(stored.row, stored.column, text, swapped)


def _is_among_misplaced(texts: Sequence[Stored]) -> bool:
    """Whether a sheet came out of a PDF as a whole: some of its texts prove it, and none that it did not."""
    evident = sum(is_misplaced(str(cell.value)) for cell in texts)
    return evident >= _FEWEST_MISPLACED and not any(is_in_order(str(cell.value)) for cell in texts)


def _may_be_set(stored: Stored) -> bool:
    """Whether a cell is worth a look at how it is set: nearly none is."""
    if stored.setting is not TextSetting.PLAIN or is_symbol_font(stored.font):
        return True
    for run in stored.runs:
        if run.setting not in (None, TextSetting.PLAIN) or is_symbol_font(run.font):
            return True
    text = stored.value
    return isinstance(text, str) and (has_private(text) or has_markup(text))


def _is_among_bijoy(texts: Sequence[Stored]) -> bool:
    """Whether a sheet is written in Bijoy although its fonts do not say so, as after a copy through plain text."""
    # Where a font tells, cells in other fonts are English words and stay.
    known = any(is_bijoy_font(run.font) for cell in texts for run in (cell.runs or (Run("", cell.font),)))
    if known:
        return False
    certain = sum(is_bijoy_by_itself(str(cell.value)) for cell in texts)
    return certain >= _FEWEST_BIJOY and certain > sum(has_bengali(str(cell.value)) for cell in texts)
