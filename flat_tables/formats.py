"""Owns how a flat table becomes a file and a file a flat table: Excel and CSV, text never a formula."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import tablib
from django.utils.translation import get_language
from import_export.formats import base_formats
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from plans.sheets.formats.archive import Archive
from plans.sheets.formats.excel import read_excel
from plans.sheets.formats.recognising import Kind, kind_of, recognise_plain
from plans.sheets.guarding import guarded, unguarded
from plans.sheets.limits import MAX_ALL_TEXT, Budget
from plans.sheets.refusal import Refused
from plans.sheets.shown import shown
from plans.sheets.stored import Stored, StoredSheet
from plans.sheets.writing import write_text
from plans.values.digits import to_bengali
from plans.values.sentence import Sentence
from plans.values.value import plain

MOST_ROWS = 30_000
MOST_COLUMNS = 100
TIMES_A_PLAN = 8  # how much more than a plan a flat table may hold, of cells and of text

_WIDEST, _SAMPLE = 40, 100


class UnreadableTableError(Exception):
    """A file that is no flat table; ``sentence`` says why."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.in_language(get_language() or "bn"))
        self.sentence = sentence


def dataset_of(rows: Iterable[list[str]]) -> tablib.Dataset:
    """A table whose first row names the columns. The nth row of the file stays the nth, empty ones too."""
    lines = iter(rows)
    headers = [header.strip() for header in next(lines, [])]
    while headers and not headers[-1]:
        headers.pop()
    if not headers:
        raise UnreadableTableError(NO_HEADER)
    if len(headers) > MOST_COLUMNS:
        raise UnreadableTableError(TOO_LONG)
    dataset = tablib.Dataset(headers=headers)
    for row in lines:
        if any(text.strip() for text in row[len(headers) :]):
            raise UnreadableTableError(_too_wide(dataset.height + 2))
        dataset.append([*row[: len(headers)], *[""] * (len(headers) - len(row))])
        if dataset.height > MOST_ROWS:
            raise UnreadableTableError(TOO_LONG)
    return dataset


class XLSX(base_formats.XLSX):
    """Excel: read by our own bounded reader, written with numbers and dates real and all else text."""

    def create_dataset(self, in_stream: bytes) -> tablib.Dataset:
        """The first visible sheet with content. Raises UnreadableTableError."""
        try:
            return dataset_of(_rows(_first_sheet(in_stream)))
        except Refused as refused:
            raise UnreadableTableError(refused.problem.sentence) from refused

    def export_data(self, dataset: tablib.Dataset, **options: Any) -> bytes:
        book = Workbook(write_only=True)
        sheet = book.create_sheet("table")
        sheet.freeze_panes = "A2"
        for column, width in enumerate(_widths(dataset), start=1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.append([_heading(sheet, header) for header in dataset.headers])
        for row in dataset:
            sheet.append([_cell(sheet, content) for content in row])
        stream = BytesIO()
        book.save(stream)
        return stream.getvalue()


class CSV(base_formats.CSV):
    """CSV in UTF-8 with a mark for Excel; what would start a formula gets an apostrophe, taken off when read."""

    def create_dataset(self, in_stream: bytes | str) -> tablib.Dataset:
        """Raises UnreadableTableError."""
        try:
            text = in_stream if isinstance(in_stream, str) else in_stream.decode("utf-8-sig")
            return dataset_of(_csv_rows(text))
        except (UnicodeDecodeError, csv.Error) as error:
            raise UnreadableTableError(NO_CSV) from error

    def export_data(self, dataset: tablib.Dataset, **options: Any) -> str:
        stream = StringIO()
        writer = csv.writer(stream)
        writer.writerow(dataset.headers)
        writer.writerows([guarded(_plain(content)) for content in row] for row in dataset)
        return "\ufeff" + stream.getvalue()


FORMATS = [XLSX, CSV]


# --- reading ---------------------------------------------------------------------------------------------------


def _first_sheet(data: bytes) -> StoredSheet:
    recognise_plain(data, "")
    archive = Archive(data)
    if kind_of(archive, "") is not Kind.EXCEL:
        raise UnreadableTableError(NO_TABLE)
    book = read_excel(archive, Budget(MAX_ALL_TEXT * TIMES_A_PLAN, times=TIMES_A_PLAN))
    sheets = [sheet for sheet in book.sheets if not sheet.hidden and sheet.cells]
    if not sheets:
        raise UnreadableTableError(NO_TABLE)
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
        raise UnreadableTableError(TOO_LONG)
    for number in range(1, last_row + 1):
        row = texts.get(number, {})
        yield [row.get(column, "") for column in range(1, last_column + 1)]


def _text(cell: Stored) -> str:
    """A formula without a stored result is kept as its own text: nothing that stands there is passed over."""
    if cell.formula and cell.value is None:
        return cell.formula
    return shown(cell.value, cell.number_format, is_error=cell.is_error)[0]


def _csv_rows(text: str) -> Iterator[list[str]]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True):
        yield [unguarded(content) for content in row]


# --- writing ---------------------------------------------------------------------------------------------------


def _heading(sheet: WriteOnlyWorksheet, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: WriteOnlyWorksheet, content: Any) -> Any:
    """What openpyxl writes: numbers as they are, dates with their format, texts that cannot become anything else."""
    if isinstance(content, str):
        if not content:
            return None
        cell = WriteOnlyCell(sheet)
        write_text(cell, content)
        return cell
    if isinstance(content, date):
        cell = WriteOnlyCell(sheet, content)
        cell.number_format = "dd/mm/yyyy"
        return cell
    return content


def _widths(dataset: tablib.Dataset) -> list[int]:
    rows = [dataset.headers, *dataset[:_SAMPLE]]
    return [min(_WIDEST, max(len(_plain(row[column])) for row in rows) + 2) for column in range(dataset.width)]


def _plain(content: Any) -> str:
    if isinstance(content, Decimal):
        return plain(content)
    return content.isoformat() if isinstance(content, date) else str(content)


_MOST = to_bengali(f"{MOST_ROWS}")
NO_HEADER = Sentence(
    "প্রথম সারিতে কলামের নাম নেই। নিচের তালিকার নামগুলো প্রথম সারিতে দিয়ে আবার দিন।",
    "The first row names no columns. Put the names of the list below into the first row and try again.",
)
TOO_LONG = Sentence(
    f"ফাইলটিতে {_MOST}টির বেশি সারি বা {to_bengali(str(MOST_COLUMNS))}টির বেশি কলাম আছে। ভাগ করে দিন।",
    f"The file has more than {MOST_ROWS} rows or {MOST_COLUMNS} columns. Bring it in parts.",
)
NO_CSV = Sentence(
    "ফাইলটি UTF-8 লেখার CSV নয়, অথবা এর উদ্ধৃতিচিহ্ন মেলে না। এক্সেলে “CSV UTF-8” হিসেবে সংরক্ষণ করে আবার দিন।",
    "The file is no CSV in UTF-8, or its quotes do not match. Save it in Excel as “CSV UTF-8” and try again.",
)
NO_TABLE = Sentence(
    "ফাইলটিতে দৃশ্যমান কোনো ছক নেই। .xlsx বা .csv ফাইল দিন।",
    "The file shows no table. Bring an .xlsx or .csv file.",
)


def _too_wide(row: int) -> Sentence:
    return Sentence(
        f"সারি {to_bengali(str(row))}-এ নামহীন কলামে লেখা আছে। প্রতিটি কলামের নাম প্রথম সারিতে দিন।",
        f"Row {row} has content in a column without a name. Name every column in the first row.",
    )
