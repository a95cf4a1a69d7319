"""Owns the proof that a CSV file says what a table says, in every program, and runs nothing."""

import csv
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cell_values.reading import read_value
from cell_values.value import Unit, Value
from reports.tables.table import ReportColumn, ReportRow, ReportTable, Shape
from reports.tables.workbook import write_csv


def rows_of(content):
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def table_of(*cells, shape=Shape.TEXT):
    columns = tuple(ReportColumn(f"কলাম {place}", 10, shape) for place in range(len(cells)))
    return ReportTable("তালিকা", ("শিরোনাম",), columns, (ReportRow(cells),))


def test_excel_is_told_that_the_file_is_utf_8():
    assert write_csv(table_of("শিল্প")).startswith(b"\xef\xbb\xbf")


def test_lines_end_and_cells_are_quoted_as_rfc_4180_says():
    content = write_csv(table_of('এক, "দুই"\nতিন')).decode("utf-8-sig")
    assert content == 'কলাম 0\r\n"এক, ""দুই""\nতিন"\r\n'


@pytest.mark.parametrize(
    ("text", "unit", "written"),
    [
        ("৮০%", Unit.PERCENT, "80%"),
        ("১.২৫", Unit.NUMBER, "1.25"),
        ("৩০/০৯/২০২০", Unit.DATE, "2020-09-30"),
        ("২টি", Unit.NUMBER, "২টি"),
        ("--", Unit.NUMBER, "--"),
        ("হালনাগাদ করা হয়েছে", Unit.DATE, "হালনাগাদ করা হয়েছে"),
    ],
)
def test_plain_values_are_numbers_and_days_for_programs_and_the_rest_stays_as_typed(text, unit, written):
    value = read_value(text, unit, start_year=2020).value
    assert rows_of(write_csv(table_of(value)))[1] == [written]


@pytest.mark.parametrize(("shape", "written"), [(Shape.MARKS, "2.50"), (Shape.PERCENT, "2.5%"), (Shape.NUMBER, "2.5")])
def test_figures_are_ascii_decimals(shape, written):
    assert rows_of(write_csv(table_of(Decimal("2.5"), shape=shape)))[1] == [written]


@pytest.mark.parametrize("text", ["=1+1", "＝1+1", "\n=1", "@SUM(A1)"])
def test_nothing_that_begins_like_a_formula_stays_one(text):
    heading, row = rows_of(
        write_csv(ReportTable("", (), (ReportColumn(text, 10, Shape.TEXT),) * 2, (ReportRow((text, Value(text))),)))
    )
    assert {*heading, *row} == {f"'{text}"}


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")), min_size=2, max_size=5))
def test_whatever_is_typed_comes_back_and_is_no_formula(texts):
    (read,) = rows_of(write_csv(table_of(*texts)))[1:]
    assert [cell.removeprefix("'") if cell != text else cell for cell, text in zip(read, texts, strict=True)] == texts
    assert not any(cell[:1] in {*"=@+＝＋－＠\n\r\t"} for cell in read)
