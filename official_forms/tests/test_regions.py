"""Several plans in one sheet."""

import pytest

from official_forms.regions import split
from sheets.tests.building import sheet

HEADER = ["কার্যক্রম", "সূচক", "মান", "একক", "দায়িত্ব", "লক্ষ্যমাত্রা", "অর্জন", "মন্তব্য"]
NUMBERS = [str(number) for number in range(1, 9)]


def page(*rows):
    return [HEADER, NUMBERS, *([text, "সভা", "২"] for text in rows)]


def tops(*rows):
    parts = split(sheet([*rows]))
    return [min(part.rows) for part in parts]


def test_one_plan_stays_the_sheet_itself():
    whole = sheet(page("১.১ সভা", "১.২ সভা"))
    assert split(whole) == (whole,)


def test_an_empty_sheet_stays_itself():
    assert len(split(sheet([]))) == 1


def test_numbers_that_go_on_are_a_page_of_the_same_plan():
    assert len(tops(*page("১.১ সভা"), [], ["৩"], [], *page("১.২ সভা"), [], *page("১.১০ সভা"))) == 1


@pytest.mark.parametrize("first", ["১.১ সভা", "[১.১.১] সভা"])
def test_numbers_that_start_over_begin_another_plan(first):
    assert tops(*page("১.১ সভা", "২.১ সভা"), [], *page(first)) == [1, 6]


def test_another_office_begins_another_plan_with_its_titles():
    first = [["শিল্প মন্ত্রণালয়"], *page("১.১ সভা"), ["সচিব"]]
    assert tops(*first, [], ["গণপ্রজাতন্ত্রী বাংলাদেশ সরকার"], ["ভূমি মন্ত্রণালয়"], *page("২.১ সভা")) == [1, 7]


def test_another_year_begins_another_plan():
    titled = [["কর্ম-পরিকল্পনা ২০২০-২১"], *page("১.১ সভা")]
    assert tops(*titled, ["কর্ম-পরিকল্পনা ২০২১-২২"], *page("১.২ সভা")) == [1, 5]


def test_a_title_repeated_on_the_next_page_begins_nothing():
    titled = [["শিল্প মন্ত্রণালয়"], *page("১.১ সভা")]
    assert len(tops(*titled, ["শিল্প মন্ত্রণালয়"], *page("১.২ সভা"))) == 1


def test_every_cell_goes_to_exactly_one_plan_and_keeps_its_address():
    whole = sheet([*page("১.১ সভা"), ["স্বাক্ষর"], [], ["ভূমি মন্ত্রণালয়"], *page("১.১ সভা")])
    parts = split(whole)
    assert len(parts) == 2
    assert {position: cell for part in parts for position, cell in part.cells.items()} == dict(whole.cells)
    assert sum(len(part.cells) for part in parts) == len(whole.cells)
    assert (4, 1) in parts[0].cells
