"""Owns the days that one achievement names, with what decides whether they are doubtful."""

from dataclasses import dataclass
from datetime import date

from cell_values.sentence import Sentence
from official_forms.places import achievement_of
from plan_tree.terms import QUARTERS
from plan_tree.tree import IndicatorNode


@dataclass(frozen=True, slots=True)
class Achieved:
    """The days named in one cell, with the words of its indicator.

    ``exceeds``: the number of dated targets that they are too many for. ``is_to_date``: they are those from the
    beginning of the year, not yet taken apart.
    """

    number: str
    activity: str
    title: str
    quarter: int
    days: tuple[date, ...]
    exceeds: int | None = None
    is_to_date: bool = False

    @property
    def place(self) -> Sentence:
        return achievement_of(self.number, self.quarter)


def achieved_in(activity: str, row: IndicatorNode, quarter: int, *, is_to_date: bool = False) -> Achieved:
    """The days of a quarter's achievement; ``activity`` in words."""
    days = row.achievement(quarter).dates
    exceeds = _exceeded(row, quarter) if len(days) > 1 and not is_to_date else None
    return Achieved(row.number, activity, row.title, quarter, days, exceeds, is_to_date)


def _exceeded(row: IndicatorNode, quarter: int) -> int | None:
    """The dated targets a cell may answer, where it names more days; None where it does not, or no day is asked for.

    Its own quarter's: what is over would meet those of other quarters (``match_dates``), which somebody should have
    seen. Where no quarter has any, those of the best dated grade that other cells leave. One day is never too many, and
    of a number of things each may have its day.
    """
    done = row.achievement(quarter)
    asked = {each: len(row.target(each).dates) for each in QUARTERS}
    found = asked[quarter]
    if not any(asked.values()):
        best = next((len(grade.target.dates) for grade in row.all_grades if grade.target.dates), 0)
        if not best:
            return None
        found = max(best - sum(len(row.achievement(each).dates) for each in QUARTERS if each != quarter), 0)
    return found if len(set(done.dates)) > max(found, 1, int(done.quantity or 0)) else None
