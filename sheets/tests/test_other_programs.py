"""Every kind of cell as LibreOffice 7.4 writes it into .xls, .ods and .xlsx (fixtures/formats/kinds)."""

from pathlib import Path

import pytest

from official_forms.grid import CellKind, Span
from sheets.opening import open_workbook

FORMATS = Path(__file__).parents[2] / "fixtures" / "formats"
EXPECTED = {
    "A1": ("90%", CellKind.PERCENT),
    "B1": ("30/09/2020", CellKind.DATE),
    "C1": ("83.3333%", CellKind.PERCENT),
    "D1": ("TRUE", CellKind.BOOLEAN),
    "E1": ("#DIV/0!", CellKind.ERROR),
    "F1": ("4", CellKind.NUMBER),
    "A2": ("মন্ত্রণালয়", CellKind.TEXT),  # in SutonnyMJ
    "B2": ("অংশীজন (stakeholders)", CellKind.TEXT),  # the English in Arial
    "C2": ("অর্জন", CellKind.TEXT),
    "D2": ("44104", CellKind.NUMBER),
    "F2": ("1.25", CellKind.NUMBER),
    "A3": ("শিরোনাম", CellKind.TEXT),
    "D3": ("এক\nদুই", CellKind.TEXT),
    "E3": ("৩০/০৬/২০২১", CellKind.TEXT),
}


@pytest.fixture(params=["xls", "ods", "xlsx"])
def saved(request):
    return request.param, open_workbook(FORMATS / f"kinds.{request.param}")


def test_every_kind_of_cell_shows_the_same_from_every_format(saved):
    extension, book = saved
    # An .ods keeps TRUE as the formula =TRUE() with the result 1.
    special = {"D1": ("1", CellKind.NUMBER)} if extension == "ods" else {}
    sheet = book.sheets[0]
    assert {cell.address: (cell.text, cell.kind) for cell in sheet.cells.values()} == EXPECTED | special
    assert sheet.merged == (Span(3, 1, 4, 3),)


def test_what_is_told_is_the_same_from_every_format(saved):
    _, book = saved
    assert [(problem.code, problem.cell) for problem in book.problems] == [
        ("number_rounded", "C1"),
        ("bijoy_converted", "A2"),
        ("bijoy_converted", "B2"),
        ("hidden_sheet", ""),
    ]
    assert [sheet.hidden for sheet in book.sheets] == [False, True]


def test_fonts_formats_and_the_stored_text_are_kept(saved):
    _, book = saved
    cell = book.sheets[0].cells[2, 1]
    assert (cell.font, cell.original) == ("SutonnyMJ", "gš¿Yvjq")
    assert "%" in book.sheets[0].cells[1, 1].number_format
