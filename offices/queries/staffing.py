"""Owns what administrators look after: accounts that nobody uses, offices for which nobody enters."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from offices.models import Membership, Office, Person, Role
from offices.queries.closing import open_on
from offices.queries.rights import holders, in_force


def asleep(people: QuerySet[Person], *, days: int, now: datetime) -> QuerySet[Person]:
    """Those who may log in and did not for so many days, whether they came before or never."""
    ago = now - timedelta(days=days)
    return people.filter(Q(last_login__lt=ago) | Q(last_login__isnull=True, date_joined__lt=ago), is_active=True)


def with_role_today(people: QuerySet[Person]) -> QuerySet[Person]:
    """Those who hold a role today."""
    held = Membership.objects.filter(in_force(timezone.localdate()), person=OuterRef("pk"))
    return people.filter(Exists(held))


def never_came(people: QuerySet[Person]) -> QuerySet[Person]:
    """Those who may log in and never did."""
    return people.filter(last_login__isnull=True, is_active=True)


def focal_points_today() -> QuerySet[Membership]:
    """The memberships of who enters for an office today and can log in."""
    return Membership.objects.filter(in_force(timezone.localdate()), role=Role.FOCAL_POINT, person__is_active=True)


def people_of(office: Office, *, on: date) -> QuerySet[Person]:
    """Who enters for an office or heads it on a day and can log in."""
    return holders(office, Role.FOCAL_POINT, Role.HEAD, on=on)


def heads_of(office: Office, *, on: date) -> QuerySet[Person]:
    """Who heads an office on a day and can log in."""
    return holders(office, Role.HEAD, on=on)


def without_focal_point(offices: QuerySet[Office]) -> QuerySet[Office]:
    """Those that are open, make plans and for which nobody enters today."""
    nobody = ~Exists(focal_points_today().filter(office=OuterRef("pk")))
    return offices.filter(open_on(timezone.localdate()), nobody, makes_plan=True)


def handing_in(offices: Collection[int], *, on: date) -> dict[int, list[Person]]:
    """Office → who enters for it or heads it on a day. One query."""
    return _holding(offices, Role.FOCAL_POINT, Role.HEAD, on=on)


def reviewing_at(offices: Collection[int], *, on: date) -> dict[int, list[Person]]:
    """Office → its reviewers on a day. One query."""
    return _holding(offices, Role.REVIEWER, on=on)


def _holding(offices: Collection[int], *roles: Role, on: date) -> dict[int, list[Person]]:
    held = Membership.objects.filter(
        in_force(on), office__in=offices, role__in=roles, person__is_active=True
    ).select_related("person")
    found: dict[int, dict[int, Person]] = {}
    for each in held:
        found.setdefault(each.office_id, {})[each.person_id] = each.person
    return {office: list(people.values()) for office, people in found.items()}
