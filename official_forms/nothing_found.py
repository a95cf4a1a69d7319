"""Owns what is said of a file no sheet of which holds a form: the numbers and headings that were found instead."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from cell_values.digits import to_bengali
from cell_values.sentence import Sentence
from official_forms import usual_columns as usual
from official_forms.form_table import find_table
from official_forms.grid import Cell, Sheet
from official_forms.header import heading_word
from official_forms.headings import part
from official_forms.leftovers import quoted
from official_forms.spelling import holds

_MOST_HEADINGS = 8
_NEEDED = (usual.ACTIVITY, usual.INDICATOR)


def nothing_found(sheets: Sequence[Sheet]) -> Sentence:
    """Why no form was found, with what stands in its place in the first sheet that holds a table or headings."""
    for sheet in sheets:
        if table := find_table(sheet):
            page = table.pages[0]
            numbers = _ranges(sorted(page.numbers))
            return _found(
                numbers, [cell for row in page.header for cell in sheet.rows[row]], _lacking(sheet, page.header)
            )
    for sheet in sheets:
        if headings := _headings(sheet):
            return _found("", headings, ())
    return NO_FORM


def _headings(sheet: Sheet) -> list[Cell]:
    """The cells of the row that holds most words of headings; of fewer than two none."""
    rows = ([cell for cell in cells if heading_word(cell.text)] for cells in sheet.rows.values())
    best = max(rows, key=len, default=[])
    return best if len(best) > 1 else []


def _lacking(sheet: Sheet, header: Iterable[int]) -> tuple[Sentence, ...]:
    """The columns no form can do without that no heading names."""
    texts = [cell.text for row in header for cell in sheet.rows[row]]
    parts = ((column, part(column.name, *column.words)) for column in _NEEDED)
    return tuple(column.called for column, words in parts if not any(words.is_named(text, holds) for text in texts))


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


NO_FORM = Sentence(
    "ফাইলে কোনো কর্ম-পরিকল্পনার ফরম পাওয়া যায়নি: কলামের নম্বরের সারি (১, ২, ৩ …) ও কলামের শিরোনাম খোঁজা হয়েছে। "
    "আনুষ্ঠানিক ফরমসহ ফাইলটি আবার দিন।",
    "No plan form was found in the file: the row numbering the columns (1, 2, 3 …) and the headings of the columns "
    "were looked for. Give the file with the official form.",
)
