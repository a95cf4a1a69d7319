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
    return {kind.code: kind for kind in map(import_string, settings.PLAN_KINDS)}


def kind_paths(code: str = "") -> list[str]:
    """Where the kinds stand a form is looked for in, for another process: all of them, or the one of a code."""
    paths = dict(zip(plan_kinds(), settings.PLAN_KINDS, strict=True))
    return [paths[code]] if code else list(paths.values())


def plan_kind(code: str) -> PlanKind:
    """The kind of a code. Raises KeyError for an unknown one."""
    return plan_kinds()[code]


def read_document(
    source: Path | bytes, filename: str = "", *, kind: str = "", quarters: Mapping[Place, int] | None = None
) -> Document:
    """As ``understand``, for files the system wrote itself; ``kind`` restricts the search to one kind of form."""
    kinds = [plan_kind(kind)] if kind else list(plan_kinds().values())
    return understand(source, filename, kinds, quarters)
