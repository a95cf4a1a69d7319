"""Owns what a preview shows of the lines around a document's table: as they come, and what was stored of them."""

from dataclasses import dataclass

from plan_tree.surroundings import NO_SURROUNDINGS, Surroundings
from plan_tree.tree import PlanTree
from plans.models import Plan
from plans.queries.trees import with_reports


@dataclass(frozen=True, slots=True)
class ShownSurroundings:
    """What comes around the table of a report (``quarter`` 0: of the plan), ``before`` what it takes the place of."""

    quarter: int
    after: Surroundings
    before: Surroundings


def shown_surroundings(draft: PlanTree, plan: Plan | None) -> list[ShownSurroundings]:
    """What a draft brings for each report, in the order of the quarters; what says nothing new replaces nothing."""
    stored = with_reports(draft, plan).surroundings_known if plan else {}
    coming = sorted(draft.surroundings_by_quarter.items())
    return [ShownSurroundings(quarter, after, _replaced(stored.get(quarter), after)) for quarter, after in coming]


def _replaced(before: Surroundings | None, after: Surroundings) -> Surroundings:
    if before is None:
        return NO_SURROUNDINGS
    above = before.above if after.above and before.above != after.above else ""
    below = before.below if after.below and before.below != after.below else ""
    return Surroundings(above, below)
