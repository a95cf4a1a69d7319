"""Finding a form by its numbered row or by the words of its header."""

import pytest

from cell_values.digits import to_bengali
from official_forms.form_table import find_table
from official_forms.grid import Span
from sheets.tests.building import sheet

WORDS = ["কার্যক্রম", "সূচক", "মান", "একক", "পদ", "লক্ষ্যমাত্রা", "অর্জন", "মন্তব্য"]
ASCII = [str(number) for number in range(1, 9)]
BENGALI = [to_bengali(number) for number in ASCII]


@pytest.mark.parametrize("numbers", [ASCII, BENGALI])
def test_the_numbered_row_is_found_in_either_digits(numbers):
    table = find_table(sheet([["শিরোনাম"], WORDS, numbers, ["১.১ সভা", "সভা"]]))
    (page,) = table.pages
    assert (table.titles, page.header, page.numbered, page.body) == ((1,), (2,), 3, (4,))
    assert {number: cell.column for number, cell in page.numbers.items()} == {number: number for number in range(1, 9)}


def test_a_form_is_found_by_the_words_of_its_header_alone():
    table = find_table(sheet([["শিরোনাম"], WORDS, ["১.১ সভা", "সভা", "২"]]))
    (page,) = table.pages
    assert (table.titles, page.header, page.numbered, page.body) == ((1,), (2,), None, (3,))


def test_a_header_in_other_spellings_is_found_too():
    words = ["কার্যত্রম", "সুচক", "মান", "একক", "দায়ীত্ব", "লক্ষমাত্রা", "অজন", "মন্তব"]
    assert find_table(sheet([words, ["১.১ সভা", "সভা", "২"]])).pages[0].header == (1,)


def test_blank_rows_inside_a_header_do_not_end_it():
    rows = [["শিরোনাম"], WORDS[:6], [], ["", "", "", "", "", "", "১ম", "২য়", "৩য়"], [], BENGALI, ["১.১ সভা"]]
    (page,) = find_table(sheet(rows)).pages
    assert (page.header, page.numbered, page.body) == ((2, 4), 6, (7,))


def test_percents_below_the_numbers_still_belong_to_the_header():
    rows = [WORDS, BENGALI, ["", "", "", "", "১০০%", "৮০%", "৬০%"], ["১.১ সভা"]]
    (page,) = find_table(sheet(rows)).pages
    assert (page.header, page.numbered, page.body) == ((1, 3), 2, (4,))


@pytest.mark.parametrize(
    "row",
    [
        ["নৈতিকতা কমিটির সভা", "অনুষ্ঠিত সভা", "২", "সংখ্যা", "শুদ্ধাচার ফোকাল পয়েন্ট", "৪", "লক্ষ্যমাত্রা", "১"],
        ["১.১ কার্যক্রম", "সূচক", "মান", "একক", "দায়িত্ব", "লক্ষ্যমাত্রা", "অর্জন"],
        ["", "", "", "", "", "", "অর্জন", "১০০%", "১০০%", "১০০%", "১০০%"],
        ["জাতীয় শুদ্ধাচার কৌশল কর্ম-পরিকল্পনা ও বাস্তবায়ন অগ্রগতি পরিবীক্ষণ কাঠামো, ২০২০-২০২১"],
    ],
)
def test_titles_and_data_head_no_form(row):
    assert find_table(sheet([row])) is None


def test_an_empty_sheet_has_no_form():
    assert find_table(sheet([])) is None


def test_every_page_has_its_own_header_numbers_and_body():
    shifted = [["", *row] for row in (WORDS, ASCII, ["১.২ সভা", "সভা"])]
    table = find_table(sheet([["শিরোনাম"], WORDS, BENGALI, ["১.১ সভা", "সভা"], [], *shifted]))
    first, second = table.pages
    assert (first.body, second.header, second.numbered, second.body) == ((4,), (6,), 7, (8,))
    assert (first.numbers[1].column, second.numbers[1].column) == (1, 2)


def test_a_header_repeated_directly_below_data_takes_no_data_row():
    table = find_table(sheet([WORDS, ASCII, ["১.১ সভা", "সভা", "২"], WORDS, ASCII, ["১.২ সভা"]]))
    assert [page.body for page in table.pages] == [(3,), (6,)]


@pytest.mark.parametrize("number", ["৩", "পৃষ্ঠা ৩", "-৩-", "৩/৫", "Page 3 of 5", "৩ | পৃষ্ঠা"])
def test_a_page_number_between_two_pages_is_no_row_of_the_form(number):
    table = find_table(sheet([WORDS, ASCII, ["১.১ সভা"], [], [number], [], WORDS, ASCII, ["১.২ সভা"], ["৪"]]))
    assert [page.body for page in table.pages] == [(3,), (9, 10)]
    assert table.running == (5,)


def test_a_number_right_below_a_column_of_values_is_no_page_number():
    table = find_table(
        sheet([WORDS, ASCII, ["১.১ সভা", "", "", "", "", "৩"], ["", "", "", "", "", "৪"], [], WORDS, ASCII])
    )
    assert table.pages[0].body == (3, 4)
    assert table.running == ()


def test_a_title_repeated_on_every_page_is_no_row_of_the_form():
    title = ["শিল্প মন্ত্রণালয়ের কর্ম-পরিকল্পনা"]
    table = find_table(sheet([title, WORDS, ASCII, ["১.১ সভা"], title, WORDS, ASCII, ["১.২ সভা"]]))
    assert [page.body for page in table.pages] == [(4,), (8,)]
    assert table.running == (5,)


def test_titles_of_two_cells_stay_outside_the_header():
    titles = [["মন্ত্রণালয়ের নাম:", "শিল্প মন্ত্রণালয়"]]
    two_rows = [WORDS[:6], ["", "", "", "", "", "", "১ম", "২য়"]]
    table = find_table(sheet([*titles, *two_rows, ASCII]))
    assert (table.titles, table.pages[0].header) == ((1,), (2, 3))


def test_headings_in_unknown_words_are_told_by_the_numbers_below_them():
    table = find_table(sheet([["শিরোনাম"], [f"ক{number}" for number in ASCII], ASCII, ["১.১ সভা"]]))
    assert (table.titles, table.pages[0].header) == ((1,), (2,))


def test_a_header_wholly_merged_over_two_rows_reaches_down_to_the_numbers():
    unknown = [f"ক{number}" for number in ASCII]
    merged = [Span(2, column, 3, column) for column in range(1, 9)]
    table = find_table(sheet([["শিরোনাম"], unknown, [], ASCII, ["১.১ সভা"]], merged))
    assert (table.titles, table.pages[0].header) == ((1,), (2,))


def test_a_total_right_below_a_repeated_header_is_no_heading():
    table = find_table(sheet([WORDS, ["১.১ সভা"], WORDS, ["প্রাপ্ত নম্বর: ১৭"]]))
    assert [(page.header, page.body) for page in table.pages] == [((1,), (2,)), ((3,), (4,))]


def test_a_row_of_the_plan_is_no_repeated_title_though_it_stands_above_the_form_too():
    row = ["১.১ সভা", "সভা", "২"]
    table = find_table(sheet([row, WORDS, ASCII, row, WORDS, ASCII, ["১.২ সভা"]]))
    assert table.running == ()


def test_achievements_at_the_top_of_a_page_without_numbers_are_no_part_of_its_header():
    table = find_table(sheet([WORDS, ["১.১ সভা"], WORDS, ["", "", "", "", "", "", "অর্জন", "৮০%"]]))
    assert [(page.header, page.body) for page in table.pages] == [((1,), (2,)), ((3,), (4,))]
