"""Rows copied from a spreadsheet and pasted into a box."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cell_values.text import normalise
from sheets.pasted import read_pasted


def texts(text):
    book = read_pasted(text)
    assert book.problems == ()
    return {cell.address: cell.text for cell in book.sheets[0].cells.values()}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_cells_are_parted_by_tabs_and_rows_by_line_ends(end):
    assert texts(f"ক\tখ{end}\t২{end}") == {"A1": "ক", "B1": "খ", "B2": "২"}


def test_a_cell_is_quoted_when_a_line_breaks_or_a_quote_stands_inside():
    assert texts('"এক\nদুই"\t"সে বলল ""হ্যাঁ"""\tখ') == {"A1": "এক\nদুই", "B1": 'সে বলল "হ্যাঁ"', "C1": "খ"}


@pytest.mark.parametrize("text", ['"ক"', '"শুরু', 'মাঝ"খানে', '"ক" ও "খ"', '"'])
def test_other_quotes_stand_for_themselves(text):
    assert texts(f"{text}\tখ") == {"A1": text, "B1": "খ"}


def test_nothing_pasted_is_an_empty_sheet():
    assert texts("") == texts("\n\t\n  ") == {}


@pytest.mark.parametrize(
    ("text", "code"), [("ক" * 3_000_000, "file_too_large_to_read"), ("ক\n" * 200_000, "file_too_large_to_read")]
)
def test_more_than_a_plan_can_be_is_refused(text, code):
    book = read_pasted(text)
    assert book.sheets == ()
    assert [problem.code for problem in book.problems] == [code]


cell_texts = st.text(alphabet='কখ১২ab"\n ', max_size=8)


@given(st.lists(st.lists(cell_texts, min_size=2, max_size=4), min_size=1, max_size=4))
def test_what_excel_puts_on_the_clipboard_is_read_back(rows):
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter="\t", lineterminator="\r\n")
    for row in rows:
        writer.writerow(row)
    found = texts(stream.getvalue())
    expected = {
        f"{chr(65 + column)}{1 + number}": normalise(text)
        for number, row in enumerate(rows)
        for column, text in enumerate(row)
        if normalise(text)
    }
    assert found == expected
