"""Owns how much of a file is read at most, whatever its format; what exceeds it is no plan or meant to harm."""

from dataclasses import dataclass

from official_forms.grid import Span
from sheets.refusal import too_large, unsafe

# The largest official plan seen is a file of 15 kB with 95 kB of XML, 1,500 cells and 250 merges.
MAX_FILE_BYTES = 50_000_000
MAX_XML_BYTES = 40_000_000
MAX_MEMBERS = 1_000
MAX_RATIO = 150  # unpacked to packed; an honest sheet stays under 40
RATIO_COUNTS_FROM = 1_000_000  # bytes: small members may shrink any amount
MAX_DEPTH = 100
MAX_SHEETS = 100
MAX_CELLS = 100_000  # with content
MAX_TEXT = 32_767  # characters of one cell, Excel's own limit
MAX_ALL_TEXT = 2_000_000  # counted for every cell that shows it; 52 ministries' plans hold some 500,000
MAX_TEXTS = 100_000
MAX_NAME = 255  # characters of a sheet's name, a font's name, a number format
MAX_AREA = 1_000_000  # rows × columns up to the last cell with content
MAX_MERGES = 20_000
MAX_MERGED_CELLS = 300_000


@dataclass(slots=True)
class Budget:
    """What has been read of one file so far. Every method raises Refused where the file goes beyond reason.

    ``times`` is how much more than a plan the file may hold, of cells and of text.
    """

    times: int = 1
    sheets: int = 0
    cells: int = 0
    texts: int = 0
    text: int = 0
    merges: int = 0
    merged_cells: int = 0

    def add_sheets(self, number: int = 1) -> None:
        self.sheets += number
        if self.sheets > MAX_SHEETS:
            raise too_large(f"এতে {MAX_SHEETS}টির বেশি পাতা আছে।", f"it has more than {MAX_SHEETS} sheets.")

    def add_cell(self) -> None:
        self.cells += 1
        if self.cells > MAX_CELLS * self.times:
            raise too_large("এতে ঘরের সংখ্যা অস্বাভাবিক বেশি।", "it has an unreasonable number of cells.")

    def add_text(self, length: int) -> None:
        self.texts += 1
        self.text += length
        most_text, most_texts = MAX_ALL_TEXT * self.times, MAX_TEXTS * self.times
        if length > MAX_TEXT or self.text > most_text or self.texts > most_texts:
            raise too_large("এতে লেখা অস্বাভাবিক বেশি।", "it holds an unreasonable amount of text.")

    def add_merge(self, span: Span) -> None:
        self.merges += 1
        self.merged_cells += span.area
        if self.merges > MAX_MERGES or self.merged_cells > MAX_MERGED_CELLS:
            raise unsafe("এতে একীভূত ঘর অস্বাভাবিক বেশি।", "it merges an unreasonable number of cells.")


def check_reach(row: int, column: int) -> None:
    """Raises Refused when the cells of a sheet reach unreasonably far."""
    if row * column > MAX_AREA:
        bn, en = "কোনো ঘর অন্য সব থেকে অস্বাভাবিক দূরে লেখা।", "a cell stands unreasonably far from all others."
        raise unsafe(bn, en)
