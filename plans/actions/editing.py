"""Owns what follows an administrator's edit of a plan: rows completed, values understood anew, event, marks."""

from typing import Any

from django.db import transaction

from cell_values.reading import read_value
from cell_values.sentence import Sentence
from cell_values.value import Unit, Value
from offices.models import Person
from plan_tree.terms import FULL, QUARTERS
from plans.actions.cell_events import write_change
from plans.actions.league import enter_league
from plans.actions.ledger import lock_plan, write_event
from plans.actions.row_writes import place_of_row
from plans.actions.scoring import refresh_scorecards
from plans.models import GradedTarget, Indicator, OtherYearValue, Plan, QuarterCell, QuarterReport
from plans.models.fields import value_columns
from plans.queries.templates import departures_of
from plans.queries.told_rows import Rows, told, told_rows
from workflow.transitions import Refusal

NOT_ADMINISTRATOR = Sentence("এ কাজ কেবল প্রশাসক করতে পারেন।", "Only an administrator can do this.")

Valued = QuarterCell | GradedTarget | OtherYearValue


@transaction.atomic
def note_edit(*, plan: Plan, subject: str, before: Any, after: Any, by: Person, held: Rows | None = None) -> None:
    """Completes an edited plan and writes the events; marks follow. Called in the transaction of the edit.

    ``held``: the rows of the plan before it, by ``told_rows``; without them the event tells the whole plan.
    """
    locked = lock_plan(plan.pk)
    what: dict[str, Any] = {"subject": subject, "before": before, "after": after}
    if held is None:
        write_event(plan=locked, verb="edit_plan", by=by, **what)
    else:
        write_change(plan=locked, verb="edit_plan", by=by, held=held, holds=told_rows(locked), **what)
    complete_plan(locked, by=by)


def complete_plan(plan: Plan, *, by: Person) -> None:
    """Four reports for a locked plan; for every indicator four cells, a grade of 100 % and values in its unit.

    The marks follow. Raises Refusal where the plan would not say any more what its template does.
    """
    check_template(plan)
    present = set(plan.reports.values_list("quarter", flat=True))
    QuarterReport.objects.bulk_create(QuarterReport(plan=plan, quarter=q) for q in QUARTERS if q not in present)
    rows = Indicator.objects.filter(activity__area__plan=plan)
    for row in rows.prefetch_related("cells", "graded_targets", "other_years"):
        _complete_row(plan, row, by)
    refresh_scorecards(plan)
    enter_league(plan)


def check_template(plan: Plan) -> None:
    """What a template fixes stays in the plans made from it, whoever writes them. Raises Refusal."""
    if (departure := next(departures_of(plan), None)) is not None:
        raise Refusal(departure.sentence)


def _complete_row(plan: Plan, row: Indicator, by: Person) -> None:
    cells, grades = list(row.cells.all()), list(row.graded_targets.all())
    present = {cell.quarter for cell in cells}
    QuarterCell.objects.bulk_create(QuarterCell(indicator=row, quarter=q) for q in QUARTERS if q not in present)
    if all(graded.percent != FULL for graded in grades):
        GradedTarget.objects.create(indicator=row, percent=FULL)
    valued: list[QuarterCell | GradedTarget] = [*cells, *grades]
    for each in valued:
        _understand(plan, row, each, by, name="target", start_year=plan.year.start_year)
    for value in row.other_years.all():
        _understand(plan, row, value, by, name="value")


def _understand(
    plan: Plan, row: Indicator, valued: Valued, by: Person, *, name: str, start_year: int | None = None
) -> None:
    """Another unit may say something else by the same text; that is told like any other change."""
    before: Value = getattr(valued, name)
    understood = read_value(before.text, Unit(row.unit), start_year=start_year).value
    if understood == before:
        return
    setattr(valued, name, understood)
    valued.save(update_fields=value_columns(name))
    what: dict[str, Any] = {"before": {name: before.as_json()}, "after": {name: understood.as_json()}}
    rows = told(valued, *value_columns(name))
    write_event(plan=plan, verb="edit_plan", by=by, rows=rows, **what, **_place(valued))


def _place(valued: Valued) -> dict[str, Any]:
    if not isinstance(valued, OtherYearValue):
        return place_of_row(valued)
    subject = " ".join(filter(None, (valued.indicator.number, valued.sort, valued.year)))
    return {"subject": subject, "indicator": valued.indicator}
