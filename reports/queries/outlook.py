"""Owns what a plan can still earn after a quarter: by quarter to come, made up for, and gone for good."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from marking.policy import Policy
from marking.reach import Reach, reach
from marking.scorecard import Scorecard
from plan_tree.terms import QUARTERS
from plan_tree.tree import PlanTree
from reports.queries.scorecard_rows import MarkRow


@dataclass(frozen=True)
class Prospect:
    """A row and what it can still earn."""

    row: MarkRow
    reach: Reach


@dataclass(frozen=True)
class Outlook:
    """``earned`` with ``by_quarter`` and ``made_up`` is ``best``; ``best`` with ``gone`` what is possible."""

    earned: Decimal
    by_quarter: tuple[tuple[int, Decimal], ...]
    made_up: Decimal
    best: Decimal
    gone: Decimal
    open_rows: tuple[Prospect, ...]
    gone_rows: tuple[Prospect, ...]

    @property
    def still(self) -> Decimal:
        return self.best - self.earned


def outlook(tree: PlanTree, card: Scorecard, policy: Policy, rows: Mapping[str, MarkRow]) -> Outlook | None:
    """What can still be earned; None when the year is over."""
    to_come = [quarter for quarter in QUARTERS if quarter > card.through]
    if not to_come:
        return None
    reached = reach(tree, card, policy)
    prospects = [Prospect(rows[each.mark.number], each) for each in reached if each.mark.number in rows]
    return Outlook(
        earned=card.earned,
        by_quarter=tuple((quarter, _sum(each.falls_due[quarter] for each in reached)) for quarter in to_come),
        made_up=_sum(each.made_up for each in reached),
        best=card.earned + _sum(each.still for each in reached),
        gone=_sum(each.gone for each in reached),
        open_rows=tuple(sorted((p for p in prospects if p.reach.still), key=lambda p: -p.reach.still)),
        gone_rows=tuple(sorted((p for p in prospects if p.reach.gone), key=lambda p: -p.reach.gone)),
    )


def _sum(marks: Iterable[Decimal]) -> Decimal:
    return sum(marks, Decimal(0))
