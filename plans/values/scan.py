"""Owns the walk through a cell: which amounts and dates stand in it, and what else does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from plans.values.amounts import Amount, Measure, find_amount
from plans.values.dates import find_date, find_partial_date, space_in_date
from plans.values.doubt import Doubt, error
from plans.values.unread import is_word, list_number, why_unread
from plans.values.written import LETTER, Written, pattern

_BETWEEN = pattern(rf"(?:[\s,;।&()\[\]{{}}]|(?:ও|এবং|আর|and)(?![{LETTER}]))*")
_CHUNK = re.compile(r"[^\s,;()\[\]{}]+")
_LIST_MARK = re.compile(r"[)।]\s*\S")
_GAP = re.compile(r"(?<=[0-9])\s(?=[0-9])")
_MOST_GAPS = 6


@dataclass(slots=True)
class Scan:
    """What stands in a cell, in the order written."""

    amounts: list[Amount] = field(default_factory=list)
    dates: list[date] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)  # of the dates
    has_words: bool = False

    @property
    def is_clean(self) -> bool:
        return not self.has_words and len(self.amounts) <= 1 and not any(doubt.is_error for doubt in self.doubts)

    @property
    def meaning(self) -> tuple[tuple[Amount, ...], tuple[date, ...]]:
        return tuple(self.amounts), tuple(self.dates)


def scan(source: Written, *, dated: bool, start_year: int | None) -> Scan:
    """Everything in the cell; a date broken by a space is mended when that leaves one reading only.

    ``dated``: the unit expects dates, so that ৩০/৯ is a date without its year and not a fraction.
    """
    as_typed = _scan(source, dated, start_year)
    if as_typed.has_words or not _GAP.search(source.folded):
        return as_typed
    readings = {result.meaning: result for result in _readings(source, dated, start_year)}
    if as_typed.is_clean:
        readings[as_typed.meaning] = as_typed
    if len(readings) > 1:
        as_typed.doubts.append(_ambiguous_space(source.typed))
        return as_typed
    return next(iter(readings.values()), as_typed)


def _readings(source: Written, dated: bool, start_year: int | None) -> Iterator[Scan]:
    """The clean readings that need at least one space taken out, each inside a date."""
    gaps = [match.start() for match in _GAP.finditer(source.folded)][:_MOST_GAPS]
    for count in range(1, len(gaps) + 1):
        for chosen in combinations(gaps, count):
            result = _scan(_joined(source, chosen), dated, start_year)
            seams = [place - index for index, place in enumerate(chosen)]
            if result.is_clean and all(any(start < seam < end for start, end in result.spans) for seam in seams):
                result.doubts.append(space_in_date(source.typed))
                yield result


def _joined(source: Written, places: tuple[int, ...]) -> Written:
    kept = [index for index in range(len(source.typed)) if index not in places]
    return Written(*("".join(text[index] for index in kept) for text in (source.typed, source.folded)))


def _scan(source: Written, dated: bool, start_year: int | None) -> Scan:
    result, at = Scan(), 0
    while True:
        between = _BETWEEN.match(source.folded, at)
        at = between.end() if between else at
        if at >= len(source.folded):
            return result
        at = (
            _take_date(result, source, at, dated, start_year)
            or _take_amount(result, source, at)
            or _take_chunk(result, source, at, start_year)
        )


def _take_date(result: Scan, source: Written, at: int, dated: bool, start_year: int | None) -> int | None:
    found = find_date(source, at, start_year) or find_partial_date(source, at, start_year, dated=dated)
    if found is None:
        return None
    if found.day is not None:
        result.dates.append(found.day)
        result.spans.append((at, found.end))
    result.doubts.extend(found.doubts)
    return found.end


def _take_amount(result: Scan, source: Written, at: int) -> int | None:
    found = find_amount(source, at)
    if found is None:
        return None
    if found.amount is not None:
        result.amounts.append(found.amount)
        if _is_list_number(found.amount, source, found.end):
            result.doubts.append(list_number(found.amount.read))
    if found.doubt is not None:
        result.doubts.append(found.doubt)
    return found.end


def _is_list_number(amount: Amount, source: Written, end: int) -> bool:
    marked = amount.measure is Measure.BARE and _LIST_MARK.match(source.folded, end)
    return bool(marked) and "(" not in source.folded[:end]


def _take_chunk(result: Scan, source: Written, at: int, start_year: int | None) -> int:
    match = _CHUNK.match(source.folded, at)
    end = match.end() if match else at + 1
    chunk = source.typed[at:end]
    if is_word(chunk):
        result.has_words = True
    else:
        result.doubts.append(why_unread(chunk))
    return end


def _ambiguous_space(read: str) -> Doubt:
    return error(
        "ambiguous_space",
        read,
        "দুইভাবে পড়া যায়, কারণ তারিখের ভেতরে বা পাশে ফাঁকা জায়গা আছে। ফাঁকা বাদ দিয়ে বা কমা দিয়ে লিখুন।",
        "can be read in two ways because of a space in or beside a date. Remove the space or write a comma.",
    )
