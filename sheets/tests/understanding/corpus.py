"""Owns documents that are hard to understand, made when they are asked for: by name, with what must come of them.

They open well; it is their headings, rows and texts that are too many, too long or too much alike.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from cell_values.digits import to_bengali
from egov_plans.tests import forms as egov
from integrity_plans.tests import forms as integrity
from official_forms.annex import HEADINGS
from sheets.tests.growing import HEADS, different, egov_rows, integrity_rows
from sheets.tests.hostile import FORMATS, word_document
from sheets.tests.understanding.files import Rows, excel, excel_book, ods, pasted, word, word_cell, word_table

LONGEST = 32_000  # characters of a cell
EGOV_HEADS = [*egov.TITLES, *egov.HEADER, egov.NUMBERS]
NUMBERS, WORDS = integrity.NUMBERS, integrity.WORDS


@dataclass(frozen=True)
class Expected:
    """What is right: how many indicators each plan has (None: any answer), codes that are told, codes of a refusal."""

    indicators: tuple[int, ...] | None = None
    told: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Hard:
    """A document: its maker, its file's ending, and what must come of it."""

    make: Callable[[], bytes]
    ending: str
    expected: Expected


CORPUS: dict[str, Hard] = {}
ANY = None
TOO_MUCH = ("more_than_a_plan", "file_too_large_to_read", "reading_took_too_long", "no_form_found", "unsafe_file")


def hard(*indicators: int | None, told: tuple[str, ...] = (), refused: tuple[str, ...] = (), ending: str = "xlsx"):
    """Adds a maker: with the indicators of each plan, or with ANY and the refusals it may get."""
    counts = None if None in indicators or not indicators else tuple(n for n in indicators if n is not None)

    def add(make: Callable[[], bytes]) -> Callable[[], bytes]:
        name = make.__name__.strip("_")
        CORPUS[name] = Hard(make, ending, Expected(counts, frozenset(told), frozenset(refused)))
        return make

    return add


def bn(number: int) -> str:
    return to_bengali(str(number))


def in_every_place(text: str) -> Rows:
    """A plan of one indicator with a text behind its titles and in every cell that holds words or values."""
    targets = [f"১.১ {text}", text, "২", text, text, text, "লক্ষ্যমাত্রা", text, text, text, text, text, "২", text]
    return [*integrity.TITLES, [text], WORDS, NUMBERS, [f"১. {text}"], targets, ["", *targets[1:]]]


