"""The grid a workbook is read into."""

import pickle

import pytest

from cell_values.sentence import Sentence
from official_forms.grid import Span, Workbook, address
from plan_tree.problems import Problem, Severity
from sheets.tests.building import sheet


@pytest.mark.parametrize(
    ("row", "column", "name"),
    [(1, 1, "A1"), (23, 11, "K23"), (5, 26, "Z5"), (5, 27, "AA5"), (1048576, 16384, "XFD1048576")],
)
def test_addresses_are_written_as_excel_does(row, column, name):
    assert address(row, column) == name


def test_a_merged_value_stands_over_its_whole_span_but_is_written_once():
    merged = sheet([["ক্ষেত্র", "", "মান"], ["", "", "৫"]], [Span(1, 1, 2, 2)])
    assert merged.covering(2, 2).text == "ক্ষেত্র"
    assert merged.covering(1, 3).text == "মান"
    assert (2, 2) not in merged.cells
    assert merged.span(2, 1) == Span(1, 1, 2, 2)
    assert merged.span(2, 3) == Span(2, 3, 2, 3)


def test_rows_list_only_cells_with_content_from_left_to_right():
    rows = sheet([["", "খ", "", "ঘ"], ["", "", "", ""], ["ক"]]).rows
    assert [[cell.text for cell in cells] for cells in rows.values()] == [["খ", "ঘ"], ["ক"]]
    assert list(rows) == [1, 3]


def test_a_workbook_is_refused_only_by_an_error():
    notice, error = (Problem(severity, "x", Sentence("ক", "a")) for severity in (Severity.NOTICE, Severity.ERROR))
    assert not Workbook(problems=(notice,)).is_refused
    assert Workbook(problems=(notice, error)).is_refused


def test_a_workbook_travels_between_processes():
    book = Workbook((sheet([["ক", "খ"]], [Span(1, 1, 1, 2)]),))
    assert pickle.loads(pickle.dumps(book)) == book
