"""Owns the part of people in a mark: what a reviewer assessed, and what an office declared not applicable."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from plans.marking.facts import Assessment, IndicatorFacts
from plans.marking.figures import exact, show_day
from plans.marking.reported import Reported
from plans.marking.scorecard import Step
from plans.marking.wording import QUARTER_NAMES, say
from plans.values.value import State


class Assessed(NamedTuple):
    """The assessment that counts: its quarter, its marks as given, and what was written with it."""

    quarter: int
    marks: Fraction
    given: Assessment


def latest_assessment(indicator: IndicatorFacts, through: int) -> Assessed | None:
    """The assessment of the latest quarter up to one that has any."""
    for quarter, cell in reversed(indicator.cells(through)):
        if cell.assessment is not None and (marks := exact(cell.assessment.marks)) is not None:
            return Assessed(quarter, marks, cell.assessment)
    return None


def is_not_applicable(indicator: IndicatorFacts, reported: Reported, assessed: Assessed | None) -> bool:
    """Whether the target or the latest report says so, and no reviewer has assessed it since."""
    since = _declared_in(indicator, reported)
    return since is not None and (assessed is None or assessed.quarter < since)


def _declared_in(indicator: IndicatorFacts, reported: Reported) -> int | None:
    """The quarter of the declaration; 0 where the annual target itself is not applicable."""
    states = [indicator.annual.state, *(grade.target.state for grade in indicator.grades)]
    if State.NOT_APPLICABLE in states and State.GIVEN not in states:
        return 0
    latest = reported.latest
    return max(reported.values) if latest is not None and latest.state is State.NOT_APPLICABLE else None


def assessed_step(assessed: Assessed, marks: Decimal) -> Step:
    """Who assessed what, when and why; the reason and the name as written."""
    name, given = QUARTER_NAMES[assessed.quarter], assessed.given
    day = show_day(given.on)
    return say(
        "assessed",
        f"পর্যালোচকের নির্ধারণ ({name.bn}): {marks}; কারণ: {given.reason}; {given.by}, {day}",
        f"Assessed by a reviewer ({name.en}): {marks}; reason: {given.reason}; {given.by}, {day}",
    )
