"""Owns who may give which role, and whose account somebody may change: nobody makes anybody more than they are."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from offices.models import Membership, Person, Role
from offices.queries.rights import Standing

# What an administrator may give to others; reviewers and administrators are made by chiefs only.
GIVEN_BY_ADMINISTRATORS = frozenset({Role.FOCAL_POINT, Role.HEAD})


def may_give(standing: Standing, role: str) -> bool:
    """Whether somebody may give a role to another person, or take it."""
    return standing.is_chief or (standing.is_administrator and role in GIVEN_BY_ADMINISTRATORS)


def may_change(standing: Standing, person: Person, roles: Iterable[str]) -> bool:
    """Whether somebody may change a person's name, e-mail, password, second factor, log-in and roles.

    ``roles``: by ``roles_of`` the person. Who is no chief changes neither the own account nor that of staff or of
    whoever holds, or will hold, a role that they may not give: with the password of somebody who is more, they would
    be more.
    """
    if standing.is_chief:
        return True
    if not standing.is_administrator or person.pk == standing.person.pk or person.is_staff or person.is_superuser:
        return False
    return all(may_give(standing, role) for role in roles)


def roles_of(person: Person, *, on: date) -> list[str]:
    """The roles a person holds on a day or will hold."""
    held = Membership.objects.filter(Q(until__isnull=True) | Q(until__gte=on), person=person.pk)
    return list(held.values_list("role", flat=True))
