"""Owns what a scorecard page shows of a plan through a quarter."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from offices.queries.deadlines import due_days
from plans.checks import check_draft
from plans.kinds import plan_kind
from plans.marking.facts import QUARTERS
from plans.marking.scorecard import AreaScore, Mark, Scorecard
from plans.models import Indicator, Plan, QuarterReport
from plans.problems import Problem, Severity
from plans.queries.drafts import draft_of
from plans.queries.rows import AreaRows, load_rows
from plans.queries.scorecards import stored_scorecard
from plans.templatetags.bengali import quarter_name


@dataclass(frozen=True)
class MarkRow:
    """A mark beside the words of its row."""

    mark: Mark
    activity: str
    indicator: str


@dataclass(frozen=True)
class AreaMarks:
    score: AreaScore
    rows: tuple[MarkRow, ...]


@dataclass(frozen=True)
class OnTime:
    """How many of the reports due by now were submitted by their day."""

    done: int
    due: int


def scorecard_context(plan: Plan, quarter: int) -> dict[str, Any]:
    """Everything ``reports/scorecard.html`` reads, in a constant number of queries."""
    reports = {report.quarter: report for report in plan.reports.all()}
    scorecard = stored_scorecard(reports[quarter])
    rows = load_rows(plan)
    return {
        "plan": plan,
        "kind": plan_kind(plan.kind),
        "report": reports[quarter],
        "scorecard": scorecard,
        "areas": _areas(scorecard, rows),
        "counts": Counter(mark.status.value for mark in scorecard.marks).most_common(),
        "trend": _trend(reports, quarter),
        "attention": _attention(plan, rows),
        "on_time": _on_time(plan, reports),
        "quarters": [_tab(plan, each, quarter) for each in QUARTERS],
        "links": _links(plan, quarter),
    }


def _areas(scorecard: Scorecard, rows: Sequence[AreaRows]) -> list[AreaMarks]:
    indicators = {row.number: row for area in rows for row in area.indicators}
    return [
        AreaMarks(area, tuple(_mark_row(mark, indicators.get(mark.number)) for mark in area.marks))
        for area in scorecard.areas
    ]


def _mark_row(mark: Mark, row: Indicator | None) -> MarkRow:
    return MarkRow(mark, row.activity.title if row else "", row.title if row else "")


def _trend(reports: dict[int, QuarterReport], quarter: int) -> list[tuple[int, Decimal]]:
    return [(each, reports[each].earned) for each in QUARTERS if each <= quarter]


def _attention(plan: Plan, rows: Sequence[AreaRows]) -> list[Problem]:
    """The doubts about the plan as a whole that a reader should know; notices stay out."""
    return [problem for problem in check_draft(draft_of(plan, rows)) if problem.severity is not Severity.NOTICE]


def _on_time(plan: Plan, reports: dict[int, QuarterReport]) -> OnTime:
    today = timezone.localdate()
    due = {quarter: day for quarter, day in due_days(plan.office, plan.year).items() if day <= today}
    done = sum(1 for quarter, day in due.items() if _submitted_by(reports[quarter], day))
    return OnTime(done, len(due))


def _submitted_by(report: QuarterReport, day: Any) -> bool:
    return report.submitted_at is not None and timezone.localdate(report.submitted_at) <= day


def _tab(plan: Plan, quarter: int, current: int) -> dict[str, Any]:
    url = reverse("reports:scorecard", kwargs={"plan_id": plan.pk, "quarter": quarter})
    return {"url": url, "label": quarter_name(quarter), "current": quarter == current, "count": None}


def _links(plan: Plan, quarter: int) -> list[dict[str, str]]:
    place = {"plan_id": plan.pk, "quarter": quarter}
    return [
        {"url": reverse("plans:entry", kwargs=place), "label": _("The form")},
        {"url": reverse("plans:try_out", kwargs=place), "label": _("What if …?")},
    ]
