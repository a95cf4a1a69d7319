"""Owns the columns of the integrity form: their official numbers, and the words by which other layouts tell them."""

from collections.abc import Mapping
from dataclasses import dataclass

from plans.sheets.grid import Sheet
from plans.sheets.headings import headings, part, parts_of
from plans.sheets.table import Page, Table, find_table

QUARTERS = {1: "q1", 2: "q2", 3: "q3", 4: "q4"}

# The printed numbers ১ … ১৪ of the form (জাতীয় শুদ্ধাচার কৌশল কর্ম-পরিকল্পনা ও বাস্তবায়ন অগ্রগতি পরিবীক্ষণ কাঠামো).
OFFICIAL = {
    "activity": 1,
    "indicator": 2,
    "weight": 3,
    "unit": 4,
    "responsible": 5,
    "annual": 6,
    "line": 7,  # লক্ষ্যমাত্রা / অর্জন
    "q1": 8,
    "q2": 9,
    "q3": 10,
    "q4": 11,
    "total": 12,
    "marks": 13,
    "remark": 14,
}
OFFICIAL_COLUMNS = 14
_WORDS = (
    part("line", "লক্ষ্যমাত্রা+অর্জন"),
    part("q1", "1ম", "প্রথম", "1st"),
    part("q2", "2য়", "দ্বিতীয়", "2nd"),
    part("q3", "3য়", "তৃতীয়", "3rd"),
    part("q4", "4র্থ", "চতুর্থ", "4th"),
    part("total", "মোট অর্জন"),
    part("marks", "অর্জিত মান", "অর্জিত নম্বর", "প্রাপ্ত নম্বর", "প্রাপ্ত মান"),
    part("remark", "মন্তব্য"),
    part("weight", "সূচকের মান", "সুচকের মান"),
    part("indicator", "সূচক", "সুচক"),
    part("activity", "কার্যক্রম"),
    part("unit", "একক"),
    part("responsible", "দায়িত্ব"),
    part("annual", "লক্ষ্যমাত্রা"),
    part("area", "ক্ষেত্র"),
)
_NEEDED = ("activity", "indicator", "weight", *QUARTERS.values())


@dataclass(frozen=True, slots=True)
class IntegrityForm:
    """An integrity form found in a sheet: its table, and part -> printed column number."""

    table: Table
    parts: Mapping[str, int]

    def column(self, page: Page, name: str) -> int | None:
        """The sheet's column of a part on one page, None where the layout has no such part."""
        return page.columns.get(self.parts.get(name, 0))


def recognise(sheet: Sheet) -> IntegrityForm | None:
    """The integrity form in a sheet, None where there is none; hidden sheets are left alone.

    Its areas are rows; a form with a column of areas is of another kind, though it report all four quarters.
    """
    table = None if sheet.hidden else find_table(sheet)
    if table is None:
        return None
    parts = parts_of(headings(sheet, table.pages[0]), _WORDS, OFFICIAL, OFFICIAL_COLUMNS)
    return IntegrityForm(table, parts) if all(name in parts for name in _NEEDED) and "area" not in parts else None
