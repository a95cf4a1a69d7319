"""Owns the walk through a cell: which amounts and dates stand in it, and what else does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from cell_values.amounts import Amount, Measure, find_amount
from cell_values.date_doubts import ambiguous_space, space_in_date
from cell_values.dates import find_date, find_partial_date
from cell_values.doubt import Doubt
from cell_values.unread import day_or_quantity, is_word, list_number, several_numbers, why_unread
from cell_values.written import LETTER, Written, pattern

_AND = rf"(?:&|(?:ও|এবং|আর|and)(?![{LETTER}]))"
_BETWEEN = pattern(rf"(?:(?<=টি|জন)\s?[:\-–—]+\s?(?=[0-9])|[\s,;।()\[\]{{}}]|{_AND})*")
_THEN_AND = pattern(rf"\s?{_AND}")
_CHUNK = re.compile(r"[^\s,;()\[\]{}]+")
_LIST_MARK = re.compile(r"[)।]\s*\S")
# A space that may have broken a day, a month or a year.
_GAP = re.compile(
    r"(?<![0-9])(?:[0-9](?=\s[0-9]{1,3}(?![0-9]))|[0-9]{2}(?=\s[0-9]{1,2}(?![0-9]))|[0-9]{3}(?=\s[0-9](?![0-9])))"
)
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
    def is_empty(self) -> bool:
        return not (self.amounts or self.dates or self.doubts)

    @property
    def errors(self) -> list[Doubt]:
        return [doubt for doubt in self.doubts if doubt.is_error]

    @property
    def is_clean(self) -> bool:
        return not self.has_words and not self.errors

    @property
    def meaning(self) -> tuple[tuple[Amount, ...], tuple[date, ...]]:
        return tuple(self.amounts), tuple(self.dates)


@dataclass(frozen=True, slots=True)
class Expected:
    """What the unit and the year lead to expect; serves doubts and hints only."""

    dated: bool
    start_year: int | None


def scan(source: Written, *, dated: bool, start_year: int | None) -> Scan:
    """Everything in the cell; a date broken by a space is mended where that leaves one reading only.

    ``dated``: the unit expects dates, so that ৩০/৯ is a date without its year and not a fraction.
    """
    expected = Expected(dated, start_year)
    as_typed = _scan(source, expected)
    gaps = [match.end() for match in _GAP.finditer(source.folded)]
    if as_typed.has_words or not gaps:
        return as_typed
    mended = {} if len(gaps) > _MOST_GAPS else {scan.meaning: scan for scan in _mended(source, gaps, expected)}
    if len(mended) + as_typed.is_clean > 1 or len(gaps) > _MOST_GAPS:
        as_typed.doubts.append(ambiguous_space(source.typed))
        return as_typed
    return next(iter(mended.values()), as_typed)


def _mended(source: Written, gaps: list[int], expected: Expected) -> Iterator[Scan]:
    """The clean readings with one or more spaces taken out, each from inside a date."""
    for count in range(1, len(gaps) + 1):
        for chosen in combinations(gaps, count):
            result = _scan(_without(source, chosen), expected)
            seams = [place - index for index, place in enumerate(chosen)]
            if result.is_clean and all(any(start < seam < end for start, end in result.spans) for seam in seams):
                _add(result, space_in_date(source.typed))
                yield result


def _without(source: Written, places: tuple[int, ...]) -> Written:
    kept = [index for index in range(len(source.typed)) if index not in places]
    return Written("".join(source.typed[index] for index in kept), "".join(source.folded[index] for index in kept))


def _scan(source: Written, expected: Expected) -> Scan:
    """One walk, which ends at the first word: then nothing else counts."""
    result, at = Scan(), 0
    while not result.has_words:
        between = _BETWEEN.match(source.folded, at)
        at = between.end() if between else at
        if at >= len(source.folded):
            break
        at = (
            _take_date(result, source, at, expected)
            or _take_amount(result, source, at)
            or _take_chunk(result, source, at)
        )
    if len(result.amounts) > 1:
        result.doubts.append(several_numbers(source.typed))
    return result


def _take_date(result: Scan, source: Written, at: int, expected: Expected) -> int | None:
    year = expected.start_year
    found = find_date(source, at, year) or find_partial_date(source, at, year, dated=expected.dated)
    if found is None:
        return None
    if found.day is not None:
        result.dates.append(found.day)
        result.spans.append((at, found.end))
    for doubt in found.doubts:
        _add(result, doubt)
    return found.end


def _add(result: Scan, doubt: Doubt) -> None:
    """Add a doubt; that there are spaces in dates is told once for the cell."""
    if doubt.code != "space_in_date" or all(told.code != doubt.code for told in result.doubts):
        result.doubts.append(doubt)


def _take_amount(result: Scan, source: Written, at: int) -> int | None:
    found = find_amount(source, at)
    if found is None:
        return None
    if found.amount is not None:
        result.amounts.append(found.amount)
        result.doubts.extend(_no_quantity(found.amount, source, at, found.end))
    if found.doubt is not None:
        result.doubts.append(found.doubt)
    return found.end


def _no_quantity(amount: Amount, source: Written, at: int, end: int) -> Iterator[Doubt]:
    """A bare number may number a list, or be the first day in ১০ ও ২০ জুন ২০২১."""
    if amount.measure is not Measure.BARE:
        return
    if _LIST_MARK.match(source.folded, end) and not source.folded[:at].strip("( "):
        yield list_number(amount.read)
    if _THEN_AND.match(source.folded, end):
        yield day_or_quantity(source.typed)


def _take_chunk(result: Scan, source: Written, at: int) -> int:
    match = _CHUNK.match(source.folded, at)
    end = match.end() if match else at + 1
    chunk = source.typed[at:end]
    if is_word(chunk):
        result.has_words = True
    else:
        result.doubts.append(why_unread(chunk))
    return end
