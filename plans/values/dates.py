"""Owns the date: every way officers write one, and how it is shown."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from plans.values.digits import to_bengali
from plans.values.doubt import Doubt, error, notice
from plans.values.months import MONTH_PATTERN, MONTHS
from plans.values.numbers import is_mixed, mixed_digits, why_no_number
from plans.values.text import normalise
from plans.values.written import LETTER, Written, pattern, written

FIRST_YEAR = 2000
LAST_YEAR = 2099

_BEFORE = rf"(?:(?:তারিখ|তাং|date)(?![{LETTER}])\s?[:.\-]?\s?|তারিখঃ\s?|তাংঃ\s?)?"
_ERA = r"খ্রিস্টাব্দ|খ্রিষ্টাব্দ|খ্রীস্টাব্দ|খ্রীষ্টাব্দ|খৃষ্টাব্দ|খৃস্টাব্দ|খ্রি[:ঃ]?|খ্রী[:ঃ]?|খৃ[:ঃ]?|ইংরেজি|ইং|সাল|ad|ce"
_AFTER = rf"(?:\s?(?:{_ERA})(?![{LETTER}])\.?)?(?:\s?(?:তারিখে|তারিখ|তাং)(?![{LETTER}]))?"
_END = rf"{_AFTER}(?:\.(?=\s|$))?(?![\d{LETTER}/\\–—-])"
_DAY = r"(?P<day>[0-9]{1,2})"
_ORDINAL = r"(?:\s?(?:লা|রা|ঠা|ই|শে|st|nd|rd|th)(?=[\s,/.\-]))?"


_SEPARATOR = r"\s?(?P<sep>[/\\.\-–])\s?"
_SAME = r"\s?(?P=sep)\s?"
_MONTH_NUMBER = r"(?P<month>[0-9]{1,2})"
_MONTH_NAME = rf"(?P<name>{MONTH_PATTERN})(?![{LETTER}])"
_FORMS = (
    pattern(rf"{_BEFORE}{_DAY}{_SEPARATOR}{_MONTH_NUMBER}{_SAME}(?P<year>[0-9]+){_END}"),
    pattern(rf"{_BEFORE}{_DAY}{_ORDINAL}[\s/.\-]{{0,3}}{_MONTH_NAME}[\s,/.'’\-]{{0,3}}(?P<year>[0-9]+){_END}"),
    pattern(rf"(?P<year>[0-9]{{4}}){_SEPARATOR}{_MONTH_NUMBER}{_SAME}{_DAY}{_END}"),
    pattern(rf"{_BEFORE}{_MONTH_NAME}\.?\s?{_DAY}{_ORDINAL}(?:,\s?|\s)(?P<year>[0-9]{{4}}){_END}"),
)
_NO_YEAR = (
    pattern(rf"{_BEFORE}{_DAY}(?P<sep>[/\\\-–]){_MONTH_NUMBER}{_END}"),
    pattern(rf"{_BEFORE}{_DAY}{_ORDINAL}[\s/.\-]{{0,3}}{_MONTH_NAME}{_END}"),
)
_NO_YEAR_SURELY = (pattern(rf"{_BEFORE}{_DAY}(?P<sep>/)(?P<month>0[0-9]){_END}"), _NO_YEAR[1])
_NO_DAY = pattern(rf"{_BEFORE}{_MONTH_NAME}[\s,/.'’\-]{{0,3}}(?P<year>[0-9]+){_END}")
_SPACE_IN_NUMERIC = re.compile(r"[0-9/\\.\-–]\s+[0-9/\\.\-–]")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date, or what was meant as one (``day`` None), and where it ends in the text."""

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
        return None, (no_date(source.typed),)
    return found.day, found.doubts


def show_date(day: date, *, bengali: bool = True) -> str:
    """The date as day/month/year: ৩০/০৯/২০২০."""
    text = f"{day.day:02}/{day.month:02}/{day.year}"
    return to_bengali(text) if bengali else text


def find_date(source: Written, at: int, start_year: int | None) -> FoundDate | None:
    """What is written like a whole date from ``at`` on; its day is None, with an error, if there is no such date."""
    for form in _FORMS:
        match = form.match(source.folded, at)
        if match is not None:
            return _understood(match, source.between(at, match.end()), start_year)
    return None


def find_partial_date(
    source: Written, at: int, start_year: int | None, *, dated: bool = True
) -> FoundDate | None:
    """What is written like a date from ``at`` on but lacks its year or its day; always with an error.

    Where no date is expected (``dated`` false) ৪/৫ is a fraction, and only ৩০/০৯ is a date without a year.
    """
    for form in _NO_YEAR if dated else _NO_YEAR_SURELY:
        match = form.match(source.folded, at)
        if match is not None:
            return FoundDate(match.end(), None, (_year_missing(match, source.between(at, match.end()), start_year),))
    match = _NO_DAY.match(source.folded, at)
    return match and FoundDate(match.end(), None, (_day_missing(source.between(at, match.end())),))


