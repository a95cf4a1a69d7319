"""Owns which offices a person reads, enters for, and reviews; everything not named here is denied."""

from datetime import date

from django.db.models import Q, QuerySet

from offices.models import Membership, Office, Person, Role, Tier


def memberships(person: Person, *, on: date) -> QuerySet[Membership]:
    """The memberships in force on a day."""
    current = Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gte=on))
    return Membership.objects.filter(current, person_id=person.pk, person__is_active=True)


def offices_entered_by(person: Person, *, on: date) -> QuerySet[Office]:
    """The offices a person enters achievements for: the own ones, as focal point."""
    own = memberships(person, on=on).filter(role=Role.FOCAL_POINT)
    return Office.objects.filter(pk__in=own.values("office_id"))


def offices_reviewed_by(person: Person, *, on: date) -> QuerySet[Office]:
    """The offices whose plans a person reviews: those right below, and through a ministry that makes no plan."""
    above = Office.objects.filter(pk__in=_offices_with_role(person, Role.REVIEWER, on=on))
    below = Q(parent__in=above) | Q(parent__makes_plan=False, parent__parent__in=above)
    return Office.objects.filter(below, makes_plan=True)


def offices_administered_by(person: Person) -> QuerySet[Office]:
    """Every office for an administrator of the system, none for anybody else."""
    return Office.objects.all() if person.is_active and person.is_staff else Office.objects.none()


def offices_read_by(person: Person, *, on: date) -> QuerySet[Office]:
    """The offices a person may look at: the own ones; for reviewers and heads all below as well."""
    if person.is_active and person.is_staff:
        return Office.objects.all()
    held = list(memberships(person, on=on).values_list("office_id", "office__tier", "role"))
    if any(tier == Tier.CABINET_DIVISION and role == Role.REVIEWER for _, tier, role in held):
        return Office.objects.all()
    own = {office for office, _, _ in held}
    overseen = {office for office, _, role in held if role in {Role.REVIEWER, Role.HEAD}}
    return Office.objects.filter(pk__in=own | _descendants(overseen))


def _offices_with_role(person: Person, role: Role, *, on: date) -> QuerySet[Membership, int]:
    return memberships(person, on=on).filter(role=role).values_list("office_id", flat=True)


def _descendants(offices: set[int]) -> set[int]:
    below: set[int] = set()
    for office in offices:
        below.update(Office.objects.descendants(office, include_self=True).values_list("pk", flat=True))
    return below
