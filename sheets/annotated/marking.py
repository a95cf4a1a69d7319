"""Owns marking a workbook with its problems, in whatever process: the file itself, or its grid where it cannot be."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from openpyxl import Workbook as Book
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill

from official_forms.grid import Sheet
from plan_tree.problems import Problem
from sheets.annotated import marks
from sheets.annotated.dom import NotPatchable
from sheets.annotated.package import patched
from sheets.isolation import run_apart
from sheets.opening import open_workbook
from sheets.saving import as_bytes
from sheets.turns import OF_A_JOB, Patience
from sheets.writing import FONT, write_text

_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
_LONGEST_NAME = 31


def fresh_workbook(content: bytes, name: str, problems: tuple[Problem, ...]) -> bytes:
    """The grid of any readable file as a workbook with its marks; of a refused file only the problems."""
    book = Book()
    book.remove(book.active)
    for sheet in open_workbook(content, name).sheets:
        _write(book.create_sheet(_title(sheet.name)), sheet, problems)
    visible = [page.title for page in book.worksheets if page.sheet_state == "visible"]
    if opening := marks.opening_sheet(problems, visible):
        book.active = book.sheetnames.index(opening)
    _list(book.create_sheet(marks.free_name(book.sheetnames)), problems)
    return as_bytes(book)


def _title(name: str) -> str:
    return name.translate(_FORBIDDEN)[:_LONGEST_NAME] or "-"


def _write(page: Any, sheet: Sheet, problems: tuple[Problem, ...]) -> None:
    page.sheet_state = "hidden" if sheet.hidden else "visible"
    for (row, column), stored in sheet.cells.items():
        cell = page.cell(row, column)
        write_text(cell, stored.text)
        cell.font, cell.alignment = Font(name=FONT, size=10), Alignment(vertical="top", wrap_text=True)
    for mark in marks.marks_of(problems, sheet.name):
        cell = page[mark.address]
        cell.fill = PatternFill("solid", fgColor=marks.COLOURS[mark.severity])
        cell.comment = Comment(mark.comment, marks.AUTHOR, width=320, height=120)
    for span in sheet.merged:
        page.merge_cells(None, span.first_row, span.first_column, span.last_row, span.last_column)


def _list(page: Any, problems: tuple[Problem, ...]) -> None:
    for column, (heading, width) in enumerate(zip(marks.HEADINGS, marks.WIDTHS, strict=True), start=1):
        write_text(page.cell(1, column), heading)
        page.cell(1, column).font = Font(name=FONT, bold=True)
        page.column_dimensions[page.cell(1, column).column_letter].width = width
    for row, problem in enumerate(marks.listed(problems), start=2):
        for column, text in enumerate(marks.row_of(problem), start=1):
            cell = page.cell(row, column)
            write_text(cell, text)
            cell.fill = PatternFill("solid", fgColor=marks.COLOURS[problem.severity])
            cell.alignment = Alignment(vertical="top", wrap_text=True)
        if link := marks.link_to(problem):
            page.cell(row, marks.LINK_COLUMN + 1).hyperlink = f"#{link}"


def marked(content: bytes, name: str, problems: Sequence[Problem]) -> bytes:
    """The workbook as ``annotate`` gives it back."""
    told = tuple(problems)
    try:
        return patched(content, told)
    except NotPatchable:
        return fresh_workbook(content, name, told)


def marked_apart(content: bytes, *, name: str, problems: list[dict[str, Any]]) -> bytes:
    """As ``marked``, for another process: the problems as JSON holds them."""
    return marked(content, name, msgspec.convert(problems, tuple[Problem, ...]))


def annotate(content: bytes, name: str, problems: Iterable[Problem], *, patience: Patience = OF_A_JOB) -> bytes:
    """The workbook as .xlsx: doubtful cells in the colour of their gravest doubt with its sentence and code.

    An .xlsx file comes back as it is but for these marks and the sheet “সমস্যা” that lists every problem with a link to
    its cell. Of any other file (.xls, .xlsm, .ods, a Word table) its grid comes back as a fresh workbook, so marked.
    It is made in a process of its own; raises Refused where that cannot be, and Busy.
    """
    told = msgspec.to_builtins(tuple(problems))
    return run_apart(marked_apart, content, patience=patience, scratch=True, name=name, problems=told)
