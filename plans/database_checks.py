"""Owns what must be true of the database the site runs on, looked over by ``check --deploy --database default``."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from plans import guards, roles

TWO_ROLES = "Run the site with a role that owns no table (docs/operating.md, Two roles)."
MIGRATE = "Run migrate to the end: it makes them anew."


@register(Tags.database, deploy=True)
def check_site_role(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """The role of the site can neither change events nor switch off what refuses it. SQLite knows its owner only."""
    return [message for alias in databases or () for message in _of(connections[alias])]


def _of(connection: BaseDatabaseWrapper) -> list[CheckMessage]:
    powers = roles.powers(connection) if connection.vendor == "postgresql" else []
    found: list[CheckMessage] = [
        Warning(f"The database role: {power}.", hint=TWO_ROLES, id="plans.W001") for power in powers
    ]
    if missing := sorted(guards.missing(connection)):
        found.append(Warning(f"Triggers are missing: {', '.join(missing)}.", hint=MIGRATE, id="plans.W002"))
    return found
