"""Owns the part of a reviewer in a mark: what was assessed where no rule can, or though one could."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from cell_values.quarter_words import QUARTER_NAMES
from marking.figures import exact, show_day
from marking.scorecard import ExplainedStep
from marking.wording import say
from plan_tree.terms import Assessment
from plan_tree.tree import IndicatorNode


class Assessed(NamedTuple):
    """The assessment that counts: its quarter, its marks as given, and what was written with it."""

    quarter: int
    marks: Fraction
    given: Assessment


def latest_assessment(indicator: IndicatorNode, through: int) -> Assessed | None:
    """The assessment of the latest quarter up to one that has any."""
    for quarter, cell in reversed(indicator.known_quarters(through)):
        if cell.assessment is not None and (marks := exact(cell.assessment.marks)) is not None:
            return Assessed(quarter, marks, cell.assessment)
    return None


def assessed_step(assessed: Assessed, marks: Decimal) -> ExplainedStep:
    """Who assessed what, when and why; the reason and the name as written."""
    name, given = QUARTER_NAMES[assessed.quarter], assessed.given
    day = show_day(given.on)
    return say(
        "assessed",
        f"পর্যালোচকের নির্ধারণ ({name.bn}): {marks}; কারণ: {given.reason}; {given.by}, {day}",
        f"Assessed by a reviewer ({name.en}): {marks}; reason: {given.reason}; {given.by}, {day}",
    )
