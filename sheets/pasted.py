"""Owns reading rows pasted from a spreadsheet into a box: cells parted by tabs, quoted where a line breaks inside."""

import re

from cell_values.sentence import Sentence
from official_forms.grid import Workbook
from official_forms.header import heading_word
from sheets.file_reading import grid_of, read_text
from sheets.formats.recognising import is_web_page
from sheets.formats.separated import is_in_columns, store_text
from sheets.limits import Budget
from sheets.refusal import Refused, too_large
from sheets.stored import StoredBook, StoredSheet

_SHEET = "পেস্ট করা সারি"
_LONGEST = 2_000_000
_FEWEST_LINES = 3  # from which rows pasted without tabs are told from a line of text
_LONGEST_HEADING = 40  # letters of a heading that stands on a line of its own
_FEWEST_GAPS = 3  # in one line
_PARTED = re.compile("[,;]")
_GAP = re.compile(r"\S {2,}(?=\S)")
_QUOTED = re.compile(r'"((?:[^"]++|"")*+)"(?=[\t\n]|\Z)')
_BARE = re.compile(r"[^\t\n]*")


def read_pasted(text: str) -> Workbook:
    """The grid of pasted rows; a refused one comes back without sheets and with the problem that says why."""
    try:
        if is_web_page(text) or is_in_columns(text):  # the source of a page, or lines of a CSV
            return grid_of(read_text(text, "", Budget()))
        return grid_of(StoredBook([_sheet(text.replace("\r\n", "\n").replace("\r", "\n"))]))
    except Refused as refused:
        return Workbook(problems=(refused.problem,))


def how_to_paste(text: str) -> Sentence | None:
    """What to say of a text whose cells no tabs part; None where they do, or where nothing tells."""
    lines = [line for line in text.splitlines() if line.strip()]
    if "\t" in text or len(lines) < _FEWEST_LINES:
        return None
    if sum(line.count("|") > 1 for line in lines) * 2 >= len(lines):
        return _PIPES
    if sum(len(_GAP.findall(line)) >= _FEWEST_GAPS for line in lines) > 1:
        return _SPACED
    bare = (line for line in lines if len(line) <= _LONGEST_HEADING and not _PARTED.search(line))
    headings = sum(heading_word(line) != "" for line in bare)
    return _CELL_BY_CELL if headings >= _FEWEST_LINES else None


_HOW_BN = "এক্সেল বা ওয়ার্ডে পুরো টেবিলটি (শিরোনাম থেকে শেষ সারি) চিহ্নিত করে কপি করুন ও এখানে পেস্ট করুন, অথবা ফাইলটিই দিন।"
_HOW_EN = (
    "Mark the whole table in Excel or Word, from the title to the last row, copy it and paste it here, or give the "
    "file itself."
)
_PIPES = Sentence(
    f"লেখায় ঘরগুলো | চিহ্ন দিয়ে আলাদা, তাই কলাম চেনা যায়নি; কিছু নেওয়া হয়নি। {_HOW_BN}",
    f"The cells of the text are parted by |, so its columns could not be told; nothing was taken over. {_HOW_EN}",
)
_SPACED = Sentence(
    f"লেখায় ঘরগুলো শুধু ফাঁক দিয়ে আলাদা (যেমন পিডিএফ থেকে কপি করলে হয়), তাই কলাম চেনা যায়নি; কিছু নেওয়া হয়নি। {_HOW_BN}",
    "The cells of the text are parted by spaces alone, as after a copy out of a PDF, so its columns could not be told; "
    f"nothing was taken over. {_HOW_EN}",
)
_CELL_BY_CELL = Sentence(
    f"লেখায় প্রতিটি ঘর আলাদা লাইনে, তাই সারি ও কলাম চেনা যায়নি; কিছু নেওয়া হয়নি। {_HOW_BN}",
    "Every cell of the text stands on a line of its own, so rows and columns could not be told; nothing was taken "
    f"over. {_HOW_EN}",
)


def _sheet(text: str) -> StoredSheet:
    if len(text) > _LONGEST:
        raise too_large("লেখা অস্বাভাবিক লম্বা।", "the text is unreasonably long.")
    sheet, budget = StoredSheet(_SHEET), Budget()
    row = column = 1
    place = 0
    while place < len(text):
        content, place = _cell(text, place)
        store_text(sheet, row, column, content, budget)
        row, column = (row + 1, 1) if text[place : place + 1] == "\n" else (row, column + 1)
        place += 1
    return sheet


def _cell(text: str, place: int) -> tuple[str, int]:
    """The content of the cell that begins at a place, and where it ends.

    Excel quotes a cell only for a line break, a tab, a quote or a comma inside it; any other quote stands for itself.
    """
    quoted = _QUOTED.match(text, place)
    if quoted is not None and any(mark in quoted[1] for mark in '\n\t",'):
        return quoted[1].replace('""', '"'), quoted.end()
    bare = _BARE.match(text, place)
    return (bare[0], bare.end()) if bare else ("", place)
