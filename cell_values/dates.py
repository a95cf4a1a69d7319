"""Owns the date: every way officers write one, and how it is shown."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from cell_values import date_doubts
from cell_values.date_doubts import show_date
from cell_values.doubt import Doubt
from cell_values.months import MONTH_PATTERN, MONTHS
from cell_values.numbers import foreign_digits, is_mixed, mixed_digits, two_scripts, without_lookalikes
from cell_values.text import normalise
from cell_values.written import LETTER, Written, pattern, written

__all__ = ["FIRST_YEAR", "LAST_YEAR", "find_date", "find_partial_date", "read_date", "show_date", "why_no_date"]

FIRST_YEAR = 2000
LAST_YEAR = 2099

_WORD_END = rf"(?![{LETTER}])"
_BEFORE = rf"(?:(?:তারিখ|তাং|date){_WORD_END}\s?[:.\-]?\s?|(?:তারিখ|তাং)ঃ\s?)?"
_ERA = "খ্রিস্টাব্দ|খ্রিষ্টাব্দ|খ্রীস্টাব্দ|খ্রীষ্টাব্দ|খৃস্টাব্দ|খৃষ্টাব্দ|খ্রিঃ?|খ্রীঃ?|খৃঃ?|ইংরেজি|ইং|সাল|ad|ce"
_AFTER = rf"(?:\s?(?:{_ERA}){_WORD_END}[.:]?)?(?:\s?(?:তারিখে|তারিখ|তাং){_WORD_END})?"
_END = rf"{_AFTER}(?:\.(?=\s|$))?(?![\d{LETTER}/\\–—-])"

_DAY = r"(?P<day>[0-9]{1,2})"
_ORDINAL_DAY = rf"{_DAY}(?:\s?(?:লা|রা|ঠা|ই|শে|st|nd|rd|th)(?=[\s,/.\-]))?"
_MONTH = r"(?P<month>[0-9]{1,2})"
_MONTH_NAME = rf"(?P<name>{MONTH_PATTERN}){_WORD_END}"
_YEAR = r"(?P<year>[0-9]+)"
_FULL_YEAR = r"(?P<year>[0-9]{4})"

_SEPARATOR = r"\s?(?P<sep>[/\\.\-–])\s?"
_SAME_SEPARATOR = r"\s?(?P=sep)\s?"
_DAY_TO_NAME = r"[\s/.\-]{0,3}(?:of\s)?"
# After a comma only four digits are a year: ৩০ জুন, ১২ may be a date and a number.
_NAME_TO_YEAR = rf"(?:[\s/.'’\-]{{0,3}}|\s?,\s?(?=[0-9]{{4}}))(?![0-9]{{1,2}}{_DAY_TO_NAME}(?:{MONTH_PATTERN}))"

# In this order: day before month is how Bangladesh writes, and a year can lead with four digits only.
_FORMS = (
    pattern(rf"{_BEFORE}{_DAY}{_SEPARATOR}{_MONTH}{_SAME_SEPARATOR}{_YEAR}{_END}"),
    pattern(rf"{_BEFORE}{_ORDINAL_DAY}{_DAY_TO_NAME}{_MONTH_NAME}{_NAME_TO_YEAR}{_YEAR}{_END}"),
    pattern(rf"{_BEFORE}{_FULL_YEAR}{_SEPARATOR}{_MONTH}{_SAME_SEPARATOR}{_DAY}{_END}"),
    pattern(rf"{_BEFORE}{_MONTH_NAME}\.?\s?{_ORDINAL_DAY}(?:,\s?|\s){_FULL_YEAR}{_END}"),
)
_DAY_AND_NAME = pattern(rf"{_BEFORE}{_ORDINAL_DAY}{_DAY_TO_NAME}{_MONTH_NAME}{_END}")
_NAME_AND_DAY = pattern(rf"{_BEFORE}{_MONTH_NAME}\.?\s?{_ORDINAL_DAY}{_END}")
_DAY_AND_MONTH = pattern(rf"{_BEFORE}{_DAY}(?P<sep>[/\\\-–]){_MONTH}{_END}")
_DAY_AND_PADDED_MONTH = pattern(rf"{_BEFORE}{_DAY}/(?P<month>0[0-9]){_END}")
_NAME_AND_YEAR = pattern(rf"{_BEFORE}{_MONTH_NAME}[\s,/.'’\-]{{0,3}}{_FULL_YEAR}{_END}")
_SPACE_INSIDE = re.compile(r"[0-9]\s+[/\\.\-–]\s?[0-9]|[0-9]\s?[/\\.\-–]\s+[0-9]")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date, or what was meant as one (``day`` None, with an error), and where it ends in the text."""

    end: int
    day: date | None
    doubts: tuple[Doubt, ...] = ()


