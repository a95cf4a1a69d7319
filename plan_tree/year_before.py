"""Owns which row of the year before a row carries on, and whether its target asks for less than was reached then."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from cell_values.digits import to_ascii, to_bengali
from cell_values.sentence import Sentence
from cell_values.text import key
from cell_values.value import BLANK, Unit, Value
from plan_tree.terms import Direction, OtherYearSort
from plan_tree.tree import IndicatorNode, PlanTree

_YEARS = re.compile(r"(?<![0-9])20[0-9]{2}(?:\s*[-–—/]\s*[0-9]{2,4})?(?![0-9])")  # which a new year's words change
_FIGURES = re.compile(r"[0-9]+")
_LONGEST = 300  # letters that are compared
_NEARLY = 0.8  # of their letters two wordings under one number share
_OF_THE_PAST = (OtherYearSort.ACTUAL, OtherYearSort.BASELINE)


@dataclass(frozen=True, slots=True)
class RowBefore:
    """An indicator of the year before: what it is called, its target, and what it had reached when the year was out."""

    number: str
    activity: str
    title: str
    unit: Unit
    unit_text: str
    target: Value
    achieved: Value


@dataclass(frozen=True, slots=True)
class YearBefore:
    """A row beside what it reached in the year before; ``target`` is that of the year before, where it is known."""

    row: IndicatorNode
    achieved: Value
    target: Value = BLANK

    @property
    def is_soft(self) -> bool:
        """Whether the target asks for less than was reached already."""
        target, achieved = self.row.annual.quantity, self.achieved.quantity
        if target is None or achieved is None:
            return False
        return achieved < target if self.row.direction is Direction.LOWER else achieved > target


def softer_than_before(beside: YearBefore) -> Sentence:
    """What is said of a soft target, with both figures."""
    reached, target = beside.achieved.text, beside.row.annual.text
    if beside.row.direction is Direction.LOWER:
        return Sentence(
            f"গত বছর {to_bengali(reached)} পর্যন্ত নামানো গিয়েছিল, এ বছরের লক্ষ্যমাত্রা {to_bengali(target)}, যা তার চেয়ে সহজ। "
            "ঠিক আছে কি না দেখুন।",
            f"Last year it came down to {to_ascii(reached)}; this year's target is {to_ascii(target)}, easier to meet. "
            "Please check.",
        )
    return Sentence(
        f"গত বছর অর্জন ছিল {to_bengali(reached)}, এ বছরের লক্ষ্যমাত্রা {to_bengali(target)}, যা তার চেয়ে কম। ঠিক আছে কি "
        "না দেখুন।",
        f"Last year {to_ascii(reached)} was reached; this year's target is {to_ascii(target)}, which is less. "
        "Please check.",
    )


def beside_year_before(tree: PlanTree, rows: Sequence[RowBefore]) -> Mapping[int, YearBefore]:
    """What each indicator reached in the year before, by its place in the form: as a plan of that year has it, else as
    the form itself prints it. Nothing of a row that is not surely the same one.
    """
    matched = _matched(tree, rows)
    found = {}
    for place, row in enumerate(tree.indicators):
        before = matched.get(place)
        printed = BLANK if before and not before.achieved.is_blank else _printed(row, tree)
        if before and (not before.achieved.is_blank or printed.is_blank):
            found[place] = YearBefore(row, before.achieved, before.target)
        elif not printed.is_blank:
            found[place] = YearBefore(row, printed)
    return found


def _printed(row: IndicatorNode, tree: PlanTree) -> Value:
    """What the form prints of the year just before; a column that names no year is none of it."""
    year = f"{tree.start_year - 1}-{tree.start_year % 100:02d}" if tree.year else ""
    told = {each.sort: each.value for each in row.other_years if year and each.year == year}
    return next((told[sort] for sort in _OF_THE_PAST if sort in told), BLANK)


# --- which row is which: its number and words, else its words alone, else nearly its words under its number ---


@dataclass(frozen=True, slots=True)
class _Called:
    number: str
    words: str
    unit: tuple[Unit, str]


_Places = Mapping[int, _Called]


def _matched(tree: PlanTree, rows: Sequence[RowBefore]) -> dict[int, RowBefore]:
    called = (
        _Called(row.number, _words(activity.title, row.title), _unit(row)) for activity, row in tree.in_activities
    )
    now = dict(enumerate(called))
    before = {
        nth: _Called(each.number, _words(each.activity, each.title), _unit(each)) for nth, each in enumerate(rows)
    }
    found: dict[int, RowBefore] = {}
    for pairing in (_unchanged, _moved, _reworded):
        for place, nth in list(pairing(now, before)):
            found[place] = rows[nth]
            del now[place], before[nth]
    return found


def _unchanged(now: _Places, before: _Places) -> Iterator[tuple[int, int]]:
    return _pairs(now, before, lambda each: each)


def _moved(now: _Places, before: _Places) -> Iterator[tuple[int, int]]:
    return _pairs(now, before, lambda each: (each.words, each.unit))


def _pairs(now: _Places, before: _Places, told: Callable[[_Called], Hashable]) -> Iterator[tuple[int, int]]:
    """The rows of which the same is told, where that is told of one row only on either side."""
    counts = Counter(map(told, now.values()))
    places: dict[Hashable, list[int]] = defaultdict(list)
    for nth, old in before.items():
        places[told(old)].append(nth)
    for place, new in now.items():
        if new.words and counts[told(new)] == len(places.get(told(new), ())) == 1:
            yield place, places[told(new)][0]


def _reworded(now: _Places, before: _Places) -> Iterator[tuple[int, int]]:
    """Rows under one number with nearly the same words, where no other row left over is as near."""
    numbered: dict[tuple[str, tuple[Unit, str]], int] = {(old.number, old.unit): nth for nth, old in before.items()}
    for place, new in now.items():
        nth = numbered.get((new.number, new.unit))
        if nth is None or (likeness := _likeness(new, before[nth])) < _NEARLY:
            continue
        if all(each == nth or _likeness(new, old) < likeness for each, old in before.items()):
            yield place, nth


def _likeness(new: _Called, old: _Called) -> float:
    """How much two wordings share, from 0 to 1; other figures in them make other rows."""
    if _FIGURES.findall(new.words) != _FIGURES.findall(old.words):
        return 0.0
    return SequenceMatcher(None, new.words[:_LONGEST], old.words[:_LONGEST], autojunk=False).ratio()


def _words(*texts: str) -> str:
    return key(" ".join(_YEARS.sub(" ", to_ascii(text)) for text in texts))


def _unit(row: IndicatorNode | RowBefore) -> tuple[Unit, str]:
    """A unit of its own is called by its word."""
    return row.unit, key(row.unit_text) if row.unit is Unit.OTHER else ""
