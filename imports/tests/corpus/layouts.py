"""Owns how a form of the corpus may be laid out, and how its values are typed into cells."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from cell_values.digits import to_ascii, to_bengali

Json = dict[str, Any]

PLAN = ("activity", "indicator", "weight", "unit", "responsible", "annual")
QUARTERS = ("q1", "q2", "q3", "q4")
FOURTEEN = (*PLAN, "line", *QUARTERS, "total", "marks", "remark")
FIFTEEN = (*PLAN[:5], "baseline", *FOURTEEN[5:])
TWELVE = (*PLAN, "line", *QUARTERS, "remark")
TWELVE_OF_2017 = ("activity", "indicator", "unit", "responsible", "baseline", "annual", "line", *QUARTERS, "remark")
ELEVEN = (*PLAN, "line", *QUARTERS)
ELEVEN_WITHOUT_LINES = (*PLAN, *QUARTERS, "remark")
EIGHT = ("activity", "indicator", "weight", "unit", *QUARTERS)


Setting = tuple[
    str, str, str
]  # number of an indicator, part, how it is set: raised, struck, unseen, row or column hidden


@dataclass(frozen=True)
class Layout:
    """What differs from the official workbook."""

    columns: tuple[str, ...] = FOURTEEN
    numbered: bool = True
    merged: bool = True
    spelling: str = "official"  # official, variant, short
    lines: str = "two"  # two rows for each indicator, one with both labels, or one row without labels
    area_weight: str = "dots"  # dots, colon, ellipsis, column, none
    # printed, bengali, ascii, mixed, scripts (in one figure), tails, numbers, dates, percents, formulas, bijoy, drawn
    typing: str = "printed"
    page: int = 0  # indicators on a printed page, where the workbook keeps its pages; 0: all
    dates_in_rows: bool = False  # the dates of an annual target each in a row of its own
    top: int = 0  # empty rows above
    left: int = 0  # empty columns before
    office_first: bool = False
    grades: tuple[int, ...] = (100, 80, 60)  # of the e-governance form
    progress: tuple[int, ...] = (1,)  # its columns of progress, by quarter
    to_date: bool = False  # the progress counts from the beginning of the year
    totals: str = "two cells"  # of the e-governance form: two cells, one cell, none
    title: str = ""  # in place of the official one
    past_actual: bool = False  # the e-governance form says what was achieved in the year before
    whole_year: bool = False  # and beside its quarters what was achieved from July to June
    short: bool = False  # rows of achievements lack the cells merged from above
    place: str = ""  # of a field office without a label: behind its name, or in the line below
    july_to_june: bool = False  # the year in the title
    letterhead: tuple[str, ...] = ()  # further lines above the office
    signed: tuple[str, ...] = ()  # the lines of a signature below the table
    settings: tuple[Setting, ...] = ()  # what is set otherwise than the rest

    def but(self, **changes: Any) -> "Layout":
        return replace(self, **changes)


@dataclass(frozen=True)
class Typed:
    """A value as it stands in a cell, and the text it shows."""

    content: Any
    text: str
    number_format: str = "General"


_NUMBER = re.compile(r"\d+(\.\d+)?", re.ASCII)
_FIGURE = re.compile(r"[0-9০-৯]{2,}|[0-9০-৯]\.[0-9০-৯]+")
_DATE = re.compile(r"(\d\d)/(\d\d)/(\d{4})", re.ASCII)


@dataclass
class Typist:
    """Types values into cells in one manner."""

    manner: str
    turn: Iterator[int] = field(default_factory=itertools.count)

    def value(self, value: Json | None) -> Typed | None:
        """A target or an achievement; None for a blank one."""
        return self.typed(value["text"], value) if value else None

    def typed(self, text: str, value: Json | None = None) -> Typed:
        ascii_text = to_ascii(text)
        if self.manner == "percents" and value and ascii_text == f"{value['quantity']}%":
            return Typed(float(Decimal(value["quantity"]) / 100), ascii_text, "0.0%" if "." in ascii_text else "0%")
        if self.manner == "tails" and ascii_text.isdecimal():
            return self._text(f"{text}.{'0' if text == ascii_text else '০'}")
        if self.manner in ("numbers", "dates", "formulas", "percents") and _NUMBER.fullmatch(ascii_text):
            return self._number(ascii_text)
        if self.manner == "dates" and (match := _DATE.fullmatch(ascii_text)):
            day, month, year = map(int, match.groups())
            return Typed(date(year, month, day), ascii_text, "dd/mm/yyyy")
        return self._text(text)

    def _number(self, text: str) -> Typed:
        number = float(text) if "." in text else int(text)
        if self.manner == "formulas":
            return Typed(Formula(f"={text}+0", text), text)
        return Typed(number, text)

    def _text(self, text: str) -> Typed:
        turn = next(self.turn)
        if self.manner == "bengali" or (self.manner == "mixed" and turn % 2):
            text = to_bengali(text)
        elif self.manner in ("ascii", "mixed"):
            text = to_ascii(text)
        elif self.manner == "scripts" and (match := _FIGURE.search(text)):
            first = match[0][0]
            other = to_bengali(first) if first.isascii() else to_ascii(first)
            text = f"{text[: match.start()]}{other}{text[match.start() + 1 :]}"
        return Typed(text, text)


@dataclass(frozen=True)
class Formula:
    """A formula with the result its program stored."""

    formula: str
    result: str
