"""Owns who reaches the pages of imports."""

from typing import Any

from django.contrib.auth.decorators import user_passes_test
from django.core.exceptions import PermissionDenied

from plans.queries.access import standing_today


def _is_administrator(user: Any) -> bool:
    if not standing_today(user).is_administrator:
        raise PermissionDenied
    return True


# Only administrators import; anybody else is refused, not sent to log in again.
administrators_only = user_passes_test(_is_administrator)
