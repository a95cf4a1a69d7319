"""Owns the scene of a quarter: what hangs on its report and its rows, loaded in one statement (decision 0066)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from offices.models import Person
from plans.models import (
    Activity,
    Area,
    Comment,
    Event,
    Evidence,
    Indicator,
    OtherYearValue,
    Plan,
    QuarterCell,
    QuarterRound,
    Receipt,
    RefusedValue,
    RowOpening,
    RowReview,
    SignOff,
    SupersededApproval,
    TargetRevision,
)
from plans.queries.together import NAME, AskedRows, AskedTogether, Found, by_key
from plans.queries.tree_rows import HeadRow
from plans.queries.trees import BesideRows, head_of

ROW = "indicator__activity__area__plan__in"
STEPS = ("submit_report", "submit_plan", "assess_cell")
OF_STEP = ("plan", "sequence", "at", "verb", "subject", "quarter", "after")
ON_REPORT = ("receipts", "rounds", "superseded", "sign_offs")  # by the report they hang on
BESIDE_REPORT: Sequence[str] = ("scorecard", "frozen_switches")


@dataclass(frozen=True)
class QuarterScene:
    """What hangs on a quarter of a plan, each list in its own order.

    ``said`` and ``openings`` are of all rounds; ``files`` and ``comments`` of the quarter's cells; ``steps`` the events
    by which quarters and the plan were handed in and cells assessed, the latest first.
    """

    receipts: Sequence[Receipt]
    rounds: list[QuarterRound]
    superseded: Sequence[SupersededApproval]
    sign_offs: Sequence[SignOff]
    said: Sequence[RowReview]
    openings: Sequence[RowOpening]
    refused: Sequence[RefusedValue]
    files: Sequence[Evidence]
    comments: Sequence[Comment]
    steps: Sequence[Event]
    writers: Mapping[int, Person]  # those who wrote the cells in which something was refused, by their keys


@dataclass
class Scenes(BesideRows):
    """The scenes of some quarters of some plans, and what stands beside their rows. One statement, once looked at."""

    plans: Sequence[Plan]
    quarters: Sequence[int]

    @cached_property
    def found(self) -> Found:
        return _SCENES(tuple(sorted(set(self.quarters))), plans=tuple(plan.pk for plan in self.plans))

    def of(self, plan: Plan, quarter: int, *, report: int, cells: Mapping[int, Any]) -> QuarterScene:
        """That of one quarter; ``report`` its key, ``cells`` those of the plan by their keys."""
        hanging = {name: self._hanging(name).get(report, []) for name in ON_REPORT}
        rows = {cell.indicator_id for cell in cells.values()}
        here = {key for key, cell in cells.items() if cell.quarter == quarter}
        on_rows = {
            name: [each for each in self._in_order[name] if each.indicator_id in rows and each.quarter == quarter]
            for name in ("said", "openings")
        }
        on_cells = {
            name: [each for each in self._in_order[name] if each.cell_id in here]
            for name in ("refused", "files", "comments")
        }
        steps = [each for each in self._in_order["steps"] if each.plan_id == plan.pk]
        writers = {each.pk: each for each in self.found.get("writers", ())}
        return QuarterScene(**hanging, **on_rows, **on_cells, steps=steps[::-1], writers=writers)

    def heads(self, plan: Plan, indicators: Sequence[Indicator]) -> Sequence[HeadRow]:
        areas = {area.pk: area for area in self.found.get("areas", ()) if area.plan_id == plan.pk}
        areas |= {row.activity.area_id: row.activity.area for row in indicators}
        activities = [each for each in self.found.get("activities", ()) if each.area_id in areas]
        activities += {row.activity_id: row.activity for row in indicators}.values()
        filled = {each.area_id for each in activities}
        bare: list[tuple[Area, Activity | None]] = [(area, None) for key, area in areas.items() if key not in filled]
        heads = [*bare, *((areas[each.area_id], each) for each in activities)]
        heads.sort(key=lambda head: (head[0].position, head[1].position if head[1] else 0))
        return [head_of(*head) for head in heads]

    def other_years(self, plan: Plan) -> Mapping[int, Sequence[OtherYearValue]]:
        return by_key(self._in_order["other_years"], "indicator_id")

    def revisions(self, plan: Plan) -> Mapping[int, Sequence[TargetRevision]]:
        return by_key(self._in_order["revisions"], "indicator_id")

    def _hanging(self, name: str) -> Mapping[int, list[Any]]:
        return by_key(self._in_order[name], "report_id")

    @cached_property
    def _in_order(self) -> Mapping[str, list[Any]]:
        return {name: sorted(self.found.get(name, []), key=key) for name, key in IN_ORDER.items()}


IN_ORDER: Mapping[str, Any] = {
    "receipts": lambda row: row.round,
    "rounds": lambda row: row.number,
    "superseded": lambda row: (row.reopened_at, row.pk),
    "sign_offs": lambda row: row.round,
    "said": lambda row: (row.round, row.pk),
    "openings": lambda row: (row.asked_at, row.pk),
    "refused": lambda row: (row.at, row.pk),
    "files": lambda row: row.pk,
    "comments": lambda row: row.pk,
    "steps": lambda row: row.sequence,
    "other_years": lambda row: (row.position, row.pk),
    "revisions": lambda row: (row.decided_at, row.pk),
}


def _parts(quarters: tuple[int, ...], *, plans: Sequence[int]) -> Mapping[str, AskedRows]:
    report = {"report__plan__in": plans, "report__quarter__in": quarters}
    row = {ROW: plans, "quarter__in": quarters}
    cell = {f"cell__{name}": content for name, content in row.items()}
    written_over = QuarterCell.objects.filter(refused__isnull=False, **row)
    return {
        "receipts": AskedRows(Receipt.objects.filter(**report), without=("submitted_by",)),
        "rounds": AskedRows(QuarterRound.objects.filter(**report), people=("decided_by",)),
        "superseded": AskedRows(
            SupersededApproval.objects.filter(**report), people=("reopened_by",), without=BESIDE_REPORT
        ),
        "sign_offs": AskedRows(SignOff.objects.filter(**report), people=("by",)),
        "said": AskedRows(RowReview.objects.filter(**row), people=("by",)),
        "openings": AskedRows(RowOpening.objects.filter(**row), people=("asked_by", "decided_by")),
        "refused": AskedRows(RefusedValue.objects.filter(**cell), people=("by",)),
        "writers": AskedRows(Person.objects.filter(pk__in=written_over.values("entered_by")), only=NAME),
        "files": AskedRows(Evidence.objects.filter(**cell), only=("id", "cell", "name", "sha256")),
        "comments": AskedRows(Comment.objects.filter(**cell), only=("id", "cell", "text", "written_by")),
        "steps": AskedRows(Event.objects.filter(plan__in=plans, verb__in=STEPS), only=OF_STEP),
        "other_years": AskedRows(OtherYearValue.objects.filter(**{ROW: plans})),
        "revisions": AskedRows(TargetRevision.objects.filter(**{ROW: plans}, granted=True), people=("decided_by",)),
        "areas": AskedRows(Area.objects.filter(plan__in=plans, activities__indicators=None), is_distinct=True),
        "activities": AskedRows(Activity.objects.filter(area__plan__in=plans, indicators=None)),
    }


_SCENES = AskedTogether(_parts, planned_once=True)
