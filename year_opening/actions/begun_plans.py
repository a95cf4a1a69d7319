"""Owns plans that are made with rows: those of the year before, their dates moved, or those of a template."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import Model

from marking.score import score
from marking.scorecard import Scorecard
from offices.models import Person
from plan_tree.rollover import RolledPlan
from plan_tree.terms import QUARTERS
from plan_tree.tree import PlanTree
from plans.actions.league import league_entry, write_current_entries
from plans.actions.ledger import EventDraft, write_events
from plans.actions.row_writes import told
from plans.actions.scoring import store_scorecard
from plans.actions.tree_rows import add_trees
from plans.models import Activity, Area, Indicator, Plan, PlanTemplate, QuarterReport
from plans.queries.told_rows import told_together


@dataclass(frozen=True)
class PlanBegun:
    """A plan just made with the rows it begins with, and ``what`` the ledger says of where they are from.

    ``before``: the plan of the year before they are from.
    """

    plan: Plan
    tree: PlanTree
    what: dict[str, Any]
    before: Plan | None = None

    @classmethod
    def rolled(cls, plan: Plan, before: Plan, rolled: RolledPlan) -> Self:
        """As the plan of the year before, with the dates that moved."""
        return cls(plan, rolled.tree, {"copied_from": told(before), **_told(rolled)}, before)

    @classmethod
    def standard(cls, plan: Plan, template: PlanTemplate) -> Self:
        """With the standard rows of its template."""
        tree = PlanTree(plan.kind, "", plan.year.code, template.rows.areas)
        return cls(plan, tree, {"template": f"{template.subject} ({template.pk})", **_counted(tree)})


def begin_plans(begun: Sequence[PlanBegun], *, by: Person) -> None:
    """Fills plans that were just made with rows, reports, marks and league entries, and tells each in one event.

    A dozen statements, however many plans; nothing that was written is read again.
    """
    rows = add_trees([(each.plan, each.tree) for each in begun], posts_of(begun))
    by_plan: dict[int, list[Model]] = defaultdict(list)
    for row in rows:
        by_plan[_plan_id(row)].append(row)
    reports = _marked_reports(begun)
    told_of = {}
    for each, of_plan in zip(begun, reports, strict=True):
        written = told_together([each.plan, *by_plan[each.plan.pk], *of_plan])
        told_of[each.plan] = [EventDraft("make_plan", str(each.plan)[:200], after=_after(each), rows=written)]
    write_events(told=told_of, by=by, ends={each.plan.pk: (0, "") for each in begun})


def _marked_reports(begun: Sequence[PlanBegun]) -> list[list[QuarterReport]]:
    """The reports of each plan with their marks, and its league entries."""
    marks, reports, entries = _Marks(), [], []
    for each in begun:
        of_plan = [QuarterReport(plan=each.plan, quarter=quarter) for quarter in QUARTERS]
        for report, scorecard in zip(of_plan, marks.of(each), strict=True):
            store_scorecard(report, scorecard)
            entries.append(league_entry(each.plan, report, scorecard))
        reports.append(of_plan)
    QuarterReport.objects.bulk_create(report for of_plan in reports for report in of_plan)
    write_current_entries(entries)
    return reports


class _Marks:
    """The scorecards of a batch: plans that begin with the same rows of a template are marked once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], list[Scorecard]] = {}

    def of(self, begun: PlanBegun) -> list[Scorecard]:
        """By quarter; what nothing was reported on is marked by its targets alone."""
        policy, key = begun.plan.policy, (id(begun.tree.areas), begun.plan.policy_id)
        if key not in self._known:
            self._known[key] = [score(begun.tree, policy.as_policy(), through=quarter) for quarter in QUARTERS]
        return self._known[key]


def posts_of(begun: Sequence[PlanBegun]) -> Mapping[int, int]:
    """The responsible posts by the rows they were held in: people are transferred, posts stay."""
    before = [each.before for each in begun if each.before is not None]
    held = Indicator.objects.filter(activity__area__plan__in=before, post__isnull=False)
    return dict(held.values_list("pk", "post")) if before else {}


def _plan_id(row: Any) -> int:
    """The plan of a row just made, by the rows above it, which are at hand."""
    while not isinstance(row, Area):
        row = row.area if isinstance(row, Activity) else row.activity if isinstance(row, Indicator) else row.indicator
    return row.plan_id


def _after(begun: PlanBegun) -> dict[str, Any]:
    return {name: told(getattr(begun.plan, name)) for name in ("office", "year", "policy", "revision")} | begun.what


def _told(rolled: RolledPlan) -> dict[str, Any]:
    """What the ledger keeps of the way the rows were changed."""
    return {
        **_counted(rolled.tree),
        "moved": [[each.number, each.place, each.before.text, each.after.text] for each in rolled.moved],
        "to_see": [[each.number, each.why.value, each.text] for each in rolled.to_see],
    }


def _counted(tree: PlanTree) -> dict[str, int]:
    return {"areas": len(tree.areas), "indicators": len(tree.indicators)}
