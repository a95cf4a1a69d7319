"""Owns the repairs of written values that leave one reading only: a cut date, a number with a footnote's digit."""

import re

from cell_values.doubt import Doubt
from cell_values.numbers import is_mixed, read_number
from cell_values.reading import read_value
from cell_values.sentence import Sentence
from cell_values.value import Unit

_PIECE = re.compile(r"[0-9০-৯/.\-\s]{1,8}")
_CUT = re.compile(r"[0-9০-৯]{1,2}\s?[/.\-]\s?(?:[0-9০-৯]{0,2}|[0-9০-৯]{1,2}\s?[/.\-]\s?[0-9০-৯]{0,3})$")
_FOUR_DIGITS = re.compile(r"(?<![0-9০-৯])(?:20|২০)[0-9০-৯]{2}$")
# The figures of a form that are no value: its code or number, a fiscal year, the weight behind a leader.
_CODE = re.compile(r"[\s\[({]*(?P<figure>[0-9০-৯]{1,2}(?:\.[0-9০-৯]{1,2})*)(?![0-9০-৯])")
_YEAR = re.compile(r"(?<![0-9০-৯])(?P<figure>[2২][0০][0-9০-৯]{2}\s?[-–—/]\s?[0-9০-৯]{2,4})(?![0-9০-৯])")
_WEIGHT = re.compile(r"[.‥…:ঃ=]\s*(?P<figure>[0-9০-৯]+(?:\.[0-9০-৯]+)?)\s*[।.]?$")
_RUN = re.compile("[0-9০-৯.]+")
_FOOTNOTE = re.compile(
    r"(?P<number>[০-৯]+(?:\.[০-৯]+)?)\s?(?:[0-9]|[⁰¹²³⁴-⁹]|\*{1,3})|(?P<ascii>[0-9]+(?:\.[0-9]+)?)\s?(?:[¹²³⁴-⁹]|\*{1,3})"
)


def joined_date(left: str, right: str) -> str | None:
    """The date that was cut across two cells, ৩০/০৫/২০২ and ১; None where the two are no such pieces.

    The left piece must end in an incomplete date or one with a two-digit year, the two together in a whole one.
    """
    if not may_be_cut(left) or not _PIECE.fullmatch(right):
        return None
    joined = f"{left}{right}"
    reading = read_value(joined, Unit.DATE)
    return joined if reading.value.dates and _FOUR_DIGITS.search(joined) else None


def may_be_cut(text: str) -> bool:
    """Whether a text ends as a date does that was cut."""
    return _CUT.search(text) is not None


def without_footnote(text: str) -> str | None:
    """The number before a footnote's digit glued to it: ৬.০০2 is ৬.০০; None where there is none."""
    match = _FOOTNOTE.fullmatch(text)
    number = match and (match["number"] or match["ascii"])
    return None if number is None or isinstance(read_number(number), Doubt) else number


def figures_of_two_scripts(text: str) -> list[str]:
    """The codes, years and weights of a text that mix Bengali and ASCII digits: ১.1 সভা, ২০২0-২০২1."""
    if not is_mixed(text):
        return []
    found = [_CODE.match(text), *_YEAR.finditer(text), _WEIGHT.search(text)]
    figures = [match["figure"] for match in found if match]
    return [figure for figure in dict.fromkeys(figures) if any(is_mixed(run) for run in _RUN.findall(figure))]


def is_glued(text: str, number: str) -> bool:
    """Whether what stands behind a number is a footnote for certain, and no digit typed in the other script."""
    return "." in number or not text[len(number) :].strip().isdecimal()


def date_cut(left: str, right: str, joined: str) -> Sentence:
    return Sentence(
        f"তারিখটি দুই ঘরে কাটা ছিল: “{left}” ও “{right}”; একসঙ্গে “{joined}” পড়া হয়েছে।",
        f"The date was cut across two cells, “{left}” and “{right}”; it was read as “{joined}”.",
    )


def footnote_digit(text: str, number: str) -> Sentence:
    return Sentence(
        f"“{text}” লেখায় সংখ্যার গায়ে পাদটীকার চিহ্ন লেগে আছে; {number} ধরা হয়েছে। ঠিক আছে কি না দেখুন।",
        f"“{text}” has a footnote's mark glued to the number, which was taken as {number}. Please check.",
    )
