"""Owns what is said of a file no sheet of which holds a form: the numbers and headings that were found instead."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from cell_values.digits import to_bengali
from cell_values.sentence import Sentence
from official_forms import usual_columns as usual
from official_forms.columns import Column, Part
from official_forms.form_table import find_table
from official_forms.grid import Cell, Sheet
from official_forms.header import heading_word, heading_words
from official_forms.headings import part
from official_forms.leftovers import quoted
from official_forms.spelling import holds

_MOST_HEADINGS = 8
_FEWEST_BELOW = 5  # headings below one another that make a table which was turned
_LONGEST_BELOW = 40  # letters of such a heading; a title is longer
_TARGET = Column(name="target", part=Part.TEXT, called=Sentence("লক্ষ্যমাত্রা", "target"), words=("লক্ষ্যমাত্রা", "target"))
# What no form can do without; then what one lacks that has these.
_NEEDED = ((usual.ACTIVITY, usual.INDICATOR), (usual.WEIGHT, usual.UNIT, _TARGET))


def nothing_found(sheets: Sequence[Sheet]) -> Sentence:
    """Why no form was found, with what stands in its place in the first sheet that holds a table or headings."""
    if not any(sheet.cells for sheet in sheets):
        return EMPTY
    for sheet in sheets:
        if turned := _turned(sheet):
            return turned
        if table := find_table(sheet):
            page = table.pages[0]
            headings = [cell for row in page.header for cell in sheet.rows[row]]
            return _found(_ranges(sorted(page.numbers)), headings, _lacking(headings))
    for sheet in sheets:
        if headings := _headings(sheet):
            return _found("", headings, _lacking(sheet.rows[headings[0].row]))
    return _no_form(sheets)


def _no_form(sheets: Sequence[Sheet]) -> Sentence:
    """What was looked for, and where the text begins that was found instead."""
    sheet = next(sheet for sheet in sheets if sheet.cells)
    first = quoted(sheet.rows[sheet.order[0]][0].text)
    return Sentence(f"{NO_FORM.bn} যা পাওয়া গেছে তার শুরু: “{first}”।", f"{NO_FORM.en} What was found begins “{first}”.")


def _turned(sheet: Sheet) -> Sentence | None:
    """Of headings that stand below one another, in one column; None where they do not."""
    words: dict[int, dict[str, Cell]] = {}
    for cell in sheet.cells.values():
        if len(cell.text) <= _LONGEST_BELOW and (word := heading_word(cell.text)):
            words.setdefault(cell.column, {}).setdefault(word, cell)
    below = max(words.values(), key=len, default={})
    across = max((len(heading_words(cells)) for cells in sheet.rows.values()), default=0)
    if len(below) < max(_FEWEST_BELOW, across + 1) or len(sheet.rows) < _FEWEST_BELOW:
        return None
    headings = sorted(below.values(), key=lambda cell: cell.row)
    return Sentence(
        f"ফাইলে কোনো কর্ম-পরিকল্পনার ফরম পাওয়া যায়নি: কলামের শিরোনামগুলো ({_listed(headings)}) একটির নিচে আরেকটি, পাশাপাশি নয়। "
        "এক্সেলে টেবিলটি কপি করে Paste Special → Transpose দিয়ে ঘুরিয়ে নিন, তারপর আবার দিন।",
        f"No plan form was found in the file: the headings of its columns ({_listed(headings)}) stand below one "
        "another, not side by side. Copy the table in Excel, turn it by Paste Special → Transpose and send it again.",
    )


def _headings(sheet: Sheet) -> list[Cell]:
    """The cells of the row that holds most words of headings; of fewer than two none."""
    rows = ([cell for cell in cells if heading_word(cell.text)] for cells in sheet.rows.values())
    best = max(rows, key=len, default=[])
    return best if len(best) > 1 else []


def _lacking(headings: Sequence[Cell]) -> tuple[Sentence, ...]:
    """The columns no form can do without that no heading names; where these are named, those it rarely lacks."""
    texts = [cell.text for cell in headings]
    for needed in _NEEDED:
        parts = ((column, part(column.name, *column.words)) for column in needed)
        lacking = [column.called for column, words in parts if not any(words.is_named(text, holds) for text in texts)]
        if lacking:
            return tuple(lacking)
    return ()


def _ranges(numbers: Sequence[int]) -> str:
    """1–6, 9–11."""
    runs = ([number for _, number in run] for _, run in groupby(enumerate(numbers), lambda each: each[1] - each[0]))
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _found(numbers: str, headings: Sequence[Cell], lacking: Sequence[Sentence]) -> Sentence:
    return Sentence(
        " ".join(_in_bengali(numbers, headings, lacking)), " ".join(_in_english(numbers, headings, lacking))
    )


def _in_bengali(numbers: str, headings: Sequence[Cell], lacking: Sequence[Sentence]) -> Iterator[str]:
    yield "ফাইলে কোনো কর্ম-পরিকল্পনার ফরম পাওয়া যায়নি।"
    table = f"{to_bengali(numbers)} নম্বরের কলামসহ একটি টেবিল" if numbers else "একটি টেবিল"
    yield f"পাওয়া গেছে {table}, শিরোনাম: {_listed(headings)}।"
    if lacking:
        yield f"পাওয়া যায়নি: {', '.join(f'“{each.bn}”' for each in lacking)} কলাম।"
    yield "কলামের শিরোনাম ও ওপরের পরিকল্পনার নাম ঠিক করে আবার দিন।"


def _in_english(numbers: str, headings: Sequence[Cell], lacking: Sequence[Sentence]) -> Iterator[str]:
    yield "No plan form was found in the file."
    table = f"a table with columns numbered {numbers}" if numbers else "a table"
    yield f"What was found is {table} and these headings: {_listed(headings)}."
    if lacking:
        yield f"It has no column for {' or '.join(f'“{each.en}”' for each in lacking)}."
    yield "Put the headings of the columns and the name of the plan above them right and send the file again."


def _listed(headings: Sequence[Cell]) -> str:
    shown = [f"“{quoted(cell.text)}”" for cell in headings[:_MOST_HEADINGS]]
    return ", ".join([*shown, *["…"] * (len(headings) > _MOST_HEADINGS)]) or "–"


EMPTY = Sentence(
    "ফাইলের কোনো পাতায় কোনো লেখা নেই; ছবি ও চার্ট পড়া হয় না। আনুষ্ঠানিক ফরম যেভাবে ঘরে ঘরে লেখা, সেই ফাইলটি দিন।",
    "No sheet of the file holds any text; pictures and charts are not read. Give the file in which the official form "
    "is written in cells.",
)
NO_FORM = Sentence(
    "ফাইলে কোনো কর্ম-পরিকল্পনার ফরম পাওয়া যায়নি: কলামের নম্বরের সারি (১, ২, ৩ …) ও কলামের শিরোনাম খোঁজা হয়েছে। "
    "আনুষ্ঠানিক ফরমসহ ফাইলটি আবার দিন।",
    "No plan form was found in the file: the row numbering the columns (1, 2, 3 …) and the headings of the columns "
    "were looked for. Give the file with the official form.",
)
