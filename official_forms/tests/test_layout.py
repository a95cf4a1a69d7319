"""Deciding which column plays which part."""

from official_forms.form_table import find_table
from official_forms.headings import part, quarter_part
from official_forms.layout import Official, lay_out
from sheets.tests.building import sheet

WORDS = ["কার্যক্রম", "সূচক", "সূচকের মান", "একক", "লক্ষ্যমাত্রা", "১ম কোয়ার্টার", "অর্জিত মান", "মন্তব্য"]
NAMES = ["activity", "indicator", "weight", "unit", "annual", "q1", "marks", "remark"]
NUMBERS = [str(number) for number in range(1, 9)]
ROW = ["১.১ সভা", "অনুষ্ঠিত সভা", "২", "সংখ্যা", "৪", "১", "", "সভা হয়েছে"]
OFFICIAL = Official(
    order={name: number for number, name in enumerate(NAMES, start=1)},
    width=8,
    parts=(
        quarter_part("q1", 1),
        part("baseline", "ভিত্তি"),
        part("marks", "অর্জিত+মান"),
        part("remark", "মন্তব্য"),
        part("weight", "সূচক+মান"),
        part("indicator", "সূচক"),
        part("activity", "কার্যক্রম"),
        part("unit", "একক"),
        part("annual", "লক্ষ্যমাত্রা"),
    ),
    contents={
        "weight": str.isdecimal,
        "marks": str.isdecimal,
        "unit": lambda text: not text.isdecimal(),
        "activity": lambda text: not text.isdecimal(),
    },
    composed=lambda found: {},
    told_by_contents="weight",
)


def laid(*rows):
    form = sheet([*rows])
    return lay_out(form, find_table(form), OFFICIAL)


def columns(*rows):
    (page,) = laid(*rows).pages
    return dict(page.columns)


def without(texts, *names):
    return [text for text, name in zip(texts, NAMES, strict=True) if name not in names]


def changed(texts, **named):
    return [named.get(name, text) for text, name in zip(texts, NAMES, strict=True)]


IN_ORDER = {name: number for number, name in enumerate(NAMES, start=1)}


def test_the_official_order_needs_no_numbers_where_all_headings_stand():
    assert columns(WORDS, NUMBERS, ROW) == IN_ORDER
    assert columns(WORDS, ROW) == IN_ORDER


def test_the_official_order_holds_where_headings_slipped_one_column():
    (page,) = laid([*WORDS[:6], "মন্তব্য", "অর্জিত মান"], NUMBERS, ROW).pages
    assert page.columns == IN_ORDER
    assert [(cell.address, name) for cell, name in page.moved] == [("G1", "remark"), ("H1", "marks")]


def test_the_official_order_holds_where_a_heading_is_lost_but_all_columns_are_numbered():
    assert columns(changed(WORDS, unit="xxxx", indicator=""), NUMBERS, ROW) == IN_ORDER


def test_fewer_columns_go_by_their_words():
    rows = [without(texts, "marks") for texts in (WORDS, NUMBERS, ROW)]
    assert columns(*rows) == {"activity": 1, "indicator": 2, "weight": 3, "unit": 4, "annual": 5, "q1": 6, "remark": 7}


def test_as_many_columns_with_a_foreign_one_go_by_their_words():
    """A baseline in place of the weight: the unit stands in column 3."""
    texts = ["কার্যক্রম", "সূচক", "একক", "ভিত্তিবছর", "লক্ষ্যমাত্রা", "১ম কোয়ার্টার", "অর্জিত মান", "মন্তব্য"]
    found = columns(texts, NUMBERS, ["১.১ সভা", "সভা", "সংখ্যা", "৩", "৪", "১", "", ""])
    assert (found["unit"], found["baseline"], "weight" in found) == (3, 4, False)


def test_the_official_order_does_not_hold_against_the_cells():
    """As many columns in another order, and the headings too damaged to say so."""
    rows = [changed(ROW, weight="সংখ্যা", unit="২") for _ in range(3)]
    assert columns(changed(WORDS, weight="একক", unit="সূচকের মান"), NUMBERS, *rows)["unit"] == 3


def test_exchanged_columns_are_told_by_their_numbers():
    def exchanged(texts):
        return [*texts[:4], texts[5], texts[4], *texts[6:]]

    assert columns(*(exchanged(texts) for texts in (WORDS, NUMBERS, ROW))) == {**IN_ORDER, "annual": 6, "q1": 5}


def test_neighbours_with_exchanged_headings_are_set_right_by_their_cells():
    rows = [without(texts, "q1") for texts in (changed(WORDS, marks="মন্তব্য", remark="অর্জিত মান"), ROW)]
    (page,) = laid(*rows).pages
    assert (page.columns["marks"], page.columns["remark"]) == (6, 7)
    assert {name for _, name in page.moved} == {"marks", "remark"}


def test_a_damaged_heading_is_told_by_its_neighbours():
    (page,) = laid(*(without(texts, "remark") for texts in (changed(WORDS, unit="xxxx"), ROW))).pages
    assert (page.columns["unit"], page.inferred) == (4, ("unit",))


def test_a_damaged_heading_between_parts_that_leave_a_choice_stays_unnamed():
    texts = [without(each, "remark", "weight") for each in (changed(WORDS, unit="xxxx"), changed(ROW, unit=""))]
    assert "unit" not in columns(*texts)


def test_a_part_may_be_told_by_its_cells_alone():
    rows = [without(texts, "remark", "q1") for texts in (changed(WORDS, weight="xx", indicator="yy"), ROW, ROW)]
    (page,) = laid(*rows).pages
    assert page.inferred[0] == "weight"


def test_pages_shifted_aside_keep_the_order():
    form = laid(WORDS, NUMBERS, ROW, [], ["", *WORDS], ["", *NUMBERS], ["", *ROW])
    assert form.pages[1].columns == {name: number + 1 for name, number in IN_ORDER.items()}


def test_a_page_that_lost_its_headings_goes_by_the_best_one():
    form = laid(NUMBERS[:7], ROW[:7], [], WORDS, NUMBERS, ROW)
    assert form.best is form.pages[1]
    assert form.pages[0].columns == IN_ORDER
