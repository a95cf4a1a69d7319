"""Owns how a flat table becomes a file and a file a flat table: Excel and CSV, text never a formula."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

import tablib
from django.utils.translation import get_language
from import_export.formats import base_formats
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from cell_values.digits import to_bengali
from cell_values.sentence import Sentence
from cell_values.value import plain
from flat_tables.sheet_rows import (
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SECONDS,
    TOO_LONG,
    Rows,
    rows_packed,
    unpacked,
)
from sheets.guarding import guarded, unguarded
from sheets.isolation import run_apart
from sheets.refusal import Refused, damaged
from sheets.saving import as_bytes
from sheets.turns import OF_A_TABLE
from sheets.writing import write_text

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
        return dataset_of(_sheet_rows(in_stream))

    def export_data(self, dataset: tablib.Dataset, **options: Any) -> bytes:
        book = Workbook(write_only=True)
        sheet = book.create_sheet("table")
        sheet.freeze_panes = "A2"
        for column, width in enumerate(_widths(dataset), start=1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.append([_heading(sheet, header) for header in dataset.headers])
        for row in dataset:
            sheet.append([_cell(sheet, content) for content in row])
        return as_bytes(book)


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


def _sheet_rows(content: bytes) -> Rows:
    """The rows of an Excel file, read in a process of its own."""
    try:
        answer = unpacked(run_apart(rows_packed, content, seconds=MOST_SECONDS, patience=OF_A_TABLE))
    except Refused as refused:
        raise UnreadableTableError(refused.problem.sentence) from refused
    except ValueError as error:
        raise UnreadableTableError(damaged().problem.sentence) from error
    if isinstance(answer, Sentence):
        raise UnreadableTableError(answer)
    return answer


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


NO_HEADER = Sentence(
    "প্রথম সারিতে কলামের নাম নেই। নিচের তালিকার নামগুলো প্রথম সারিতে দিয়ে আবার দিন।",
    "The first row names no columns. Put the names of the list below into the first row and try again.",
)
NO_CSV = Sentence(
    "ফাইলটি UTF-8 লেখার CSV নয়, অথবা এর উদ্ধৃতিচিহ্ন মেলে না। এক্সেলে “CSV UTF-8” হিসেবে সংরক্ষণ করে আবার দিন।",
    "The file is no CSV in UTF-8, or its quotes do not match. Save it in Excel as “CSV UTF-8” and try again.",
)


def _too_wide(row: int) -> Sentence:
    return Sentence(
        f"সারি {to_bengali(str(row))}-এ নামহীন কলামে লেখা আছে। প্রতিটি কলামের নাম প্রথম সারিতে দিন।",
        f"Row {row} has content in a column without a name. Name every column in the first row.",
    )
