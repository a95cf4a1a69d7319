"""Owns the indicators that a receipt answers: when the office handed in its own plan, or its own quarterly reports."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cache

from cell_values.text import key
from plan_tree.surroundings import OF_THE_PLAN
from plan_tree.terms import QUARTERS
from plan_tree.tree import IndicatorNode

# Words tell them, for their numbers differ from year to year: an indicator whose words hold one of each group. What is
# about the plans and reports of others does not.
_HANDED_IN = ("দাখিল", "প্রেরণ", "প্রেরিত", "জমা", "submi", "sent")
_REPORT = ("প্রতিবেদন", "report")
REPORTS = (("ত্রৈমাসিক", "কোয়ার্টার", "quarter"), _REPORT, _HANDED_IN)
PLAN = (("কর্ম-পরিকল্পনা", "কর্মপরিকল্পনা", "কর্ম পরিকল্পনা", "work plan", "action plan"), _HANDED_IN)
OF_OTHERS = ("ফিডব্যাক", "আওতাধীন", "feedback", "subordinate")

HandedInDays = Mapping[int, date]  # quarter → the day its report was first handed in; that of the plan itself at 0


class OwnSubmission(StrEnum):
    """What an indicator asks the day of."""

    REPORTS = "reports"
    PLAN = "plan"


def own_submission(activity: str, title: str, own_words: Sequence[str]) -> OwnSubmission | None:
    """What of the office's own submissions an indicator is about; ``own_words`` name the kind of its plan."""
    words = key(f"{activity} {title}")
    if _holds(words, OF_OTHERS):
        return None
    if all(_holds(words, group) for group in REPORTS):
        return OwnSubmission.REPORTS
    is_plan = _holds(words, own_words) and all(_holds(words, group) for group in PLAN)
    return OwnSubmission.PLAN if is_plan and not _holds(words, _REPORT) else None


def days_to_write(row: IndicatorNode, quarter: int, asked: OwnSubmission, handed_in: HandedInDays) -> tuple[date, ...]:
    """The days of receipts that belong into a quarter's cell of the row: those up to it that no other cell names.

    What the cell says already is kept where a receipt says it too.
    """
    wanted = [OF_THE_PLAN] if asked is OwnSubmission.PLAN else [each for each in QUARTERS if each <= quarter]
    elsewhere = {day for each in QUARTERS if each != quarter for day in row.achievement(each).dates}
    days = dict.fromkeys(handed_in[each] for each in wanted if each in handed_in)
    return tuple(day for day in sorted(days) if day not in elsewhere)


def _holds(words: str, group: Sequence[str]) -> bool:
    return any(each in words for each in _keys(tuple(group)))


@cache
def _keys(group: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(key, group))
