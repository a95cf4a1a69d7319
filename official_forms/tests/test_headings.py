"""What the headings over a column say."""

from official_forms.form_table import find_table
from official_forms.grid import Span
from official_forms.headings import heading_cells, named_parts, part, printed_columns, quarter_part, stacks
from sheets.tests.building import sheet

PARTS = (
    part("line", "লক্ষ্যমাত্রা+অর্জন"),
    quarter_part("q1", 1),
    part("marks", "অর্জিত+মান"),
    part("weight", "সূচক+মান"),
    part("indicator", "সূচক"),
    part("annual", "লক্ষ্যমাত্রা+-অর্জন"),
    part("remark", "মন্তব্য"),
)
ORDER = ["indicator", "weight", "annual", "line", "q1", "marks", "remark"]
ROWS = [
    ["কর্মসম্পাদন সূচক", "সূচকের মান", "২০২০-২০২১ লক্ষ্যমাত্রা", "বাস্তবায়ন অগ্রগতি", "", "", "মন্তব্য"],
    ["", "", "", "লক্ষ্যমাত্রা/ অর্জন", "১ম কোয়ার্টার", "অর্জিত মান", ""],
    ["১", "২", "৩", "৪", "৫", "৬", "৭"],
]


def stacked(rows, merged=()):
    form = sheet(rows, merged)
    return stacks(form, find_table(form).pages[0])


def test_headings_are_stacked_and_merged_ones_stand_over_all_their_columns():
    found = stacked(ROWS, [Span(1, 4, 1, 6), Span(1, 1, 2, 1)])
    assert [cell.text for cell in found[1]] == ["কর্মসম্পাদন সূচক"]
    assert [found[column][0].text for column in (4, 5, 6)] == ["বাস্তবায়ন অগ্রগতি"] * 3
    assert found[5][1].text.startswith("১ম")


def test_parts_are_named_by_their_words_in_any_order():
    backwards = [list(reversed(row)) for row in ROWS[:2]] + ROWS[2:]
    assert named_parts(stacked(backwards), PARTS) == {name: 7 - place for place, name in enumerate(ORDER)}


def test_other_spellings_count_where_no_column_has_the_word_itself():
    spelled = [
        ["সুচক", "সুচকের মান", "লক্ষমাত্রা", "", "", "", "মন্তব"],
        ["", "", "", "লক্ষমাত্রা অজন", "১ম কোয়াটার", "অর্জিত মান"],
        ROWS[2],
    ]
    assert named_parts(stacked(spelled), PARTS) == {name: place for place, name in enumerate(ORDER, start=1)}


def test_of_two_columns_of_one_name_the_left_one_is_the_part():
    twice = [["সূচক", "সূচক", "লক্ষ্যমাত্রা", "অর্জন", "১ম কোয়ার্টার", "মান", "মন্তব্য"], ROWS[2]]
    assert named_parts(stacked(twice), PARTS)["indicator"] == 1
    assert 2 not in named_parts(stacked(twice), PARTS).values()


def test_columns_are_printed_where_a_number_or_a_heading_stands():
    form = sheet([["", *WORDS_APART], ["", "১", "", "২", "৩", "৪", "৫", "৬", ""]])
    assert printed_columns(form, find_table(form).pages[0]) == (2, 4, 5, 6, 7, 8, 9)


def test_heading_cells_are_given_once_each():
    form = sheet(ROWS, [Span(1, 4, 1, 6)])
    assert [cell.address for cell in heading_cells(form, find_table(form).pages[0], {4, 5})] == ["D1", "D2", "E2"]


WORDS_APART = ["কার্যক্রম", "", "সূচক", "মান", "একক", "লক্ষ্যমাত্রা", "অর্জন", "মন্তব্য"]
