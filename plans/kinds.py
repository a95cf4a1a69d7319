"""Owns the registry of kinds of plan, those the settings list, and reading a document for any of them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.module_loading import import_string

from official_forms.kind import PlanKind
from sheets.documents import Document, Place, understand


@cache
def plan_kinds() -> dict[str, PlanKind]:
    """All kinds by their code, in the order of the settings."""
    kinds: list[PlanKind] = [import_string(path) for path in settings.PLAN_KINDS]
    return {kind.code: kind for kind in kinds}


def form_readers(code: str = "") -> list[PlanKind]:
    """The kinds a form is looked for in: all of them, or the one of a code."""
    return [plan_kind(code)] if code else list(plan_kinds().values())


def plan_kind(code: str) -> PlanKind:
    """The kind of a code. Raises KeyError for an unknown one."""
    return plan_kinds()[code]


def read_document(
    source: Path | bytes, filename: str = "", *, kind: str = "", quarters: Mapping[Place, int] | None = None
) -> Document:
    """As ``understand``, for files the system wrote itself; ``kind`` restricts the search to one kind of form."""
    return understand(source, filename, form_readers(kind), quarters)
