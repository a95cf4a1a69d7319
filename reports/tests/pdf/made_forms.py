"""Owns forms made up for layout tests: every cell carries a token that tells on which page it was printed."""

import random
import re
from datetime import date

from reports.pdf.imprint import Imprint
from reports.pdf.official_form import (
    FormActivity,
    FormArea,
    FormIndicator,
    FormTotals,
    GradeColumn,
    OfficialForm,
    Quarter,
    QuarterEntry,
)

WORDS = ["উদ্ভাবনী", "ধারণা", "বাস্তবায়ন", "সেবা", "সহজিকরণ", "প্রাতিষ্ঠানিক", "দক্ষতা"]
GRADES = tuple(GradeColumn(name, f"{percent}%") for name, percent in (("অসাধারণ", 100), ("উত্তম", 80), ("চলতি মান", 60)))
TOTALS = FormTotals("৫০", "১৭.০০", "১১.০০", "৫০", "২৯.০০", "৫০", "১৭")
IMPRINT = Imprint("bn", "পরীক্ষা মন্ত্রণালয়", date(2021, 10, 14), state="খসড়া", policy="পরীক্ষার নীতি")
_TOKEN = re.compile(r"[A-Z]\d+z")


def made_form(*areas: FormArea, grades: tuple[GradeColumn, ...] = GRADES) -> OfficialForm:
    quarter = Quarter(1, "১ম", "প্রথম", "জুলাই-সেপ্টেম্বর, ২০২১")
    names = ("মন্ত্রণালয়ের নাম", "পরীক্ষা মন্ত্রণালয়", "২০২১-২০২২", "২০২১-২২")
    return OfficialForm(*names, quarter, areas, TOTALS, IMPRINT, grades)


class FormMaker:
    """Makes areas of any shape from a seed; ``rows`` holds the tokens of each indicator made, in order."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self.rows: list[set[str]] = []

    def words(self, most: int) -> str:
        return " ".join(self._random.choices(WORDS, k=self._random.randint(1, most)))

    def area(self, number: int, *, activities: int, indicators: int) -> FormArea:
        """An area of up to so many activities with up to so many indicators each."""
        made = [self._activity(f"{number}.{n}", indicators) for n in range(1, self._random.randint(1, activities) + 1)]
        return FormArea(str(number), f"H{number}z {self.words(15)}", "5", tuple(made))

    def _activity(self, number: str, indicators: int) -> FormActivity:
        count = self._random.randint(1, indicators)
        rows = tuple(self.indicator(f"{number}.{n}") for n in range(1, count + 1))
        return FormActivity(number, self.words(15), rows)

    def indicator(self, number: str, *, remark: str = "") -> FormIndicator:
        key = len(self.rows)
        indicator = FormIndicator(
            number,
            f"T{key}z {self.words(20)} V{key}z",
            "5",
            f"U{key}z",
            targets=(f"G{key}z",) * 3,
            quarters=(QuarterEntry(f"Q{key}z", f"R{key}z {self.words(6)} S{key}z"),) + (QuarterEntry(),) * 3,
            progress=(f"P{key}z {self.words(12)} W{key}z",),
            remark=remark or f"M{key}z {self.words(25)} N{key}z",
        )
        self.rows.append(set(_TOKEN.findall(repr(indicator))))
        return indicator


def pages_of_tokens(pages: list[str]) -> dict[str, set[int]]:
    """On which pages each token stands."""
    found: dict[str, set[int]] = {}
    for number, page in enumerate(pages):
        for token in _TOKEN.findall(page):
            found.setdefault(token, set()).add(number)
    return found
