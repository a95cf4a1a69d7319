"""The two real plans as they would be had they been typed in Bijoy: with their fonts, and after the fonts were lost."""

import re
from functools import cache
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from cell_values.bijoy_signs import has_bengali
from cell_values.tests.bijoy_writing import to_bijoy
from plans.kinds import read_document
from sheets.opening import open_workbook
from sheets.tests.test_opening import FIXTURES, INDUSTRIES, LABOUR, texts

# English words and addresses; the characters between them can be typed in either font.
LATIN = re.compile(r"([A-Za-z][A-Za-z0-9./:@()\[\] -]*)")


@cache
def typed_in_bijoy(name, font):
    """The official workbook with every Bengali cell typed in a font, English in Arial."""
    book = load_workbook(FIXTURES / f"{name}.xlsx")
    for row in book.active.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and has_bengali(cell.value):
                cell.value = _typed(cell.value, font)
                cell.font = Font(name=font)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _typed(text, font):
    blocks = [
        TextBlock(InlineFont(rFont="Arial"), part)
        if LATIN.fullmatch(part)
        else TextBlock(InlineFont(rFont=font), to_bijoy(part))
        for part in LATIN.split(text)
        if part
    ]
    return CellRichText(*blocks) if font == "SutonnyMJ" else "".join(str(block) for block in blocks)


def without_digits(shown):
    """Figures may stand in either script: a Bijoy font draws Bengali digits over ASCII ones."""
    return {address: text.translate(str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")) for address, text in shown.items()}


@pytest.mark.parametrize("name", [INDUSTRIES, LABOUR])
def test_a_plan_typed_in_bijoy_reads_as_the_plan(name):
    official = texts(open_workbook(FIXTURES / f"{name}.xlsx"))
    book = open_workbook(typed_in_bijoy(name, "SutonnyMJ"))
    assert without_digits(texts(book)) == without_digits(official)
    assert {problem.code for problem in book.problems} == {"bijoy_converted"}


@pytest.mark.parametrize("name", [INDUSTRIES, LABOUR])
def test_a_plan_whose_bijoy_fonts_were_lost_reads_as_the_plan_too_and_tells_its_guesses(name):
    official = texts(open_workbook(FIXTURES / f"{name}.xlsx"))
    book = open_workbook(typed_in_bijoy(name, "Calibri"))
    assert without_digits(texts(book)) == without_digits(official)
    guessed = [problem for problem in book.problems if problem.code == "bijoy_guessed"]
    assert guessed
    assert len(guessed) < len(book.problems) / 4


@pytest.mark.parametrize("name", [INDUSTRIES, LABOUR])
def test_a_plan_typed_in_bijoy_gives_the_same_indicators(name):
    (official,) = read_document(FIXTURES / f"{name}.xlsx").drafts
    (typed,) = read_document(typed_in_bijoy(name, "SutonnyMJ"), "plan.xlsx").drafts
    assert [row.number for row in typed.indicators] == [row.number for row in official.indicators]
    assert [row.title for row in typed.indicators] == [row.title for row in official.indicators]
    assert [row.annual.quantity for row in typed.indicators] == [row.annual.quantity for row in official.indicators]
    assert [row.annual.dates for row in typed.indicators] == [row.annual.dates for row in official.indicators]
