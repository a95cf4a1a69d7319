"""Owns an administrator's edit of a plan: rows changed, added and taken away, each with its event, or none of it."""

from collections.abc import Sequence
from typing import Any

from django.db import models, transaction

from cell_values.sentence import Sentence
from offices.models import Person
from plans.actions.editing import NOT_ADMINISTRATOR, NOT_EDITABLE, complete_plan, is_editable
from plans.actions.ledger import lock_plan, write_event
from plans.actions.row_writes import RowEdit, contents_of, insert_row, told, write_row
from plans.models import Activity, Area, Comment, Evidence, Indicator, Plan, QuarterCell, RefusedValue
from plans.queries.access import standing_today
from workflow.transitions import Refusal

HOLDS_REPORTS = Sentence(
    "এই সারিতে অর্জন, প্রমাণক, মন্তব্য বা মূল্যায়ন আছে; তাই এটি সরানো যায় না।",
    "This row holds achievements, evidence, comments or an assessment, so it cannot be taken away.",
)
CELLS_OF = {
    Area: "indicator__activity__area",
    Activity: "indicator__activity",
    Indicator: "indicator",
}


@transaction.atomic
def edit_plan(*, plan: Plan, edits: Sequence[RowEdit], by: Person) -> None:
    """Writes the columns that changed, never those of an achievement; an event for every row, and the marks follow.

    A plan without a key is made. Raises Refusal (no administrator, a report handed in, a row that holds reports),
    StaleRowError, UnreadableError.
    """
    if not standing_today(by).is_administrator:
        raise Refusal(NOT_ADMINISTRATOR)
    if plan.pk is None:
        _make(plan, [edit.row for edit in edits if edit.row is not plan], by)
    else:
        _edit(lock_plan(plan.pk), edits, by)
    complete_plan(lock_plan(plan.pk), by=by)


def check_removable(row: models.Model) -> None:
    """Nobody's report disappears with a row. Raises Refusal."""
    if (path := CELLS_OF.get(type(row))) is None:
        return
    cells = QuarterCell.objects.filter(**{path: row.pk})
    entered = cells.exclude(achievement_text="") | cells.filter(
        models.Q(assessed_marks__isnull=False) | models.Q(exemption_granted__isnull=False)
    )
    attached: tuple[type[models.Model], ...] = (Evidence, Comment, RefusedValue)
    if entered.exists() or any(each._default_manager.filter(cell__in=cells).exists() for each in attached):
        raise Refusal(HOLDS_REPORTS)


def _make(plan: Plan, rows: Sequence[models.Model], by: Person) -> None:
    """A new plan and the rows made with it are one event."""
    plan.created_by = by
    plan.save(force_insert=True)
    for row in rows:
        insert_row(plan, row)
    after: dict[str, Any] = {name: told(getattr(plan, name)) for name in ("office", "year", "policy", "revision")}
    after["rows"] = [contents_of(row) for row in rows]
    write_event(plan=plan, verb="make_plan", subject=str(plan)[:200], by=by, after=after)


def _edit(plan: Plan, edits: Sequence[RowEdit], by: Person) -> None:
    if not is_editable(plan):
        raise Refusal(NOT_EDITABLE)
    for edit in sorted(edits, key=lambda each: not each.is_removed):  # what is taken away makes room for what is added
        if edit.is_removed:
            check_removable(edit.row)
        write_row(plan, edit, by)
