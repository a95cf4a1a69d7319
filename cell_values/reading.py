"""Owns the meaning of a cell: from what was typed to a value with its doubts, and back to the canonical text."""

import re
from dataclasses import dataclass
from functools import lru_cache

from cell_values.dates import show_date
from cell_values.doubt import Doubt, Severity
from cell_values.fit import fit
from cell_values.labels import form_label, is_form_label
from cell_values.numbers import show_number, too_long
from cell_values.scan import Scan, scan
from cell_values.text import JOINERS, key, normalise
from cell_values.unread import figures_in_words, residue, stray_mark
from cell_values.value import BLANK, Unit, Value, ValueState
from cell_values.visual_order import order_doubtful, reordered
from cell_values.written import written

__all__ = ["Doubt", "Reading", "Severity", "read_value", "show_value"]

_LONGEST_READ = 1000  # a longer cell is prose
_LONGEST_REMEMBERED = 100  # characters
_DASHES = re.compile(r"[-‐‑‒–—―−﹘﹣－\s]+")
_NONE_WORDS = frozenset(map(key, ("nil", "none", "নেই", "নাই", "শূন্য", "শুন্য")))
_NOT_APPLICABLE_WORDS = frozenset(map(key, ("প্রযোজ্য নয়", "প্রযোজ্য নহে", "প্রযোজ্য না", "অপ্রযোজ্য", "N/A", "not applicable")))
_LONGEST_WORD = 24  # of the words above, with room for their punctuation
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Reading:
    """A value and the doubts about it: only errors where it is ``UNREADABLE``, none elsewhere."""

    value: Value
    doubts: tuple[Doubt, ...] = ()


def read_value(text: str, unit: Unit, *, start_year: int | None = None) -> Reading:
    """What a cell says (rulebook §4). Never raises, never drops a digit of a value it gives.

    The value's ``text`` is what was typed but for ``normalise``: NFC, one kind of space, no invisible
    marks, no spaces at the ends; no letter, digit, sign or line break between them is lost. The quantity
    is in ``unit``. ``start_year`` is the year in which the fiscal year began; it serves hints only.
    """
    read = _remembered if len(text) <= _LONGEST_REMEMBERED else _read
    return read(text, unit, start_year)


def _read(text: str, unit: Unit, start_year: int | None) -> Reading:
    typed = normalise(text)
    if not typed.strip(JOINERS + " \n"):
        return Reading(BLANK)
    state = _empty_state(typed)
    if state is not None:
        return Reading(Value(typed, state))
    if is_form_label(typed):
        return _unreadable(typed, form_label(typed))
    if len(typed) > _LONGEST_READ:
        return _in_words(typed) if _has_letter(typed) else _unreadable(typed, too_long(typed))
    source = written(typed)
    rubbish = residue(source)
    if rubbish is not None:
        return _unreadable(typed, rubbish)
    dated = unit in (Unit.DATE, Unit.NUMBER_AND_DATE)
    return _judged(typed, scan(source, dated=dated, start_year=start_year), unit)


# The cells of a plan say the same few things again and again: --, ৮০%, ৩০/০৬/২০২১.
_remembered = lru_cache(maxsize=10_000)(_read)


def show_value(value: Value, unit: Unit, *, bengali: bool = True) -> str:
    """The canonical text of a value: ৮০%, ৩০/০৯/২০২০, ৪ (২৪/০৯/২০২০, ২৬/১২/২০২০), --, or the words as typed."""
    match value.state:
        case ValueState.GIVEN:
            return _show_given(value, unit, bengali)
        case ValueState.NONE:
            return "--"
        case ValueState.NOT_APPLICABLE:
            return "প্রযোজ্য নয়" if bengali else "N/A"
    return value.text


def _show_given(value: Value, unit: Unit, bengali: bool) -> str:
    dates = ", ".join(show_date(day, bengali=bengali) for day in value.dates)
    if value.quantity is None:
        return dates
    number = show_number(value.quantity, bengali=bengali) + ("%" if unit is Unit.PERCENT else "")
    return f"{number} ({dates})" if dates else number


def _empty_state(typed: str) -> ValueState | None:
    if _DASHES.fullmatch(typed):
        return ValueState.NONE
    if len(typed) > _LONGEST_WORD or "#" in typed:
        return None
    word = key(typed)
    if word in _NOT_APPLICABLE_WORDS:
        return ValueState.NOT_APPLICABLE
    return ValueState.NONE if word in _NONE_WORDS else None


def _judged(typed: str, found: Scan, unit: Unit) -> Reading:
    """The reading of what was found: words outweigh errors, errors outweigh values."""
    if found.has_words:
        return _in_words(typed)
    if found.is_empty:
        return _in_words(typed) if _has_letter(typed) else _unreadable(typed, stray_mark(typed))
    if found.errors:
        return _unreadable(typed, *found.errors)
    dates = tuple(found.dates)
    fitted = fit(found.amounts[0] if found.amounts else None, dates, unit, typed)
    if isinstance(fitted, Doubt):
        return _unreadable(typed, fitted)
    return Reading(Value(typed, ValueState.GIVEN, fitted.quantity, dates), (*found.doubts, *fitted.doubts))


def _unreadable(typed: str, *doubts: Doubt) -> Reading:
    return Reading(Value(typed, ValueState.UNREADABLE), doubts)


def _in_words(typed: str) -> Reading:
    doubts = [figures_in_words(typed)] if _DIGIT.search(typed) else []
    meant = reordered(typed)
    if meant is not None:
        doubts.append(order_doubtful(typed, meant.text))
    return Reading(Value(typed, ValueState.WORDS), tuple(doubts))


def _has_letter(typed: str) -> bool:
    return any(char.isalpha() for char in typed)
