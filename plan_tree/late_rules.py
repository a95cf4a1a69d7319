"""Owns a late rule as it is written: which figures make one, and which indicators have anything that can be late."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from cell_values.doubt import Doubt, Severity
from cell_values.numbers import read_number
from cell_values.sentence import Sentence
from plan_tree.terms import MOST_MARKS, QUARTERS, LateRule
from plan_tree.tree import IndicatorNode

LateRules = Mapping[str, LateRule | None]  # by the number of the indicator; None: it has none
MARKS, DAYS = "marks", "days"
LATE_DAYS = (1, 366)  # the shortest span, and the longest
NOT_WHOLE = Sentence(
    "বিলম্বের নিয়মে দুটিই চাই: শূন্যের বেশি নম্বর (সর্বোচ্চ দুই দশমিক), আর ১ থেকে ৩৬৬ দিনের মেয়াদ।",
    "A late rule needs both: marks above zero (at most two decimals), and a span of 1 to 366 days.",
)


@dataclass(frozen=True, slots=True)
class WrittenLateRule:
    """What two texts say: a rule or that there is none, and why one of them (MARKS, DAYS) makes no rule."""

    rule: LateRule | None = None
    doubts: Mapping[str, Doubt] = field(default_factory=dict)


def read_late_rule(marks: str, days: str) -> WrittenLateRule:
    """The rule that marks and days make, in either digits; both empty: none. Half a rule is doubted where it lacks."""
    texts = {MARKS: marks.strip(), DAYS: days.strip()}
    if not any(texts.values()):
        return WrittenLateRule()
    found = {name: _figure(name, text) for name, text in texts.items()}
    if doubts := {name: each for name, each in found.items() if isinstance(each, Doubt)}:
        return WrittenLateRule(doubts=doubts)
    lost, span = (each for each in found.values() if not isinstance(each, Doubt))
    return WrittenLateRule(LateRule(lost, int(span)))


def _figure(name: str, text: str) -> Decimal | Doubt:
    found = read_number(text) if text else None
    if isinstance(found, Doubt):
        return found
    return found if found is not None and _FITS[name](found) else _not_whole(text)


def _not_whole(text: str) -> Doubt:
    return Doubt("late_rule_not_whole", Severity.ERROR, NOT_WHOLE, text)


_FITS = {
    MARKS: lambda figure: 0 < figure <= MOST_MARKS and figure == round(figure, 2),
    DAYS: lambda figure: figure == int(figure) and LATE_DAYS[0] <= figure <= LATE_DAYS[1],
}


def has_dates(row: IndicatorNode) -> bool:
    """Whether an indicator has dates to keep, so that something can be late."""
    targets = [row.annual, *(grade.target for grade in row.grades), *map(row.target, QUARTERS)]
    return any(target.dates for target in targets)
