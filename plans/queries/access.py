"""Owns which plans a person reaches, and on which side of the table the person sits towards one."""

from typing import Any

from django.db.models import BigIntegerField, F, QuerySet
from django.utils import timezone

from offices.models import Office, Person
from offices.queries.rights import Standing, enters_for, offices_read_by, reviews, standing_of
from plans.models import Evidence, Plan, QuarterCell
from workflow.transitions import Side

CELLS = "areas__activities__indicators__cells"


def standing_today(person: Person) -> Standing:
    return standing_of(person, on=timezone.localdate())


def standing_now(person: Person) -> Standing:
    """The standing of a person as stored: somebody may have taken rights away since they were loaded."""
    return standing_today(Person.objects.get(pk=person.pk))


def plans_read_by(standing: Standing) -> QuerySet[Plan]:
    """The plans a person may look at; anything else does not exist for that person."""
    return plans_of(offices_read_by(standing))


def plans_of(offices: QuerySet[Office]) -> QuerySet[Plan]:
    """The plans of offices with what every page asks of them."""
    return Plan.objects.filter(office__in=offices).select_related("office__parent__parent", "year", "policy")


def cells_read_by(standing: Standing) -> QuerySet[QuarterCell]:
    """The cells of the plans a person may look at, with their rows."""
    plans = plans_read_by(standing).values("pk")
    return QuarterCell.objects.filter(indicator__activity__area__plan__in=plans).select_related(
        "indicator__activity__area"
    )


def with_quarter_of(cell_id: int, plans: QuerySet[Plan]) -> QuerySet[Any]:
    """The plan of a cell, where it is among these, with ``quarter_of_cell``."""
    if cell_id > BigIntegerField.MAX_BIGINT:  # no database asks for such a key
        return plans.none()
    return plans.filter(**{CELLS: cell_id}).annotate(quarter_of_cell=F(f"{CELLS}__quarter"))


def sides_towards(standing: Standing, office: Office) -> frozenset[Side]:
    """The sides of the table a person sits on towards an office's plans; none for a stranger."""
    sides = {Side.ENTERING: enters_for(standing, office), Side.REVIEWING: reviews(standing, office)}
    return frozenset(side for side, sits in sides.items() if sits)


def evidence_read_by(standing: Standing) -> QuerySet[Evidence]:
    """The evidence of the cells a person may look at."""
    plans = plans_read_by(standing).values("pk")
    return Evidence.objects.filter(cell__indicator__activity__area__plan__in=plans).select_related(
        "cell__indicator__activity__area"
    )
