"""Owns reading .xls, Excel's format before 2007, with the library xlrd; only ever called in a process of its own."""

from collections.abc import Iterator
from io import StringIO
from typing import Any

import xlrd

from cell_values.legacy import Run, TextSetting
from cell_values.serials import moment
from official_forms.grid import Span
from plan_tree.problems import Problem, Severity
from sheets.formats.colours import BLACK, WHITE, are_alike, mixed_colour
from sheets.formats.excel import MACROS
from sheets.limits import Budget, check_reach
from sheets.number_formats import is_date_format
from sheets.refusal import Refused, damaged, encrypted, not_a_workbook
from sheets.stored import Stored, StoredBook, StoredSheet, StoredValue

_NO_FILL, _SOLID = 0, 1  # patterns of a fill
_MACROS = "_VBA_PROJECT".encode("utf-16-le")


def read_old_excel(data: bytes, budget: Budget) -> StoredBook:
    """The workbook in a file's bytes. Raises Refused when it is locked, broken or beyond reason."""
    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, on_demand=True, logfile=StringIO()
        )
        sheets = list(_sheets(book, budget))
    except (Refused, MemoryError):
        raise
    except xlrd.XLRDError as error:
        raise _refusal(str(error)) from error
    except Exception as error:  # the library stumbles over malformed records in every way there is
        raise damaged() from error
    notices = [Problem(Severity.NOTICE, "macros_ignored", MACROS)] if _MACROS in data else []
    return StoredBook(sheets, notices)


def _refusal(message: str) -> Refused:
    if "encrypted" in message:
        return encrypted()
    return not_a_workbook("") if "find workbook" in message else damaged()


def _sheets(book: Any, budget: Budget) -> Iterator[StoredSheet]:
    budget.add_sheets(book.nsheets)
    for index in range(book.nsheets):
        sheet = book.sheet_by_index(index)
        stored = StoredSheet(sheet.name, hidden=bool(sheet.visibility))
        stored.cells.extend(_cells(book, sheet, budget))
        _add_hidden(stored, sheet)
        for top, bottom, left, right in sheet.merged_cells:
            span = Span(top + 1, left + 1, bottom, right)
            budget.add_merge(span)
            stored.merged.append(span)
        yield stored
        book.unload_sheet(index)


def _cells(book: Any, sheet: Any, budget: Budget) -> Iterator[Stored]:
    last_column = 0
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            cell = sheet.cell(row, column)
            if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK) or cell.value == "":
                continue
            budget.add_cell()
            last_column = max(last_column, column + 1)
            check_reach(row + 1, last_column)
            yield _stored(book, sheet, cell, row, column, budget)


def _stored(book: Any, sheet: Any, cell: Any, row: int, column: int, budget: Budget) -> Stored:
    style = book.xf_list[cell.xf_index]
    number_format = book.format_map[style.format_key].format_str
    font = book.font_list[style.font_index]
    value = _value(book, cell, number_format)
    runs: tuple[Run, ...] = ()
    if isinstance(value, str):
        budget.add_text(len(value))
        runs = _runs(book, value, style, sheet.rich_text_runlist_map.get((row, column), ()))
    is_error = cell.ctype == xlrd.XL_CELL_ERROR
    return Stored(
        row + 1,
        column + 1,
        value,
        number_format,
        font.name,
        is_error=is_error,
        runs=runs,
        setting=_setting(book, font, style),
    )


def _add_hidden(stored: StoredSheet, sheet: Any) -> None:
    stored.hidden_rows |= {row + 1 for row, each in sheet.rowinfo_map.items() if each.hidden}
    stored.hidden_columns += [range(at + 1, at + 2) for at, each in sheet.colinfo_map.items() if each.hidden]


def _setting(book: Any, font: Any, style: Any) -> TextSetting:
    """How a text in a font is set in a cell of a style; a pattern that is not solid hides no colour."""
    if font.struck_out:
        return TextSetting.STRUCK
    if font.escapement:
        return TextSetting.RAISED
    fill = style.background
    ground = mixed_colour(book.colour_map.get(fill.pattern_colour_index), "") if fill.fill_pattern else WHITE
    is_unseen = fill.fill_pattern in (_NO_FILL, _SOLID) and are_alike(_colour(book, font), ground)
    return TextSetting.UNSEEN if is_unseen else TextSetting.PLAIN


def _colour(book: Any, font: Any) -> str:
    return mixed_colour(book.colour_map.get(font.colour_index), BLACK)


def _value(book: Any, cell: Any, number_format: str) -> StoredValue:
    match cell.ctype:
        case xlrd.XL_CELL_TEXT:
            return str(cell.value)
        case xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        case xlrd.XL_CELL_ERROR:
            return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    number = float(cell.value)
    if is_date_format(number_format):
        return moment(number, from_1904=bool(book.datemode)) or number
    return number


def _runs(book: Any, text: str, style: Any, changes: list[tuple[int, int]]) -> tuple[Run, ...]:
    """The stretches of a text; ``changes`` are the places from which another font holds."""
    if not changes:
        return ()
    starts = [(0, book.font_list[style.font_index]), *((place, book.font_list[number]) for place, number in changes)]
    ends = [place for place, _ in starts[1:]] + [len(text)]
    runs = (
        Run(text[start:end], own.name, _setting(book, own, style))
        for (start, own), end in zip(starts, ends, strict=True)
    )
    return tuple(run for run in runs if run.text)
