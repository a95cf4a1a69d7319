"""Owns which plans a person reaches, and on which side of the table the person sits towards one."""

from django.db.models import QuerySet
from django.utils import timezone

from offices.models import Office, Person
from offices.queries.rights import offices_entered_by, offices_read_by, offices_reviewed_by
from plans.models import Plan, QuarterCell
from plans.workflow import Side


def plans_read_by(person: Person) -> QuerySet[Plan]:
    """The plans a person may look at; anything else does not exist for that person."""
    offices = offices_read_by(person, on=timezone.localdate())
    return Plan.objects.filter(office__in=offices).select_related("office", "year", "policy")


def cells_read_by(person: Person) -> QuerySet[QuarterCell]:
    """The cells of the plans a person may look at, with their rows."""
    plans = plans_read_by(person).values("pk")
    return QuarterCell.objects.filter(indicator__activity__area__plan__in=plans).select_related(
        "indicator__activity__area__plan__office", "indicator__activity__area__plan__year", "entered_by"
    )


def sides_towards(person: Person | None, office: Office) -> frozenset[Side]:
    """The sides of the table a person sits on towards an office's plans; none for a stranger."""
    if person is None:
        return frozenset()
    today = timezone.localdate()
    sides = set()
    if offices_entered_by(person, on=today).filter(pk=office.pk).exists():
        sides.add(Side.ENTERING)
    if offices_reviewed_by(person, on=today).filter(pk=office.pk).exists():
        sides.add(Side.REVIEWING)
    return frozenset(sides)