def flood(signs: str, length: int = LONGEST) -> str:
    return (signs * (length // len(signs) + 1))[:length]


# --- rows that number the columns --------------------------------------------------------------------------------


@hard(1)
def two_thousand_numbered_rows() -> bytes:
    return excel([*HEADS, *integrity_rows(1, 1), *[NUMBERS] * 2000])


@hard(1)
def four_hundred_numbered_rows_above() -> bytes:
    return excel([*integrity.TITLES, WORDS, *[NUMBERS] * 400, *integrity_rows(1, 1)])


@hard(300)
def a_numbered_row_above_every_indicator() -> bytes:
    rows = integrity_rows(15, 20)
    return excel([*HEADS, *(each for row in rows for each in (NUMBERS, row) if row[0] or each is row)])


@hard(ANY, refused=TOO_MUCH)
def numbered_rows_and_nothing_else() -> bytes:
    return excel([NUMBERS] * 3000)


@hard(ANY, refused=TOO_MUCH)
def numbered_rows_of_ninety_nine_columns() -> bytes:
    return excel([*HEADS, *integrity_rows(1, 1), *[[bn(n) for n in range(1, 100)]] * 400])


@hard(ANY, refused=TOO_MUCH)
def numbered_rows_that_fall() -> bytes:
    return excel([*HEADS, *integrity_rows(1, 1), *[NUMBERS[::-1]] * 1000])


@hard(4)
def eight_hundred_numbered_rows_of_the_other_form() -> bytes:
    return excel([*EGOV_HEADS, *egov_rows(1, 2, 2), *[egov.NUMBERS] * 800])


@hard(150)
def a_hundred_and_fifty_pages_with_all_headings() -> bytes:
    rows = integrity_rows(15, 10)
    indicators = [rows[at : at + 2] for at in range(len(rows)) if len(rows[at]) > 1 and rows[at][0]]
    return excel([*HEADS, *(each for two in indicators for each in ([], WORDS, NUMBERS, *two))])


# --- headings ----------------------------------------------------------------------------------------------------


@hard(ANY, refused=TOO_MUCH)
def twelve_thousand_rows_of_headings() -> bytes:
    return excel([*HEADS, *[WORDS[:8]] * 12_000])


@hard(ANY, refused=TOO_MUCH)
def a_thousand_rows_of_different_headings() -> bytes:
    return excel([*HEADS, *(row for n in range(1000) for row in different([WORDS], n))])


@hard(ANY, refused=TOO_MUCH)
def headings_parted_by_blank_rows() -> bytes:
    return excel([*HEADS, *(row for n in range(2000) for row in ([], [], [], [], WORDS[:6]))])


@hard(ANY, refused=TOO_MUCH)
def headings_as_long_as_they_may_be() -> bytes:
    rng = random.Random(1)
    words = ["কার্যক্রমর", "সুচকের", "এককটি", "দায়ীত্ব", "লক্ষমাত্রা", "অজন", "অগ্রগতী", "কোয়াটার"]
    row = [[" ".join(rng.choices(words, k=9))[:88] for _ in range(10)] for _ in range(700)]
    return excel([*HEADS, *row])


@hard(ANY, refused=TOO_MUCH)
def words_nearly_headings() -> bytes:
    rng = random.Random(2)
    letters = "কখগঘচজটডতদনপবমযরলশসহািুে"
    texts = ("".join(rng.choices(letters, k=7)) + " " + "".join(rng.choices(letters, k=9)) for _ in range(12_000))
    return excel([*HEADS, *zip(*[texts] * 10, strict=True)])


@hard(ANY, refused=TOO_MUCH)
def five_thousand_ladders_of_grades() -> bytes:
    return excel([*EGOV_HEADS, *[["১০০%", "৯০%", "৮০%", "৭০%", "৬০%"]] * 5000])


@hard(ANY, refused=TOO_MUCH)
def a_heading_of_five_thousand_columns() -> bytes:
    return excel([*integrity.TITLES, WORDS * 350, NUMBERS, *integrity_rows(1, 1)])


@hard(ANY, refused=TOO_MUCH)
def a_thousand_columns_of_grades() -> bytes:
    percents = [f"{1000 - n}%" for n in range(1000)]
    return excel([*egov.TITLES, [*egov.WORDS, *percents], *(row + ["৪"] * 900 for row in egov_rows(1, 3, 3))])


@hard(ANY, refused=TOO_MUCH)
def quarters_in_every_cell() -> bytes:
    row = ["১ম কোয়ার্টার (জুলাই-সেপ্টেম্বর)", "জুলাই ২০২০ থেকে ডিসেম্বর ২০২০", "৯ মাস", "এপ্রিল পর্যন্ত", "অর্ধ বার্ষিক"]
    return excel([*HEADS, *(cell for n in range(3000) for cell in different([row], n))])


@hard(ANY, refused=TOO_MUCH)
def pages_whose_headings_all_differ() -> bytes:
    pages = ((*different([WORDS], n), NUMBERS, *integrity_rows(1, 1)) for n in range(600))
    return excel([*HEADS, *(row for page in pages for row in page)])


@hard(ANY, refused=TOO_MUCH)
def headings_with_a_column_more_on_every_page() -> bytes:
    pages = ((WORDS + [f"আরও {n}" for n in range(size)], *integrity_rows(1, 1)) for size in range(120))
    return excel([*HEADS, *(row for page in pages for row in page)])


# --- indicators --------------------------------------------------------------------------------------------------


@hard(1000)
def a_thousand_indicators() -> bytes:
    return excel([*HEADS, *integrity_rows(50, 20)])


@hard(1000)
def a_thousand_indicators_of_the_other_form() -> bytes:
    return excel([*EGOV_HEADS, *egov_rows(50, 5, 4)])


@hard(1980)
def two_thousand_indicators() -> bytes:
    return excel([*HEADS, *integrity_rows(99, 20)])


@hard(ANY, refused=TOO_MUCH)
def eight_thousand_indicators() -> bytes:
    return excel([*HEADS, *(row[:9] for row in integrity_rows(99, 81) if row[0])])


@hard(ANY, refused=TOO_MUCH)
def eight_thousand_indicators_of_the_other_form() -> bytes:
    return excel([*EGOV_HEADS, *egov_rows(80, 10, 10)])


@hard(1)
def five_thousand_areas_of_nothing() -> bytes:
    return excel([*HEADS, *integrity_rows(1, 1), *([f"{bn(n % 99 + 1)}. ক্ষেত্র {n}.....৪"] for n in range(5000))])


@hard(1)
def an_indicator_of_four_thousand_rows() -> bytes:
    return excel([*HEADS, *integrity_rows(1, 1), *[integrity.ACHIEVED] * 4000])


@hard(1)
def an_indicator_of_four_thousand_different_rows() -> bytes:
    rows = ([*(f"লেখা {n} {c}" for c in range(6)), "অর্জন", str(n)] for n in range(4000))
    return excel([*HEADS, *integrity_rows(1, 1), *(["", *row[1:]] for row in rows)])


@hard(1960)
def an_activity_of_ninety_eight_indicators_twenty_times() -> bytes:
    return excel([*EGOV_HEADS, *egov_rows(5, 4, 98)])


@hard(700, told=("number_repeated",))
def one_number_seven_hundred_times() -> bytes:
    return excel([*HEADS, integrity.AREA, *[integrity.TARGETS, integrity.ACHIEVED] * 700])


@hard(900, told=("number_inferred",))
def indicators_without_numbers() -> bytes:
    rows = ([f"সভা {n}", *integrity.TARGETS[1:]] for n in range(900))
    return excel([*HEADS, integrity.AREA, *(row for each in rows for row in (each, integrity.ACHIEVED))])


@hard(990, told=("area_missing",))
def areas_without_headings() -> bytes:
    return excel([*HEADS, *(row for row in integrity_rows(99, 10) if len(row) > 1)])


@hard(1000, told=("weight_missing",))
def a_thousand_doubts() -> bytes:
    rows = integrity_rows(50, 20)
    return excel([*HEADS, *(integrity.changed(row, c3="") if len(row) > 1 and row[0] else row for row in rows)])


@hard(1, told=("more_of_the_same",))
def twelve_thousand_cells_beside_a_plan() -> bytes:
    beside = ([f"কথা {n}-{m}" for m in range(9)] for n in range(1300))
    pairs = zip_longest(integrity_rows(1, 1), beside, fillvalue=[])
    return excel([*HEADS, *([*row, *[""] * (20 - len(row)), *words] for row, words in pairs)])


@hard(ANY, refused=TOO_MUCH)
def claims_by_the_thousand() -> bytes:
    return excel([*HEADS, *integrity_rows(1, 1), *[["মোট নম্বর: ৫০", "প্রাপ্ত নম্বর: ১৭"]] * 5000])


# --- long texts --------------------------------------------------------------------------------------------------

FLOODS = {
    "digits": "১২৩৪৫৬৭৮৯০",
    "dates": "৩০/০৯/২০২০, ",
    "dates_in_words": "৩০ সেপ্টেম্বর ২০২০ ",
    "slashes": "১/",
    "dots": ".",
    "numbers_with_dots": "১.",
    "brackets": "[১.",
    "round_brackets": "(",
    "hyphens": "-",
    "commas": "১,",
    "percents": "৮০% ",
    "marks_of_markup": "**ক",
    "tags": "<b>ক",
    "links": "[ক](",
    "joiners": "র\u200d",
    "combining_marks": "ড\u09bc\u0981",
    "newlines": "ক\n",
    "offices": "বিভাগের বিভাগ (",
    "offices_by_lines": "মন্ত্রণালয়ের বিভাগের অধিদপ্তরের কথা\n",
    "names_of_offices": "মন্ত্রণালয়ের নাম: ",
    "years": "২০২০-২০২১ ",
    "bijoy": "gš¿Yvjq ",
    "bijoy_in_bengali": "অজ©ন ",
    "leaders": "ক্ষেত্র…… ",
    "colons": "ক : ",
    "lakhs": "৫ লক্ষ ",
    "spaces": "ক \u00a0",
    "months": "জুলাই থেকে ",
    "footnotes": "৬.০০2 ",
}


def _flooded(name: str, signs: str) -> None:
    def make() -> bytes:
        return excel(in_every_place(flood(signs)))

    make.__name__ = f"a_flood_of_{name}"
    hard(ANY, refused=TOO_MUCH)(make)


for _name, _signs in FLOODS.items():
    _flooded(_name, _signs)


@hard(1)
def thirty_titles_as_long_as_a_cell_may_hold() -> bytes:
    words = flood("মন্ত্রণালয়ের বার্ষিক কথা ")
    return excel([*([words] for _ in range(30)), *HEADS, *integrity_rows(1, 1)])


@hard(1)
def fifteen_hundred_lines_above_a_plan() -> bytes:
    lines = ([f"{n} {flood('ভূমি বিভাগের কথা ', 480)}"] for n in range(1500))
    return excel([*lines, [], *HEADS, *integrity_rows(1, 1)])


# --- merged cells ------------------------------------------------------------------------------------------------


@hard(4)
def headings_merged_over_thirty_rows() -> bytes:
    merged = [f"{chr(64 + n)}3:{chr(64 + n)}32" for n in range(1, 15)]
    return excel([*integrity.TITLES, WORDS, *[[]] * 29, NUMBERS, *integrity_rows(1, 4)], merged=merged)


@hard(ANY, refused=TOO_MUCH)
def a_title_merged_over_a_hundred_thousand_cells() -> bytes:
    return excel([*HEADS, *integrity_rows(5, 10)], merged=["A1:CV2000"])


@hard(500)
def every_cell_merged_over_two_rows() -> bytes:
    rows = [row for row in integrity_rows(50, 10) if len(row) == 1 or row[0]]
    laid: list[list[str]] = [each for row in rows for each in ([row, []] if len(row) > 1 else [row])]
    at = [n for n, row in enumerate([*HEADS, *laid], start=1) if len(row) > 1 and n > len(HEADS)]
    return excel([*HEADS, *laid], merged=[f"{chr(64 + c)}{n}:{chr(64 + c)}{n + 1}" for n in at for c in (1, 2, 3, 4)])


@hard(ANY, refused=TOO_MUCH)
def merges_laid_over_each_other() -> bytes:
    merged = [f"A{n}:N{n + 20}" for n in range(3, 800)]
    return excel([*HEADS, *integrity_rows(20, 10)], merged=merged)


# --- many forms, annexes, sheets ---------------------------------------------------------------------------------


@hard(*[2] * 100)
def a_hundred_forms_in_a_sheet() -> bytes:
    return excel([row for _ in range(100) for row in (*HEADS, *integrity_rows(1, 2))])


@hard(ANY, refused=("more_than_a_plan",))
def four_hundred_forms_in_a_sheet() -> bytes:
    return excel([row for _ in range(400) for row in (*HEADS, *integrity_rows(1, 2))])


@hard(*[2] * 99)
def a_plan_on_each_of_ninety_nine_sheets() -> bytes:
    return excel_book({f"পাতা {n}": [*HEADS, *integrity_rows(1, 2)] for n in range(99)})


@hard(*[1] * 60)
def nameless_forms_beside_an_endless_cover() -> bytes:
    cover = [[f"{n}-{m} {flood('ভূমি মন্ত্রণালয়ের কথা ', 200)}" for m in range(8)] for n in range(900)]
    forms = [row for _ in range(60) for row in ([], [], [], [], *HEADS[2:], *integrity_rows(1, 1))]
    return excel_book({"মলাট": cover, "ফরম": forms})


@hard(400, told=("annex_outdated",))
def ninety_eight_annexes() -> bytes:
    annex = [["কথা"], list(HEADINGS), *(["1.1", f"বিষয় {n}", "ক", "খ"] for n in range(50))]
    return excel_book({"পাতা": [*HEADS, *integrity_rows(20, 20)], **{f"বাইরে {n}": annex for n in range(98)}})


@hard(20, told=("annex_outdated",))
def an_annex_of_ten_thousand_lines() -> bytes:
    annex = [["কথা"], list(HEADINGS), *([f"{n % 99}.{n % 9}", f"বিষয় {n}", "ক", "খ"] for n in range(10_000))]
    return excel_book({"পাতা": [*HEADS, *integrity_rows(2, 10)], "বাইরে": annex})


# --- other formats -----------------------------------------------------------------------------------------------


@hard(400, ending="docx")
def four_hundred_indicators_in_word() -> bytes:
    return word([*HEADS, *integrity_rows(20, 20)])


@hard(ANY, refused=TOO_MUCH, ending="docx")
def word_tables_nested_deep() -> bytes:
    inside = word_table([*HEADS, *integrity_rows(1, 2)])
    for _ in range(14):
        inside = f"<w:tbl><w:tr>{word_cell('ক', inside)}</w:tr></w:tbl>"
    return word_document(inside)


@hard(ANY, refused=TOO_MUCH, ending="docx")
def a_word_table_in_every_cell() -> bytes:
    inside = word_table([["ক", "খ"], ["১", "২"]])
    row = "".join(word_cell("কার্যক্রম", inside) for _ in range(10))
    return word_document(f"<w:tbl>{f'<w:tr>{row}</w:tr>' * 400}</w:tbl>")


@hard(*[1] * 90, ending="docx")
def ninety_forms_in_word() -> bytes:
    paragraph = "<w:p><w:r><w:t>পাতা</w:t></w:r></w:p>"
    return word_document(paragraph.join(word_table([*HEADS, *integrity_rows(1, 1)]) for _ in range(90)))


@hard(1000, ending="tsv")
def a_thousand_indicators_pasted() -> bytes:
    return pasted([*HEADS, *integrity_rows(50, 20)])


@hard(ANY, refused=TOO_MUCH, ending="tsv")
def pasted_quotes() -> bytes:
    return pasted([*HEADS, *integrity_rows(1, 1), ['"' * 200_000]])


@hard(ANY, refused=TOO_MUCH, ending="tsv")
def pasted_quotes_that_never_close() -> bytes:
    return pasted([*HEADS, *integrity_rows(1, 1), *[['"ক', 'খ"গ\t"']] * 40_000])


@hard(1, ending="tsv")
def two_thousand_numbered_rows_pasted() -> bytes:
    return pasted([*HEADS, *integrity_rows(1, 1), *[NUMBERS] * 2000])


@hard(1000, ending="ods")
def a_thousand_indicators_in_an_open_document() -> bytes:
    return ods([*EGOV_HEADS, *egov_rows(50, 5, 4)])


@hard(1, ending="ods")
def an_open_document_that_repeats_its_numbered_row() -> bytes:
    return ods([*HEADS, *integrity_rows(1, 1), NUMBERS], repeated=2000)


@hard(ANY, refused=(*TOO_MUCH, "damaged_file"), ending="xls")
def an_old_workbook_with_other_texts() -> bytes:
    data = bytearray((FORMATS / "industries-nis-2020-21.xls").read_bytes())
    place = data.find("লক্ষ্যমাত্রা".encode("utf-16-le"))
    while place >= 0:
        data[place : place + 4] = "১.".encode("utf-16-le")
        place = data.find("লক্ষ্যমাত্রা".encode("utf-16-le"), place + 1)
    return bytes(data)


def main(folder: Path) -> None:
    """Write the whole corpus into a folder."""
    for name, document in CORPUS.items():
        (folder / f"{name}.{document.ending}").write_bytes(document.make())