def _understood(match: re.Match[str], fragment: str, start_year: int | None) -> FoundDate:
    if is_mixed(fragment):
        return FoundDate(match.end(), None, (mixed_digits(fragment, "তারিখ", "date"),))
    day, month, year = int(match["day"]), _month(match), match["year"]
    doubt = _wrong_year(fragment, day, month, year, start_year)
    full_year = 2000 + int(year) if len(year) == 2 else 0 if doubt else int(year)
    doubt = doubt or _impossible(fragment, day, month, full_year)
    if doubt is not None:
        return FoundDate(match.end(), None, (doubt,))
    return FoundDate(match.end(), date(full_year, month, day), _notices(match, fragment, year))


def _month(match: re.Match[str]) -> int:
    names = match.groupdict()
    return int(names["month"]) if names.get("month") else MONTHS[names["name"]]


def _notices(match: re.Match[str], fragment: str, year: str) -> tuple[Doubt, ...]:
    doubts = []
    if len(year) == 2:
        doubts.append(_two_digit_year(fragment, year))
    if "sep" in match.groupdict() and _SPACE_IN_NUMERIC.search(match[0]):
        doubts.append(space_in_date(fragment))
    return tuple(doubts)


def _wrong_year(fragment: str, day: int, month: int, year: str, start_year: int | None) -> Doubt | None:
    if len(year) not in (2, 4):
        return _year_digits(fragment, day, month, year, start_year)
    if len(year) == 4 and not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return _year_out_of_range(fragment)
    return None


def in_fiscal_year(day: int, month: int, start_year: int) -> date | None:
    """The date with this day and month in the fiscal year that began on 1 July of ``start_year``."""
    try:
        return date(start_year if month >= 7 else start_year + 1, month, day)
    except ValueError:
        return None


def space_in_date(fragment: str) -> Doubt:
    """The notice that a date was read across a space."""
    return notice(
        "space_in_date",
        fragment,
        "তারিখের ভেতরে ফাঁকা জায়গা আছে; ফাঁকা বাদ দিয়ে পড়া হয়েছে।",
        "has a space inside the date; it was read without the space.",
    )


def _two_digit_year(fragment: str, year: str) -> Doubt:
    return notice(
        "two_digit_year",
        fragment,
        f"তারিখের সাল ২০{to_bengali(year)} ধরা হয়েছে।",
        f"has a two-digit year, read as 20{year}.",
    )


def _year_digits(fragment: str, day: int, month: int, year: str, start_year: int | None) -> Doubt:
    bn_hint, en_hint = _fiscal_hint(day, month, start_year)
    return error(
        "year_digits",
        fragment,
        f"তারিখের সালে {to_bengali(str(len(year)))}টি অঙ্ক আছে; সাল চার অঙ্কে লিখুন।{bn_hint}",
        f"has a year of {len(year)} digit(s); write the year in four digits.{en_hint}",
    )


def _year_out_of_range(fragment: str) -> Doubt:
    return error(
        "year_out_of_range",
        fragment,
        "তারিখের সাল ২০০০ থেকে ২০৯৯-এর মধ্যে নয়। খ্রিস্টীয় সাল লিখুন।",
        "has a year outside 2000–2099. Write the year of the Gregorian calendar.",
    )


def _impossible(fragment: str, day: int, month: int, year: int) -> Doubt | None:
    if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        return None
    bn, en = "দিন/মাস/সাল দেখে আবার লিখুন।", "Check day/month/year and write it again."
    if 1 <= month <= 12 and day > 0:
        last = monthrange(year, month)[1]
        bn, en = f"ঐ মাসের শেষ দিন {to_bengali(str(last))}।", f"That month has {last} days."
    elif month > 12 and 1 <= day <= 12 and month <= monthrange(year, day)[1]:
        meant = date(year, day, month)
        bn = f"দিন আগে, মাস পরে: {show_date(meant)} লিখতে চেয়েছেন?"
        en = f"The day comes before the month: did you mean {show_date(meant, bengali=False)}?"
    return error("impossible_date", fragment, f"এমন কোনো তারিখ নেই। {bn}", f"is no date of the calendar. {en}")


def _year_missing(match: re.Match[str], fragment: str, start_year: int | None) -> Doubt:
    bn_hint, en_hint = _fiscal_hint(int(match["day"]), _month(match), start_year)
    return error(
        "year_missing",
        fragment,
        f"তারিখে সাল নেই; দিন/মাস/সাল লিখুন।{bn_hint}",
        f"has no year; write day/month/year.{en_hint}",
    )


def _fiscal_hint(day: int, month: int, start_year: int | None) -> tuple[str, str]:
    meant = in_fiscal_year(day, month, start_year) if start_year is not None else None
    if meant is None:
        return "", ""
    return f" {show_date(meant)} লিখতে চেয়েছেন?", f" Did you mean {show_date(meant, bengali=False)}?"


def _day_missing(fragment: str) -> Doubt:
    return error(
        "day_missing",
        fragment,
        "তারিখে দিন নেই; দিন/মাস/সাল লিখুন।",
        "has no day; write day/month/year.",
    )


def no_date(read: str) -> Doubt:
    """The error for a fragment that seems meant as a date and is none."""
    doubt = why_no_number(read)
    if doubt.code in ("foreign_digits", "mixed_digits"):
        return doubt
    return error(
        "not_a_date",
        read,
        "তারিখ নয়। দিন/মাস/সাল লিখুন, যেমন ৩০/০৯/২০২০।",
        "is not a date. Write day/month/year, such as 30/09/2020.",
    )
