"""Owns which dated targets of an indicator were kept too late."""

from marking.matching import Judged, match_dates
from marking.reported import read_reported
from marking.targets import read_goals
from plan_tree.tree import IndicatorNode


def late_dates(indicator: IndicatorNode, *, start_year: int, through: int) -> tuple[Judged, ...]:
    """The dated targets of full marks that were met after their day, by the reports through a quarter (1..4)."""
    goals = read_goals(indicator, start_year)
    if not goals.dated:
        return ()
    reported = read_reported(indicator, goals, through)
    return tuple(judged for judged in match_dates(goals.dated[0].targets, reported.dates) if judged.late)
