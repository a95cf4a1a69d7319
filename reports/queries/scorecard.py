"""Owns what a scorecard page shows of a plan through a quarter."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from marking.differences import MarkDifference, compare
from marking.scorecard import AreaScore, MarkStatus, Scorecard
from offices.queries.deadlines import days_in
from official_forms.achieved_checks import check_achieved
from official_forms.plan_checks import check_draft
from plan_tree.problems import Problem, Severity
from plan_tree.terms import QUARTERS
from plan_tree.tree import PlanTree
from plans.display import quarter_name
from plans.kinds import plan_kind
from plans.models import Plan, QuarterReport
from plans.queries.receipts import known_of
from plans.queries.scorecards import reports_of, stored_scorecard
from plans.queries.trees import load_rows
from reports.queries.outlook import outlook
from reports.queries.revised import revised_targets
from reports.queries.scorecard_rows import MarkRow, doubts_about, evidence_links, group_rows, mark_row
from workflow.quarter_days import QuarterDays
from workflow.transitions import OPEN

# What a row came to since the quarter before, worth telling even where no mark moved.
TELLING = {
    MarkStatus.WORDS,
    MarkStatus.UNREADABLE,
    MarkStatus.ASSESSED,
    MarkStatus.EXEMPTION_ASKED,
    MarkStatus.NOT_APPLICABLE,
}


@dataclass(frozen=True)
class AreaMarks:
    score: AreaScore
    rows: tuple[MarkRow, ...]


@dataclass(frozen=True)
class OnTime:
    """How many of the reports submitted in time or past their day were in time."""

    done: int
    due: int


@dataclass(frozen=True)
class ChangedRow:
    """A row whose mark is not what it was a quarter earlier."""

    row: MarkRow
    difference: MarkDifference


@dataclass(frozen=True)
class Changes:
    """What a quarter changed against the one before it."""

    since: int
    moved: Decimal
    rows: tuple[ChangedRow, ...]


def scorecard_context(plan: Plan, quarter: int) -> dict[str, Any]:
    """Everything ``reports/scorecard.html`` reads, in a constant number of queries."""
    reports = reports_of(plan, scorecards=[quarter - 1, quarter])
    report = reports[quarter]
    report.plan = plan
    scorecard = stored_scorecard(reports[quarter])
    rows = load_rows(plan, counted=True)
    whole = rows.tree
    tree = whole.as_judged_in(quarter)
    doubts = tuple(check_achieved(tree.through(quarter), known_of(plan)))
    attention, places, evidence = _attention(tree, doubts), tree.by_number, evidence_links(rows, quarter)
    marked = {
        mark.number: mark_row(mark, places.get(mark.number), evidence, doubts_about(mark.number, doubts))
        for mark in scorecard.marks
    }
    return {
        "plan": plan,
        "kind": plan_kind(plan.kind),
        "report": reports[quarter],
        "scorecard": scorecard,
        "areas": [AreaMarks(area, tuple(marked[mark.number] for mark in area.marks)) for area in scorecard.areas],
        "counts": Counter(mark.status.value for mark in scorecard.marks).most_common(),
        "trend": [(each, reports[each].earned) for each in QUARTERS if each <= quarter],
        "attention": attention,
        "groups": group_rows(list(marked.values()), tree, attention, quarter),
        "outlook": outlook(whole, scorecard, plan.policy.as_policy(), marked),
        "revised": revised_targets(report, whole, scorecard),
        "changes": _changes(reports, scorecard, marked),
        "on_time": _on_time(plan, reports),
        "days_late": _days_late(plan, reports, quarter),
        "is_open": report.state in OPEN,  # what is due is not lost before it is handed in
        "quarters": [_tab(plan, each, quarter) for each in QUARTERS],
        "links": _links(plan, quarter),
    }


def _changes(reports: dict[int, QuarterReport], scorecard: Scorecard, rows: dict[str, MarkRow]) -> Changes | None:
    """The rows whose marks moved since the quarter before, or which wait or are left out since; None in the first."""
    if scorecard.through == QUARTERS[0]:
        return None
    difference = compare(stored_scorecard(reports[scorecard.through - 1]), scorecard)
    changed = tuple(ChangedRow(rows[mark.after.number], mark) for mark in difference.changed if _tells(mark))
    return Changes(scorecard.through - 1, difference.moved, changed)


def _tells(mark: MarkDifference) -> bool:
    before, after = mark.before, mark.after
    return bool(mark.moved) or before is None or (before.status is not after.status and after.status in TELLING)


def _attention(tree: PlanTree, doubts: Sequence[Problem]) -> list[Problem]:
    """The doubts about the plan as a whole that a reader should know; notices stay out."""
    return [problem for problem in (*check_draft(tree), *doubts) if problem.severity is not Severity.NOTICE]


def _on_time(plan: Plan, reports: dict[int, QuarterReport]) -> OnTime:
    today = timezone.localdate()
    days = days_in(reports.values(), plan.year)
    in_time = {quarter for quarter, each in days.items() if _is_in_time(reports[quarter], each)}
    own = {quarter for quarter in days if plan.office.is_open_on(plan.year.quarter_ends(quarter))}
    over = {quarter for quarter in own if days[quarter].days_late(today)}  # not yet on its last day
    return OnTime(len(in_time), len(in_time | over))


def _days_late(plan: Plan, reports: dict[int, QuarterReport], quarter: int) -> int:
    """How late the quarter was first handed in; 0 in time, or where it was not or no day is set."""
    at = reports[quarter].submitted_at
    return (days_in(reports.values(), plan.year)[quarter].days_late(timezone.localdate(at)) or 0) if at else 0


def _is_in_time(report: QuarterReport, days: QuarterDays) -> bool:
    return report.submitted_at is not None and days.days_late(timezone.localdate(report.submitted_at)) == 0


def _tab(plan: Plan, quarter: int, current: int) -> dict[str, Any]:
    url = reverse("reports:scorecard", kwargs={"plan_id": plan.pk, "quarter": quarter})
    return {"url": url, "label": quarter_name(quarter), "current": quarter == current, "count": None}


def _links(plan: Plan, quarter: int) -> list[dict[str, str]]:
    place = {"plan_id": plan.pk, "quarter": quarter}
    return [
        {"url": reverse("entry:entry", kwargs=place), "label": _("The form")},
        {"url": reverse("plans:try_out", kwargs=place), "label": _("Try other rules")},
        {"url": reverse("reports:ledger", args=[plan.pk]), "label": _("Ledger")},
    ]
