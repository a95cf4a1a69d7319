"""Owns that the role of administrator opens the administration: what Django asks as permissions follows from it."""

from typing import Any

from django.contrib.auth.backends import BaseBackend

from offices.models import Person
from plans.queries.arriving import standing_on_arrival

OF_CHIEFS = "auth"  # groups and their permissions


class RoleBackend(BaseBackend):
    """All permissions but those on groups, for who is administrator today; what may be done judge the actions."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return self.has_module_perms(user_obj, perm.partition(".")[0])

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return app_label != OF_CHIEFS and _administers(user_obj)


def _administers(person: Any) -> bool:
    """Asked of the database once for each request, whose person it is."""
    if not isinstance(person, Person):
        return False
    known: bool | None = getattr(person, "_administers", None)
    if known is None:
        known = person._administers = standing_on_arrival(person).is_administrator  # type: ignore[attr-defined]
    return known
