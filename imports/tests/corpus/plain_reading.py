"""Owns a second, plain reading of what cells show, to catch a value stored wrong without a word.

It shares nothing with the reading of values but the tree it is given: a table of digits, one of months, two patterns.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from plan_tree.problems import Problem
from plan_tree.tree import IndicatorNode, PlanTree

_DIGITS = {ord(bengali): ascii_ for bengali, ascii_ in zip("০১২৩৪৫৬৭৮৯", "0123456789", strict=True)}
_MONTHS = (
    ("জানু", "jan"),
    ("ফেব্রু", "feb"),
    ("মার্চ", "mar"),
    ("এপ্রিল", "apr"),
    ("মে", "may"),
    ("জুন", "jun"),
    ("জুলাই", "jul"),
    ("আগ", "aug"),
    ("সেপ্", "sep"),
    ("অক্টো", "oct"),
    ("নভে", "nov"),
    ("ডিসে", "dec"),
)
_DATE = re.compile(r"(?<!\d)(\d{1,2})\s*[/.\\–-]\s*(\d{1,2})\s*[/.\\–-]\s*(\d{4}|\d{2})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?!\d)")
_NAMED = re.compile(
    r"(?<!\d)(\d{1,2})\s*(?:লা|রা|ঠা|ই|শে|st|nd|rd|th)?[\s/.,-]*([^\W\d][^\s\d/,.-]*)[\s/.,'’-]*(\d{4}|\d{2})(?!\d)"
)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_JOINERS = "\u200c\u200d"  # they show nothing: between the digits of 10 neither
_UNSEEN = f" \n{_JOINERS}"
_DASHES = frozenset("-–—−‐‑‒― \n")


@dataclass(frozen=True)
class Meaning:
    """What a text holds: its numbers and its dates, in their order."""

    numbers: tuple[Decimal, ...]
    dates: tuple[date, ...]


def plain_meaning(text: str) -> Meaning:
    """The dates of a text, and the numbers beside them."""
    dates: list[tuple[int, date]] = []
    rest = text.translate(_DIGITS | dict.fromkeys(map(ord, _JOINERS)))
    for pattern in (_DATE, _YEAR_FIRST, _NAMED):
        for match in pattern.finditer(rest):
            day = _day(pattern, match)
            if day:
                dates.append((match.start(), day))
                rest = rest[: match.start()] + " " * len(match[0]) + rest[match.end() :]
    numbers = (Decimal(found.replace(",", "")) for found in _NUMBER.findall(rest))
    return Meaning(tuple(numbers), tuple(day for _, day in sorted(dates)))


def _day(pattern: re.Pattern[str], match: re.Match[str]) -> date | None:
    first, middle, last = match.groups()
    if pattern is _YEAR_FIRST:
        first, last = last, first
    month = next((n for n, names in enumerate(_MONTHS, start=1) if middle.lower().startswith(names)), 0)
    try:
        year = int(last) + (2000 if len(last) == 2 else 0)
        return date(year, month or int(middle), int(first))
    except ValueError:
        return None


def wrong_values(sheets: Mapping[str, Mapping[str, str]], plan: PlanTree, problems: Iterable[Problem]) -> list[str]:
    """Each value of a plan that says another thing than its cell shows, and whose cell no problem speaks of.

    ``sheets`` are the visible texts by the name of the sheet and the address of the cell.
    """
    texts = sheets.get(plan.sheet, {})
    told = {problem.cell for problem in problems if problem.sheet in (plan.sheet, "")}
    return [f"{plan.sheet}!{cell}: {wrong}" for cell, wrong in _wrong(texts, plan) if wrong and cell not in told]


def _wrong(texts: Mapping[str, str], plan: PlanTree) -> Iterator[tuple[str, str]]:
    for area in plan.areas:
        yield area.weight_cell, _wrong_figure(area.weight, texts.get(area.weight_cell, ""))
    for row in plan.indicators:
        yield row.cell("weight"), _wrong_figure(row.weight, texts.get(row.cell("weight"), ""))
        yield row.cell("marks"), _wrong_figure(row.claimed_marks, texts.get(row.cell("marks"), ""))
        for cell, value in _values(row):
            yield cell, _wrong_value(value, texts.get(cell, ""))
    for cell, figure in (
        (plan.claimed.total_cell, plan.claimed.total),
        (plan.claimed.obtained_cell, plan.claimed.obtained),
    ):
        yield cell, _wrong_figure(figure, texts.get(cell, ""))


def _values(row: IndicatorNode) -> Iterator[tuple[str, dict[str, object]]]:
    places = [(row.cell("annual"), row.annual), *((grade.cell, grade.target) for grade in row.grades)]
    for node in row.quarters.values():
        places += [(node.target_cell, node.target), (node.achievement_cell, node.achievement)]
    places += [(year.cell, year.value) for year in row.other_years if year.value.is_given]
    return ((cell, value.as_json() or {}) for cell, value in places if cell)


def _wrong_figure(figure: Decimal | None, shown: str) -> str:
    """Among the figures a cell shows must be the one taken."""
    if figure is None or not shown:
        return ""
    return "" if figure in plain_meaning(shown).numbers else f"{figure} was taken of “{shown}”"


def _wrong_value(value: dict[str, object], shown: str) -> str:
    told = f"{value} was taken of “{shown}”"
    if not value:
        return told if shown.strip(_UNSEEN) else ""
    if str(value["text"]).split() != shown.split() and not _is_same_figure(str(value["text"]), shown):
        # More cells than this one make the text: the first of them is shown, the others are told.
        if not shown or str(value["text"]).split()[: len(shown.split())] != shown.split():
            return told
        shown = str(value["text"])
    if value["state"] == "none":
        return "" if set(shown) <= _DASHES or not any(map(str.isdecimal, shown)) else told
    meaning = plain_meaning(shown)
    if value["state"] != "given":
        return told if meaning.numbers or meaning.dates else ""
    return "" if meaning == _taken(value) else told


def _is_same_figure(text: str, shown: str) -> bool:
    """Whether both are one figure written with more or fewer decimals: 80% and 80.0%."""
    return not any(map(str.isalpha, text + shown)) and plain_meaning(text) == plain_meaning(shown) != Meaning((), ())


def _taken(value: dict[str, object]) -> Meaning | None:
    dates = value["dates"]
    try:
        numbers = () if value["quantity"] is None else (Decimal(str(value["quantity"])),)
    except InvalidOperation:
        return None
    return Meaning(numbers, tuple(date.fromisoformat(str(each)) for each in dates)) if isinstance(dates, list) else None
