"""The row that numbers a form's columns."""

import pytest

from cell_values.digits import to_bengali
from official_forms.grid import Cell
from official_forms.numbering import numbering

EIGHT = [str(number) for number in range(1, 9)]


def numbered(texts):
    cells = [Cell(7, column, text) for column, text in enumerate(texts, start=1) if text]
    return {number: cell.column for number, cell in numbering(cells).items()}


@pytest.mark.parametrize(
    "texts",
    [
        EIGHT,
        [to_bengali(number) for number in EIGHT],
        [f"({number})" for number in EIGHT],
        [f"কলাম-{number}" for number in EIGHT],
    ],
)
def test_numbers_are_found_in_every_writing(texts):
    assert numbered(texts) == {number: number for number in range(1, 9)}


@pytest.mark.parametrize(
    ("texts", "missing"),
    [
        ([*EIGHT[:3], "x", *EIGHT[4:]], 4),
        ([*EIGHT[:3], "", *EIGHT[4:]], 4),
        ([*EIGHT[:6], "১", EIGHT[7]], 7),
        (["x", *EIGHT[1:]], 1),
    ],
)
def test_a_damaged_number_is_left_out_and_the_others_hold(texts, missing):
    assert numbered(texts) == {number: number for number in range(1, 9) if number != missing}


def test_a_number_the_form_skips_shifts_no_column():
    """The plans of 2018-19 count … 11, 12, 14, 15."""
    texts = [str(number) for number in (*range(1, 13), 14, 15)]
    assert numbered(texts) == {**{number: number for number in range(1, 13)}, 14: 13, 15: 14}


def test_columns_that_were_exchanged_keep_their_numbers():
    assert numbered(["1", "2", "4", "3", "5", "6", "7", "8"])[3] == 4


@pytest.mark.parametrize(
    "texts",
    [
        EIGHT[:5],
        ["১", "১", "১", "১", "১", "১", "১"],
        ["10", "20", "30", "40", "50", "60", "70"],
        ["3", "2", "1", "3", "2", "1", "3", "2"],
        ["৫", "৭", "৮", "১০", "সভা", "৬.২", "৩০"],
        [*EIGHT, "ক", "খ", "গ"],
    ],
)
def test_rows_of_data_number_no_columns(texts):
    assert numbered(texts) == {}