def read_date(text: str, *, start_year: int | None = None) -> tuple[date | None, tuple[Doubt, ...]]:
    """A whole text as one date, with its doubts; None comes with an error.

    ``start_year`` is the year in which the fiscal year began; it serves hints only.
    """
    source = written(normalise(text))
    found = find_date(source, 0, start_year) or find_partial_date(source, 0, start_year)
    if found is None or found.end != len(source.typed):
        return None, (why_no_date(source.typed),)
    return found.day, found.doubts


def read_sure_date(text: str) -> tuple[date | None, tuple[Doubt, ...]]:
    """As ``read_date``, where nobody is asked whether 8 or ৪ was meant: digits of two scripts are no date there."""
    day, doubts = read_date(text)
    return (None if any(doubt.code == "mixed_digits" for doubt in doubts) else day), doubts


def find_date(source: Written, at: int, start_year: int | None) -> FoundDate | None:
    """What is written like a whole date from ``at`` on."""
    for form in _FORMS:
        match = form.match(source.folded, at)
        if match is not None:
            return _understood(match, source.between(at, match.end()), start_year)
    return None


def find_partial_date(source: Written, at: int, start_year: int | None, *, dated: bool = True) -> FoundDate | None:
    """What is written like a date from ``at`` on but lacks its year or its day.

    Where no date is expected (``dated`` false) ৪/৫ is a fraction, and only ৩০/০৯ is a date without a year.
    """
    for form in (_DAY_AND_NAME, _NAME_AND_DAY, _DAY_AND_MONTH if dated else _DAY_AND_PADDED_MONTH):
        match = form.match(source.folded, at)
        if match is not None:
            meant = _in_fiscal_year(int(match["day"]), _month(match), start_year)
            return FoundDate(match.end(), None, (date_doubts.year_missing(source.between(at, match.end()), meant),))
    match = _NAME_AND_YEAR.match(source.folded, at)
    return match and FoundDate(match.end(), None, (date_doubts.day_missing(source.between(at, match.end())),))


def why_no_date(read: str) -> Doubt:
    """The error for a fragment that seems meant as a date and is none."""
    repaired = without_lookalikes(read)
    if repaired != read:
        source = written(repaired)
        found = find_date(source, 0, None)
        if found is not None and found.end == len(repaired):
            return mixed_digits(read, "তারিখ", "date")
    return foreign_digits(read) or date_doubts.not_a_date(read)


def _understood(match: re.Match[str], read: str, start_year: int | None) -> FoundDate:
    day, month, digits = int(match["day"]), _month(match), match["year"]
    # ২০২ or ২০২০১ is a slip of the finger: a year is proposed, never taken.
    if len(digits) not in (2, 4):
        doubt = date_doubts.year_digits(read, len(digits), _in_fiscal_year(day, month, start_year))
        return FoundDate(match.end(), None, (doubt,))
    year = int(digits) + (2000 if len(digits) == 2 else 0)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return FoundDate(match.end(), None, (date_doubts.year_out_of_range(read),))
    if not (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return FoundDate(match.end(), None, (date_doubts.impossible_date(read, day, month, year),))
    return FoundDate(match.end(), date(year, month, day), _notices(match, read))


def _notices(match: re.Match[str], read: str) -> tuple[Doubt, ...]:
    # The common case has nothing to say: four digits of one script and no space.
    if len(match["year"]) == 4 and " " not in match[0] and "\n" not in match[0] and not is_mixed(read):
        return ()
    doubts = [two_scripts(read)] if is_mixed(read) else []
    doubts += [date_doubts.two_digit_year(read, match["year"])] if len(match["year"]) == 2 else []
    if "sep" in match.groupdict() and _SPACE_INSIDE.search(match[0]):
        doubts.append(date_doubts.space_in_date(read))
    return tuple(doubts)


def _month(match: re.Match[str]) -> int:
    parts = match.groupdict()
    return int(parts["month"]) if "month" in parts else MONTHS[parts["name"]]


def _in_fiscal_year(day: int, month: int, start_year: int | None) -> date | None:
    """The date with this day and month in the fiscal year that began on 1 July of ``start_year``."""
    if start_year is None:
        return None
    try:
        return date(start_year if month >= 7 else start_year + 1, month, day)
    except ValueError:
        return None
