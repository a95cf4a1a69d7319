"""Owns figures, dates and sentences as a reader sees them: Bengali digits in Bengali, ASCII digits in English."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from cell_values.digits import to_ascii, to_bengali
from cell_values.months import MONTH_NAMES
from cell_values.quarter_words import QUARTER_NAMES
from cell_values.sentence import Sentence
from cell_values.value import Value, plain
from plan_tree.revisions import Place


def language() -> str:
    return get_language() or "bn"


def is_bengali() -> bool:
    return not language().startswith("en")


def digits(content: Any) -> str:
    """Any text or number in the reader's digits; a decimal without trailing zeros."""
    return digits_here()(content)


def digits_here() -> Callable[[Any], str]:
    """``digits`` of the active language, for a page that shows thousands of figures and asks for it once."""
    shows = to_bengali if is_bengali() else to_ascii
    return lambda content: shows(plain(content) if isinstance(content, Decimal) else str(content))


def marks(number: Decimal | None) -> str:
    """A mark with two decimals in the reader's digits; a dash where there is none."""
    return "–" if number is None else digits(f"{number:.2f}")


def signed(number: Decimal) -> str:
    """Marks gained or lost: +১.১৩, −১.০০."""
    return f"{'−' if number < 0 else '+'}{marks(abs(number))}"


def said(sentence: Sentence | None) -> str:
    """A sentence in the reader's language; "" where there is none."""
    return sentence.in_language(language()) if sentence else ""


def shown(value: Value) -> str:
    """A cell's value as typed, in the reader's digits."""
    return digits(value.text)


def date_short(day: date | None) -> str:
    """৩০/০৯/২০২০"""
    return digits(f"{_local(day):%d/%m/%Y}") if day else ""


def date_long(day: date | None) -> str:
    """১৫ অক্টোবর ২০২০"""
    if not day:
        return ""
    local = _local(day)
    return f"{digits(local.day)} {said(MONTH_NAMES[local.month - 1])} {digits(local.year)}"


def clock(moment: datetime | None) -> str:
    """১০:৪২, on the ministry's clock."""
    return digits(f"{timezone.localtime(moment):%H:%M}") if moment else ""


def quarter_name(quarter: int) -> str:
    return said(QUARTER_NAMES[int(quarter)])


def target_name(place: Place, *, is_graded: bool) -> str:
    """What a target is called: of the year, at a grade, of a quarter."""
    if not place.endswith("%"):
        return said(QUARTER_NAMES[int(place.removeprefix("q"))])
    if is_graded:
        return said(Sentence(f"{to_bengali(place)} নম্বরের লক্ষ্যমাত্রা", f"target at {place}"))
    return said(Sentence("বছরের লক্ষ্যমাত্রা", "annual target"))


def file_size(size: int) -> str:
    """৫১২ কেবি, ১.৫ মেবি; a dash where nobody counted."""
    if not size:
        return "–"
    if size < 1024 * 1024:
        return f"{digits(max(1, round(size / 1024)))} {said(Sentence('কেবি', 'kB'))}"
    return f"{digits(f'{size / 1024 / 1024:.1f}')} {said(Sentence('মেবি', 'MB'))}"


def _local(day: date | datetime) -> date:
    return timezone.localdate(day) if isinstance(day, datetime) else day
