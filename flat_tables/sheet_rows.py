"""Owns reading the rows of a flat table out of an Excel file, with nothing of the site: for a process of its own."""

from collections.abc import Iterator

import msgspec

from cell_values.digits import to_bengali
from cell_values.sentence import Sentence
from sheets.formats.archive import Archive
from sheets.formats.excel import read_excel
from sheets.formats.recognising import Kind, kind_of, recognise_plain
from sheets.limits import Budget
from sheets.refusal import Refused
from sheets.shown import shown
from sheets.stored import Stored, StoredSheet

MOST_ROWS = 30_000
MOST_COLUMNS = 100
MOST_SECONDS = 15  # of the processor: thirty thousand rows are more than a plan
TIMES_A_PLAN = 8  # how much more than a plan a flat table may hold, of cells and of text

Rows = list[list[str]]


class _NoTable(Exception):
    """A file that is no flat table, and why."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


def rows_packed(content: bytes) -> bytes:
    """The rows of the first visible sheet with content, as JSON; or the sentence that says why there are none."""
    try:
        return msgspec.json.encode(list(_rows(_first_sheet(content))))
    except Refused as refused:
        return msgspec.json.encode(refused.problem.sentence)
    except _NoTable as none:
        return msgspec.json.encode(none.sentence)


def unpacked(data: bytes) -> Rows | Sentence:
    """What ``rows_packed`` answered. Raises ValueError for anything else."""
    return msgspec.json.decode(data, type=Rows | Sentence)


def _first_sheet(content: bytes) -> StoredSheet:
    recognise_plain(content, "")
    archive = Archive(content)
    if kind_of(archive, "") is not Kind.EXCEL:
        raise _NoTable(NO_TABLE)
    book = read_excel(archive, Budget(times=TIMES_A_PLAN))
    sheets = [sheet for sheet in book.sheets if not sheet.hidden and sheet.cells]
    if not sheets:
        raise _NoTable(NO_TABLE)
    return sheets[0]


def _rows(sheet: StoredSheet) -> Iterator[list[str]]:
    """The texts of a sheet row by row from the first one, as Excel shows them."""
    texts: dict[int, dict[int, str]] = {}
    for cell in sheet.cells:
        if text := _text(cell):
            texts.setdefault(cell.row, {})[cell.column] = text
    last_row = max(texts, default=0)
    last_column = max((column for row in texts.values() for column in row), default=0)
    if last_row > MOST_ROWS + 1 or last_column > MOST_COLUMNS:
        raise _NoTable(TOO_LONG)
    for number in range(1, last_row + 1):
        row = texts.get(number, {})
        yield [row.get(column, "") for column in range(1, last_column + 1)]


def _text(cell: Stored) -> str:
    """A formula without a stored result is kept as its own text: nothing that stands there is passed over."""
    if cell.formula and cell.value is None:
        return cell.formula
    return shown(cell.value, cell.number_format, is_error=cell.is_error)[0]


TOO_LONG = Sentence(
    f"ফাইলটিতে {to_bengali(str(MOST_ROWS))}টির বেশি সারি বা {to_bengali(str(MOST_COLUMNS))}টির বেশি কলাম আছে। ভাগ করে দিন।",
    f"The file has more than {MOST_ROWS} rows or {MOST_COLUMNS} columns. Bring it in parts.",
)
NO_TABLE = Sentence(
    "ফাইলটিতে দৃশ্যমান কোনো ছক নেই। .xlsx বা .csv ফাইল দিন।",
    "The file shows no table. Bring an .xlsx or .csv file.",
)
