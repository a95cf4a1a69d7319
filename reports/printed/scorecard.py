"""Owns filling the printed scorecard: the stored marks of a report beside the words of their rows."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plans.drafts import Claimed
from plans.kinds import PlanKind, plan_kind
from plans.marking.scorecard import AreaScore, Mark, Scorecard
from plans.models import Indicator, Plan, QuarterReport
from plans.queries.rows import load_rows
from plans.queries.scorecards import claimed_through, stored_scorecard
from reports.pdf.imprint import Imprint
from reports.printed.imprint import imprint_of


@dataclass(frozen=True, slots=True)
class PrintedMark:
    """A mark with the titles of its activity and indicator."""

    mark: Mark
    activity: str
    indicator: str


@dataclass(frozen=True, slots=True)
class PrintedArea:
    score: AreaScore
    rows: tuple[PrintedMark, ...]


@dataclass(frozen=True, slots=True)
class PrintedScorecard:
    """A report's marks; ``trend`` are the marks through each quarter so far, ``claimed`` what the office claims."""

    imprint: Imprint
    plan: Plan
    kind: PlanKind
    quarter: int
    card: Scorecard
    areas: tuple[PrintedArea, ...]
    trend: tuple[tuple[int, Decimal], ...]
    claimed: Claimed


def printed_scorecard(report: QuarterReport, *, printed_on: date, card: Scorecard | None = None) -> PrintedScorecard:
    """The stored scorecard of a report, or another reading of it, in the active language."""
    plan, card = report.plan, card or stored_scorecard(report)
    rows = {row.number: row for area in load_rows(plan) for row in area.indicators}
    so_far = plan.reports.filter(quarter__lte=report.quarter).values_list("quarter", "earned")
    return PrintedScorecard(
        imprint=imprint_of(report, printed_on=printed_on),
        plan=plan,
        kind=plan_kind(plan.kind),
        quarter=report.quarter,
        card=card,
        areas=tuple(_area(area, rows) for area in card.areas),
        trend=tuple(so_far.order_by("quarter")),
        claimed=claimed_through(plan, report.quarter),
    )


def _area(score: AreaScore, rows: dict[str, Indicator]) -> PrintedArea:
    return PrintedArea(score, tuple(_mark(mark, rows.get(mark.number)) for mark in score.marks))


def _mark(mark: Mark, row: Indicator | None) -> PrintedMark:
    """A row that was taken out after the report was frozen has lost its words, not its mark."""
    return PrintedMark(mark, row.activity.title if row else "", row.title if row else "")
