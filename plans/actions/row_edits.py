"""Owns the edit of a plan by whoever may: rows changed, added and taken away, each with its event, or none of it."""

from collections.abc import Sequence
from typing import Any

from django.db import models, transaction
from django.db.models import QuerySet

from cell_values.sentence import Sentence
from offices.models import Person
from offices.queries.closing import gets_plans
from plan_tree.revisions import Place, place_of_grade
from plans.actions.editing import NOT_ADMINISTRATOR, complete_plan
from plans.actions.ledger import lock_plan, write_event
from plans.actions.row_turns import in_turn
from plans.actions.row_writes import RowEdit, contents_of, insert_row, told, write_row
from plans.models import (
    Activity,
    Area,
    Comment,
    Evidence,
    GradedTarget,
    Indicator,
    Plan,
    QuarterCell,
    RefusedValue,
    TargetRevision,
)
from plans.queries.access import standing_today
from plans.queries.plan_writing import check_may_write_plan
from workflow.transitions import Refusal

NO_PLANS_OF_CLOSED = Sentence(
    "দপ্তরটি এই অর্থবছর শুরুর আগেই বন্ধ হয়েছে; এর নতুন পরিকল্পনা হয় না।",
    "The office was closed before this fiscal year began; it gets no new plan.",
)
HOLDS_REPORTS = Sentence(
    "এই সারিতে অর্জন, প্রমাণক, মন্তব্য বা মূল্যায়ন আছে; তাই এটি সরানো যায় না।",
    "This row holds achievements, evidence, comments or an assessment, so it cannot be taken away.",
)
HOLDS_REQUESTS = Sentence(
    "এই সারির লক্ষ্যমাত্রা সংশোধনের আবেদন আছে; তাই এটি সরানো যায় না।",
    "A revised target was asked for in this row, so it cannot be taken away.",
)
CELLS_OF: dict[type[models.Model], str] = {
    Area: "indicator__activity__area",
    Activity: "indicator__activity",
    Indicator: "indicator",
}


@transaction.atomic
def edit_plan(*, plan: Plan, edits: Sequence[RowEdit], by: Person) -> None:
    """Writes the columns that changed, never those of an achievement; an event for every row, and the marks follow.

    A plan without a key is made, by an administrator. Raises Refusal (not theirs to write, or not now; a row that holds
    reports), StaleRowError, UnreadableError.
    """
    if plan.pk is None:
        if not standing_today(by).is_administrator:
            raise Refusal(NOT_ADMINISTRATOR)
        _make(plan, [edit.row for edit in edits if edit.row is not plan], by)
    else:
        _edit(lock_plan(plan.pk), edits, by)
    complete_plan(lock_plan(plan.pk), by=by)


def check_removable(row: models.Model) -> None:
    """Nobody's report or request disappears with a row. Raises Refusal."""
    if isinstance(row, GradedTarget):
        _check_not_asked(TargetRevision.objects.filter(indicator=row.indicator_id), place_of_grade(row.percent))
    if (path := CELLS_OF.get(type(row))) is None:
        return
    _check_nothing_reported(QuarterCell.objects.filter(**{path: row.pk}))
    _check_not_asked(TargetRevision.objects.filter(**{path: row.pk}))


def check_rows_removable(keys: Sequence[int]) -> None:
    """The same of many indicators, by their keys. Raises Refusal."""
    if keys:
        _check_nothing_reported(QuarterCell.objects.filter(indicator__in=keys))
        _check_not_asked(TargetRevision.objects.filter(indicator__in=keys))


def _check_nothing_reported(cells: QuerySet[QuarterCell]) -> None:
    entered = cells.exclude(achievement_text="") | cells.filter(
        models.Q(assessed_marks__isnull=False) | models.Q(exemption_granted__isnull=False)
    )
    attached: tuple[type[models.Model], ...] = (Evidence, Comment, RefusedValue)
    if entered.exists() or any(each._default_manager.filter(cell__in=cells).exists() for each in attached):
        raise Refusal(HOLDS_REPORTS)


def _check_not_asked(requests: QuerySet[TargetRevision], place: Place | None = None) -> None:
    """``place``: of one target only. Raises Refusal."""
    places = {each.place for request in requests for each in request.revised}
    if place in places if place else places:
        raise Refusal(HOLDS_REQUESTS)


def _make(plan: Plan, rows: Sequence[models.Model], by: Person) -> None:
    """A new plan and the rows made with it are one event."""
    if not gets_plans(plan.office, plan.year):
        raise Refusal(NO_PLANS_OF_CLOSED)
    plan.created_by = by
    plan.save(force_insert=True)
    for row in rows:
        insert_row(plan, row)
    after: dict[str, Any] = {name: told(getattr(plan, name)) for name in ("office", "year", "policy", "revision")}
    after["rows"] = [contents_of(row) for row in rows]
    write_event(plan=plan, verb="make_plan", subject=str(plan)[:200], by=by, after=after)


def _edit(plan: Plan, edits: Sequence[RowEdit], by: Person) -> None:
    check_may_write_plan(plan=plan, by=by)
    for edit in in_turn(edits):
        if edit.is_removed:
            check_removable(edit.row)
        write_row(plan, edit, by)
