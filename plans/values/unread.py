"""Owns the judgement on a fragment that is neither an amount nor a date: a word, or a spoilt number or date."""

import re

from plans.values.dates import no_date
from plans.values.doubt import Doubt, error
from plans.values.numbers import LOOKALIKE, why_no_number

_BENGALI_LETTER = re.compile("[\u0985-\u09e3]")
_NOT_NUMBERS = frozenset({"nan", "inf", "infinity"})
_DATE_LIKE = re.compile(r"[0-9০-৯]+\s?[/\\.:\-–—]\s?[0-9০-৯]+\s?[/\\.:\-–—]\s?[0-9০-৯]")
_FRACTION = re.compile(r"[0-9০-৯]+/[0-9০-৯]+")
_RANGE = re.compile(r"[0-9০-৯.,]+%?[-–—][0-9০-৯.,]+%?")


def is_word(chunk: str) -> bool:
    """Whether the fragment is language: letters, or digits with a Bengali ending as in ৪র্থ."""
    if any(char.isnumeric() and not char.isalpha() for char in chunk):
        return _BENGALI_LETTER.search(chunk) is not None
    bare = chunk.strip(".!?:;'\"-–—+").lower()
    return any(char.isalpha() for char in bare) and bare not in _NOT_NUMBERS and not LOOKALIKE.fullmatch(chunk)


def why_unread(chunk: str) -> Doubt:
    """The error for a fragment that is no word and could not be read."""
    if not any(char.isalnum() for char in chunk):
        return stray_mark(chunk)
    if _FRACTION.fullmatch(chunk):
        return _fraction(chunk)
    if _RANGE.fullmatch(chunk):
        return _range(chunk)
    if _DATE_LIKE.search(chunk):
        return no_date(chunk)
    return why_no_number(chunk)


def stray_mark(read: str) -> Doubt:
    """The error for marks without a letter or a digit, such as a tick or an ellipsis."""
    return error(
        "stray_mark",
        read,
        "চিহ্নটির অর্থ বোঝা গেল না। সংখ্যা, তারিখ বা কথায় লিখুন; কিছু না থাকলে -- লিখুন।",
        "is a mark without a clear meaning. Write a number, a date or words; write -- for nothing.",
    )


def list_number(read: str) -> Doubt:
    """The error for a bare number that numbers a list: ১) …"""
    return error(
        "list_number",
        read,
        "ক্রমিক নম্বর, না পরিমাণ? পরিমাণ হলে শুধু সংখ্যাটি লিখুন; ক্রমিক নম্বর বাদ দিন।",
        "numbers a list or is a quantity? Write the quantity alone, without list numbers.",
    )


def _fraction(read: str) -> Doubt:
    return error(
        "fraction",
        read,
        "একটি সংখ্যা নয়। অর্জিত সংখ্যাটি শুধু লিখুন; তারিখ হলে দিন/মাস/সাল লিখুন।",
        "is not one number. Write the achieved number alone, or day/month/year if it is a date.",
    )


def _range(read: str) -> Doubt:
    return error(
        "range",
        read,
        "একটি সংখ্যা নয়, পরিসর বা অর্থবছর। একটি সংখ্যা বা একটি তারিখ লিখুন।",
        "is a range or a fiscal year, not one number. Write one number or one date.",
    )
