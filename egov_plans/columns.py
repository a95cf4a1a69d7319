"""Owns the columns of the e-governance form: their official numbers, the ladder of grades, the quarters' progress."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from plans.sheets.grid import Sheet
from plans.sheets.headings import Headings, headings, part, parts_of
from plans.sheets.table import Page, Table, find_table
from plans.sheets.titles import quarters_in
from plans.values.digits import to_ascii
from plans.values.text import key

# The printed numbers ১ … ১১ of the form (ই-গভর্ন্যান্স ও উদ্ভাবন কর্মপরিকল্পনা).
OFFICIAL = {
    "serial": 1,
    "area": 2,
    "area_weight": 3,
    "activity": 4,
    "indicator": 5,
    "unit": 6,
    "weight": 7,
}
OFFICIAL_COLUMNS = 11
_WORDS = (
    part("progress", "অগ্রগতি"),
    part("area_weight", "ক্ষেত্র+মান"),
    part("area", "ক্ষেত্র"),
    part("weight", "সূচকের মান", "সুচকের মান"),
    part("area_weight", "মান+-চলতি"),
    part("indicator", "সূচক", "সুচক"),
    part("activity", "কার্যক্রম"),
    part("unit", "একক"),
    part("serial", "ক্রম"),
)
_NEEDED = ("area", "activity", "indicator", "weight")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s?%")
_GRADES = {  # word of a heading -> percent on the ladder of three, on the ladder of five
    "অতিউত্তম": (90, 90),
    "চলতিমানেরনিম্নে": (60, 60),
    "চলতিমাননিম্নে": (60, 60),
    "অসাধারণ": (100, 100),
    "উত্তম": (80, 80),
    "চলতিমান": (60, 70),
}
_LADDER_OF_THREE = 3
_TARGET = key("লক্ষ্যমাত্রা")


@dataclass(frozen=True, slots=True)
class EgovForm:
    """An e-governance form found in a sheet: its table and which printed column number holds what."""

    table: Table
    parts: Mapping[str, int]
    grades: Mapping[Decimal, int]  # percent -> number, best first
    progress: Mapping[int, int | None]  # number -> the quarter its heading names, if any

    def column(self, page: Page, name: str) -> int | None:
        """The sheet's column of a part on one page, None where the layout has no such part."""
        return page.columns.get(self.parts.get(name, 0))


def recognise(sheet: Sheet) -> EgovForm | None:
    """The e-governance form in a sheet, None where there is none; hidden sheets are left alone."""
    table = None if sheet.hidden else find_table(sheet)
    if table is None:
        return None
    found = headings(sheet, table.pages[0])
    grades = _grades(found)
    parts = parts_of(found, _WORDS, OFFICIAL, OFFICIAL_COLUMNS)
    if not grades or any(name not in parts for name in _NEEDED):
        return None
    return EgovForm(table, parts, grades, _progress(found, set(grades.values())))


def _grades(found: Headings) -> dict[Decimal, int]:
    """A graded column has the word of a grade over it, or a percentage under the heading of the targets."""
    words = {number: _grade_word(texts) for number, texts in found.items()}
    written = {number: _written_percent(texts) for number, texts in found.items() if words[number] or _targets(texts)}
    ladder = int(sum(word is not None for word in words.values()) > _LADDER_OF_THREE)
    usual = {number: Decimal(_GRADES[word][ladder]) for number, word in words.items() if word}
    graded = {number: percent or usual.get(number) for number, percent in written.items()}
    percents = {percent: number for number, percent in graded.items() if percent is not None}
    return dict(sorted(percents.items(), reverse=True))


def _targets(texts: tuple[str, ...]) -> bool:
    return any(_TARGET in key(text) for text in texts)


def _grade_word(texts: tuple[str, ...]) -> str | None:
    keys = [key(text) for text in texts]
    return next((word for word in _GRADES if any(key(word) in each for each in keys)), None)


def _written_percent(texts: tuple[str, ...]) -> Decimal | None:
    match = next(filter(None, (_PERCENT.search(to_ascii(text)) for text in texts)), None)
    return Decimal(match[1]) if match else None


def _progress(found: Headings, grades: set[int]) -> dict[int, int | None]:
    progress: dict[int, int | None] = {}
    for number, texts in found.items():
        quarters = [quarter for text in reversed(texts) for quarter in quarters_in(text)]
        if number not in grades and (quarters or any("অগ্রগতি" in key(text) for text in texts)):
            progress[number] = quarters[0] if quarters else None
    return progress
