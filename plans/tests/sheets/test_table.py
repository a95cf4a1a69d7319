"""Finding a form by its numbered row."""

import pytest

from plans.sheets.table import find_table
from plans.tests.sheets.building import sheet
from plans.values.digits import to_bengali

WORDS = ["কার্যক্রম", "সূচক", "মান", "একক", "পদ", "লক্ষ্যমাত্রা", "অর্জন", "মন্তব্য"]
ASCII = [str(number) for number in range(1, 9)]
BENGALI = [to_bengali(number) for number in ASCII]


@pytest.mark.parametrize("numbers", [ASCII, BENGALI])
def test_the_numbered_row_is_found_in_either_digits(numbers):
    table = find_table(sheet([["শিরোনাম"], WORDS, numbers, ["১.১ সভা", "সভা"]]))
    (page,) = table.pages
    assert (table.titles, list(page.header), page.numbered, page.body) == ((1,), [2], 3, (4,))
    assert page.columns == {number: number for number in range(1, 9)}


def test_empty_columns_between_the_numbers_shift_the_map():
    numbers = ["", "1", "", *ASCII[1:]]
    assert find_table(sheet([numbers])).columns == {1: 2} | {number: number + 2 for number in range(2, 9)}


@pytest.mark.parametrize(
    "row",
    [
        ASCII[:5],
        [*ASCII[:3], *ASCII[4:]],
        ["0", *ASCII],
        ["১", "১", "১", "১", "১", "১", "১"],
        [*ASCII, "মন্তব্য"],
    ],
)
def test_rows_that_do_not_count_from_one_upwards_are_no_numbered_row(row):
    assert find_table(sheet([WORDS, row])) is None


def test_an_empty_sheet_has_no_form():
    assert find_table(sheet([])) is None


def test_every_page_has_its_own_header_columns_and_body():
    shifted = [["", *row] for row in (WORDS, ASCII, ["১.২ সভা", "সভা"])]
    table = find_table(sheet([["শিরোনাম"], WORDS, BENGALI, ["১.১ সভা", "সভা"], [], *shifted]))
    first, second = table.pages
    assert (first.body, list(second.header), second.numbered, second.body) == ((4,), [6], 7, (8,))
    assert (first.columns[1], second.columns[1]) == (1, 2)


def test_a_header_repeated_directly_below_data_takes_no_data_row():
    table = find_table(sheet([WORDS, ASCII, ["১.১ সভা", "সভা", "২"], WORDS, ASCII, ["১.২ সভা"]]))
    assert [page.body for page in table.pages] == [(3,), (6,)]


def test_a_page_number_between_two_pages_is_no_row_of_the_form():
    table = find_table(sheet([WORDS, ASCII, ["১.১ সভা"], [], ["৩"], [], WORDS, ASCII, ["১.২ সভা"], ["৪"]]))
    assert [page.body for page in table.pages] == [(3,), (9, 10)]
    assert table.page_numbers == (5,)


def test_titles_of_two_cells_stay_outside_the_header():
    titles = [["মন্ত্রণালয়ের নাম:", "শিল্প মন্ত্রণালয়"]]
    two_rows = [WORDS[:6], ["", "", "", "", "", "", "১ম", "২য়"]]
    table = find_table(sheet([*titles, *two_rows, ASCII]))
    assert (table.titles, list(table.pages[0].header)) == ((1,), [2, 3])
