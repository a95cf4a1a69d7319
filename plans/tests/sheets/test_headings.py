"""Which column plays which part."""

from plans.sheets.grid import Span
from plans.sheets.headings import heading_cells, headings, part, parts_of
from plans.sheets.table import find_table
from plans.tests.sheets.building import sheet

PARTS = (
    part("line", "লক্ষ্যমাত্রা+অর্জন"),
    part("weight", "সূচকের মান"),
    part("indicator", "সূচক"),
    part("annual", "লক্ষ্যমাত্রা+-অর্জন"),
    part("q1", "1ম", "প্রথম"),
    part("remark", "মন্তব্য"),
    part("marks", "অর্জিত মান"),
)
OFFICIAL = {"indicator": 1, "weight": 2, "annual": 3, "line": 4, "q1": 5, "marks": 6, "remark": 7}
ROWS = [
    ["কর্মসম্পাদন সূচক", "সূচকের মান", "২০২০-২০২১ লক্ষ্যমাত্রা", "বাস্তবায়ন অগ্রগতি", "", "", "মন্তব্য"],
    ["", "", "", "লক্ষ্যমাত্রা/ অর্জন", "১ম কোয়ার্টার", "অর্জিত মান", ""],
    ["১", "২", "৩", "৪", "৫", "৬", "৭"],
]


def found(rows, merged=()):
    form = sheet(rows, merged)
    return headings(form, find_table(form).pages[0])


def test_headings_are_stacked_and_merged_ones_stand_over_all_their_columns():
    stacked = found(ROWS, [Span(1, 4, 1, 6), Span(1, 1, 2, 1)])
    assert stacked[1] == ("কর্মসম্পাদন সূচক",)
    assert [texts[0] for texts in (stacked[4], stacked[5], stacked[6])] == ["বাস্তবায়ন অগ্রগতি"] * 3
    assert stacked[5][1].startswith("১ম")


def test_parts_are_found_by_their_words_in_any_order():
    backwards = [list(reversed(row)) for row in ROWS[:2]] + ROWS[2:]
    assert parts_of(found(backwards), PARTS, OFFICIAL, 7) == {name: 8 - number for name, number in OFFICIAL.items()}


def test_the_official_numbering_holds_where_single_words_slipped():
    slipped = [[*ROWS[0][:5], "মন্তব্য", ""], [*ROWS[1][:5], "", "অর্জিত মান"], ROWS[2]]
    assert parts_of(found(slipped), PARTS, OFFICIAL, 7) == OFFICIAL


def test_with_another_number_of_columns_the_words_decide():
    fewer = [row[:6] for row in ROWS]
    assert parts_of(found(fewer), PARTS, OFFICIAL, 7) == {
        name: number for name, number in OFFICIAL.items() if name != "remark"
    }


def test_heading_cells_are_given_once_each():
    form = sheet(ROWS, [Span(1, 4, 1, 6)])
    cells = heading_cells(form, find_table(form).pages[0], {4, 5})
    assert [cell.address for cell in cells] == ["D1", "D2", "E2"]
