"""Owns what a report tells of revised targets: old and new, and its marks under the new beside those that stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from marking.score import score
from marking.scorecard import Mark, Scorecard
from plan_tree.revisions import Revision
from plan_tree.tree import IndicatorNode, PlanTree
from plans.models import QuarterReport
from plans.queries.policies import policy_of, tree_of
from plans.queries.revising import NamedTarget, named


@dataclass(frozen=True, slots=True)
class RevisedRow:
    """A row whose targets were revised on a day; ``stands`` and ``renewed``: its marks where that counts later only."""

    number: str
    title: str
    targets: tuple[NamedTarget, ...]
    on: date
    counts_from: int
    stands: Mark | None = None
    renewed: Mark | None = None


@dataclass(frozen=True, slots=True)
class RevisedTargets:
    """The revised rows of a report in the order of the form; ``earned`` and ``renewed`` are the sums of its marks.

    ``renewed`` is None where every revision counts in the report already.
    """

    rows: tuple[RevisedRow, ...]
    earned: Decimal
    renewed: Decimal | None


def revised_targets(report: QuarterReport, whole: PlanTree, card: Scorecard) -> RevisedTargets | None:
    """What a report tells of revisions, its plan given ``whole``; None where there are none. Nothing is asked."""
    if not whole.is_revised:
        return None
    later = any(each.counts_from > report.quarter for row in whole.indicators for each in row.revisions)
    tree = tree_of(report, whole).as_revised
    renewed = score(tree, policy_of(report, report.plan), through=report.quarter) if later else None
    return RevisedTargets(
        tuple(_rows(whole, report.quarter, card, renewed)), card.earned, renewed.earned if renewed else None
    )


def _rows(whole: PlanTree, quarter: int, card: Scorecard, renewed: Scorecard | None) -> Iterator[RevisedRow]:
    stands = {mark.number: mark for mark in card.marks}
    under_new = {mark.number: mark for mark in renewed.marks} if renewed else {}
    for row in whole.indicators:
        for each in row.revisions:
            is_later = each.counts_from > quarter
            marks = (stands.get(row.number), under_new.get(row.number)) if is_later else (None, None)
            yield _row(row, each, *marks)


def _row(row: IndicatorNode, revision: Revision, stands: Mark | None, renewed: Mark | None) -> RevisedRow:
    targets = named(revision.targets, row)
    return RevisedRow(row.number, row.title, targets, revision.on, revision.counts_from, stands, renewed)
