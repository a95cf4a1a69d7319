"""Owns the meaning of a cell: from what was typed to a value with its doubts, and back to the canonical text."""

import re
from dataclasses import dataclass

from plans.values.dates import show_date
from plans.values.doubt import Doubt, Severity, error, warning
from plans.values.fit import fit
from plans.values.numbers import show_number
from plans.values.scan import Scan, scan
from plans.values.text import JOINERS, key, normalise
from plans.values.unread import stray_mark
from plans.values.value import BLANK, State, Unit, Value
from plans.values.written import Written, written

__all__ = ["Doubt", "Reading", "Severity", "read_value", "show_value"]

_LONGEST_READ = 1000  # a longer cell is prose
_DASHES = re.compile(r"[-‐‑‒–—―−﹘﹣－_\s]+")
_NONE_WORDS = frozenset(map(key, ("nil", "none", "নেই", "নাই", "শূন্য", "শুন্য", "নিল")))
_NOT_APPLICABLE_WORDS = frozenset(
    map(key, ("প্রযোজ্য নয়", "প্রযোজ্য নহে", "প্রযোজ্য না", "প্রযোজ্য নেই", "অপ্রযোজ্য", "N/A", "not applicable"))
)
_LONGEST_WORD = 24
_LOST_PERCENT = re.compile(r"\$-[0-9a-f]+\]|[0#]\.[0-9]+f|[0#]\.0+%", re.ASCII)
_SPREADSHEET_ERROR = re.compile(r"#(?:ref|div/0|value|name|num|null|n/a|spill|calc|getting_data)[!?]?|#+")


@dataclass(frozen=True, slots=True)
class Reading:
    """A value and every doubt about it; an error among them comes with the state ``UNREADABLE``."""

    value: Value
    doubts: tuple[Doubt, ...] = ()


def read_value(text: str, unit: Unit, *, start_year: int | None = None) -> Reading:
    """What a cell says (rulebook §4). Never raises, never drops a digit of a value it gives.

    The value's ``text`` is what was typed but for ``normalise``: NFC, one kind of space, no invisible
    marks, no spaces at the ends; no letter, digit, sign or line break is lost. The quantity is in
    ``unit``. ``start_year`` is the year in which the fiscal year began; it serves hints only.
    """
    typed = normalise(text)
    if not typed.strip(JOINERS + " \n"):
        return Reading(BLANK)
    state = _empty_state(typed)
    if state is not None:
        return Reading(Value(typed, state))
    if len(typed) > _LONGEST_READ:
        return _in_words(typed, written(typed))
    source = written(typed)
    residue = _residue(source)
    if residue is not None:
        return Reading(Value(typed, State.UNREADABLE), (residue,))
    dated = unit in (Unit.DATE, Unit.NUMBER_AND_DATE)
    return _judged(typed, source, scan(source, dated=dated, start_year=start_year), unit)


def show_value(value: Value, unit: Unit, *, bengali: bool = True) -> str:
    """The canonical text of a value: ৮০%, ৩০/০৯/২০২০, ৪ (২৪/০৯/২০২০, ২৬/১২/২০২০), --, or the words as typed."""
    match value.state:
        case State.GIVEN:
            return _show_given(value, unit, bengali)
        case State.NONE:
            return "--"
        case State.NOT_APPLICABLE:
            return "প্রযোজ্য নয়" if bengali else "N/A"
    return value.text


def _show_given(value: Value, unit: Unit, bengali: bool) -> str:
    dates = ", ".join(show_date(day, bengali=bengali) for day in value.dates)
    if value.quantity is None:
        return dates
    number = show_number(value.quantity, bengali=bengali) + ("%" if unit is Unit.PERCENT else "")
    return f"{number} ({dates})" if dates else number


def _empty_state(typed: str) -> State | None:
    if _DASHES.fullmatch(typed):
        return State.NONE
    if len(typed) > _LONGEST_WORD or "#" in typed:
        return None
    word = key(typed)
    if word in _NOT_APPLICABLE_WORDS:
        return State.NOT_APPLICABLE
    return State.NONE if word in _NONE_WORDS else None


def _residue(source: Written) -> Doubt | None:
    if _LOST_PERCENT.search(source.folded):
        return error(
            "lost_percent",
            source.typed,
            "এক্সেলের বিন্যাসের অবশেষ; শতকরা হারটি হারিয়ে গেছে। মূল ফাইল দেখে হারটি লিখুন।",
            "is the remains of a number format; the percentage is lost. Write it from the original file.",
        )
    if _SPREADSHEET_ERROR.fullmatch(source.folded):
        return error(
            "spreadsheet_error",
            source.typed,
            "এক্সেলের ত্রুটি-বার্তা, মান নয়। মানটি লিখুন।",
            "is an error message of the spreadsheet, not a value. Write the value.",
        )
    return None


def _judged(typed: str, source: Written, found: Scan, unit: Unit) -> Reading:
    if found.has_words:
        return _in_words(typed, source)
    doubts = list(found.doubts)
    if len(found.amounts) > 1:
        doubts.append(_several_numbers(typed))
    if not found.amounts and not found.dates and not doubts:
        return _in_words(typed, source) if any(char.isalpha() for char in typed) else _unreadable(typed, [stray_mark(typed)])
    if any(doubt.is_error for doubt in doubts):
        return _unreadable(typed, doubts)
    fitted = fit(found.amounts[0] if found.amounts else None, tuple(found.dates), unit, typed)
    doubts.extend(fitted.doubts)
    if any(doubt.is_error for doubt in doubts):
        return _unreadable(typed, doubts)
    return Reading(Value(typed, State.GIVEN, fitted.quantity, tuple(found.dates)), tuple(doubts))


def _unreadable(typed: str, doubts: list[Doubt]) -> Reading:
    return Reading(Value(typed, State.UNREADABLE), tuple(doubts))


def _in_words(typed: str, source: Written) -> Reading:
    value = Value(typed, State.WORDS)
    if not any(char in "0123456789" for char in source.folded):
        return Reading(value)
    doubt = warning(
        "figures_in_words",
        typed,
        "কথায় লেখা বলে ভেতরের অঙ্ক গণনা করা হয়নি; পর্যালোচক মূল্যায়ন করবেন। গণনার জন্য শুধু সংখ্যা বা তারিখ লিখুন।",
        "is in words, so its figures were not counted; a reviewer will assess it. "
        "To have them counted, write the number or the date alone.",
    )
    return Reading(value, (doubt,))


def _several_numbers(read: str) -> Doubt:
    return error(
        "several_numbers",
        read,
        "একাধিক সংখ্যা আছে; কোনটি পরিমাণ বোঝা গেল না। একটি সংখ্যা লিখুন।",
        "holds several numbers; which one is the quantity? Write one number.",
    )
