"""Owns filling the printed scorecard: the stored marks of a report beside the words of their rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from marking.scorecard import AreaScore, Scorecard
from official_forms.achieved_checks import DENIED, check_achieved
from official_forms.kind import PlanKind
from plan_tree.problems import Problem
from plan_tree.tree import Claimed
from plans.kinds import plan_kind
from plans.models import Plan, QuarterReport
from plans.queries.receipts import known_of
from plans.queries.scorecards import claimed_in, reports_so_far, stored_scorecard
from plans.queries.trees import load_tree
from reports.printed.imprint import Imprint, imprint_of
from reports.queries.revised import RevisedTargets, revised_targets
from reports.queries.scorecard import AreaMarks
from reports.queries.scorecard_rows import Place, doubts_about, mark_row
from workflow.transitions import OPEN


@dataclass(frozen=True, slots=True)
class PrintedScorecard:
    """A report's marks; ``trend`` are the marks through each quarter so far, ``claimed`` what the office claims."""

    imprint: Imprint
    plan: Plan
    kind: PlanKind
    quarter: int
    card: Scorecard
    areas: tuple[AreaMarks, ...]
    trend: tuple[tuple[int, Decimal], ...]
    claimed: Claimed
    revised: RevisedTargets | None
    is_open: bool  # not handed in: what is due and not earned is not lost yet


def printed_scorecard(report: QuarterReport, *, printed_on: date, card: Scorecard | None = None) -> PrintedScorecard:
    """The stored scorecard of a report, or another reading of it, in the active language."""
    plan, card = report.plan, card or stored_scorecard(report)
    tree = load_tree(plan)
    doubts = [each for each in check_achieved(tree.through(report.quarter), known_of(plan)) if each.code in DENIED]
    so_far = reports_so_far(plan, report.quarter)
    return PrintedScorecard(
        imprint=imprint_of(report, printed_on=printed_on),
        plan=plan,
        kind=plan_kind(plan.kind),
        quarter=report.quarter,
        card=card,
        areas=tuple(_area(area, tree.by_number, doubts) for area in card.areas),
        trend=tuple((each.quarter, each.earned) for each in so_far),
        claimed=claimed_in(so_far),
        revised=revised_targets(report, tree, card),
        is_open=report.state in OPEN,
    )


def _area(score: AreaScore, rows: Mapping[str, Place], doubts: Sequence[Problem]) -> AreaMarks:
    marked = (mark_row(each, rows.get(each.number), {}, doubts_about(each.number, doubts)) for each in score.marks)
    return AreaMarks(score, tuple(marked))
