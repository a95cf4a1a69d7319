"""Writing cells and sheets of an official form."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from cell_values.reading import read_value
from cell_values.text import normalise
from cell_values.value import Unit
from plans.tests.strategies import AWKWARD, TYPED, words
from sheets.guarding import is_like_a_formula
from sheets.opening import open_workbook
from sheets.saving import as_bytes
from sheets.writing import LONGEST_TEXT, FormSheet, real_content


def written(write):
    """The sheet of a workbook in which ``write(form)`` wrote something."""
    form = FormSheet("পাতা", (10.0, 20.0, 30.0))
    write(form)
    return as_bytes(form.finish(header=range(1, 3), frozen_columns=1))


def stored(write):
    return load_workbook(BytesIO(written(write))).active


@pytest.mark.parametrize(
    ("text", "unit", "content"),
    [
        ("৪", Unit.NUMBER, Decimal(4)),
        ("1.25", Unit.NUMBER, Decimal("1.25")),
        ("৮০%", Unit.PERCENT, Decimal("0.8")),
        ("৩৩.৩৩%", Unit.PERCENT, Decimal("0.3333")),
        ("৩০/০৯/২০২০", Unit.DATE, date(2020, 9, 30)),
        ("30/09/2020", Unit.NUMBER, date(2020, 9, 30)),
    ],
)
def test_a_plain_number_percent_or_date_is_a_real_cell(text, unit, content):
    assert real_content(read_value(text, unit).value)[0] == content


@pytest.mark.parametrize(
    "text",
    [
        "",
        "--",
        "২টি",
        "০৪",
        "১২,৩৪৫",
        "৩০/৬/২০",
        "১০/৬/২০২১",
        "১০ জুন ২০২১",
        "৩০/০৯/২০২০, ৩১/১২/২০২০",
        "৬.০০2",
        "১০০ কিমি",
        "৩১/০২/২০২০",
    ],
)
def test_everything_else_stays_text(text):
    assert real_content(read_value(text, Unit.NUMBER).value) is None


def test_real_cells_show_as_many_decimals_as_were_typed():
    formats = [real_content(read_value(text, Unit.PERCENT).value)[1] for text in ("৪", "১.৫০", "৮০%", "৩৩.৩%")]
    assert formats == ["[$-5000845]0", "[$-5000845]0.00", "[$-5000845]0%", "[$-5000845]0.0%"]


@given(st.sampled_from(TYPED) | words, st.sampled_from(Unit))
def test_a_written_value_reads_as_the_same_value(text, unit):
    value = read_value(text, unit).value
    (sheet,) = open_workbook(written(lambda form: form.value((1, 1), value))).sheets
    cell = sheet.cells.get((1, 1))
    assert read_value(cell.text if cell else "", unit).value.means(value)
    if real_content(value) is None:
        assert (cell.text if cell else "") == value.text


@pytest.mark.parametrize("text", AWKWARD)
def test_text_is_stored_as_text_whatever_it_begins_with(text):
    cell = stored(lambda form: form.text((1, 1), text))["A1"]
    assert (cell.data_type, cell.value) == ("s", normalise(text))
    assert cell.quotePrefix == is_like_a_formula(text)


def test_a_text_longer_than_a_cell_is_cut_at_what_a_cell_holds():
    assert len(stored(lambda form: form.text((1, 1), "ক" * 40_000))["A1"].value) == LONGEST_TEXT


def test_cells_are_framed_wrapped_and_set_in_the_font_of_the_ministries():
    sheet = stored(lambda form: form.text((1, 1), "সভা", (2, 1)))
    assert (sheet["A1"].font.name, sheet["A1"].alignment.wrap_text) == ("Nikosh", True)
    assert (sheet["A1"].border.top.style, sheet["A2"].border.bottom.style) == ("thin", "thin")


def test_rows_are_high_enough_for_text_in_merged_cells():
    sheet = stored(lambda form: form.text((1, 1), "ক" * 100, (2, 1)))
    assert sheet.row_dimensions[1].height == sheet.row_dimensions[2].height == 5 * 16


def test_a_sheet_prints_on_a4_landscape_with_its_header_on_every_page():
    sheet = stored(lambda form: form.heading((1, 1), "ক"))
    setup = sheet.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight) == ("landscape", 9, 1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$1:$2", "B3")
    assert "&P" in sheet.oddFooter.center.text
