"""Owns what follows an administrator's edit of a plan: rows completed, values understood anew, event, marks."""

from typing import Any

from django.db import transaction

from offices.models import Person
from plans.actions.league import enter_league
from plans.actions.ledger import lock_plan, write_event
from plans.actions.scoring import refresh_scorecards
from plans.marking.facts import QUARTERS
from plans.models import GradedTarget, Indicator, Plan, QuarterCell, QuarterReport
from plans.models.plan import FULL
from plans.values.reading import read_value
from plans.values.value import Unit
from plans.workflow import OPEN


def is_editable(plan: Plan) -> bool:
    """Whether an administrator may still edit a plan's rows: no report of it was handed in or approved."""
    open_states = [state.value for state in OPEN]
    return not plan.reports.exclude(state__in=open_states).exists()


@transaction.atomic
def note_edit(*, plan: Plan, subject: str, before: Any, after: Any, by: Person) -> None:
    """Completes an edited plan and writes the event; marks follow. Called in the transaction of the edit."""
    locked = lock_plan(plan.pk)
    _complete(locked)
    refresh_scorecards(locked)
    enter_league(locked)
    write_event(plan=locked, verb="edit_plan", subject=subject, by=by, before=before, after=after)


def _complete(plan: Plan) -> None:
    """Four reports for the plan; for every indicator four cells, a grade of 100 % and values in its unit."""
    present = set(plan.reports.values_list("quarter", flat=True))
    QuarterReport.objects.bulk_create(QuarterReport(plan=plan, quarter=q) for q in QUARTERS if q not in present)
    rows = Indicator.objects.filter(activity__area__plan=plan).prefetch_related("cells", "graded_targets")
    for row in rows:
        _complete_row(row, plan.year.start_year)


def _complete_row(row: Indicator, start_year: int) -> None:
    cells, grades = list(row.cells.all()), list(row.graded_targets.all())
    present = {cell.quarter for cell in cells}
    QuarterCell.objects.bulk_create(QuarterCell(indicator=row, quarter=q) for q in QUARTERS if q not in present)
    if all(graded.percent != FULL for graded in grades):
        GradedTarget.objects.create(indicator=row, percent=FULL)
    valued: list[QuarterCell | GradedTarget] = [*cells, *grades]
    for each in valued:
        understood = read_value(each.target.text, Unit(row.unit), start_year=start_year).value
        if understood != each.target:
            each.target = understood
            each.save()
