"""Owns the registry of kinds of plan, those the settings list, and reading a document for any of them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from official_forms.grid import Place
from official_forms.kind import PlanKind

if TYPE_CHECKING:
    from sheets.documents import Document


@cache
def plan_kinds() -> dict[str, PlanKind]:
    """All kinds by their code, in the order of the settings. Raises ImproperlyConfigured for two that look alike."""
    kinds: list[PlanKind] = [import_string(path) for path in settings.PLAN_KINDS]
    for names in ([kind.code for kind in kinds], [kind.letter for kind in kinds]):
        if len(set(names)) < len(names):
            raise ImproperlyConfigured(f"PLAN_KINDS: two kinds share a code or a letter: {', '.join(names)}")
    return {kind.code: kind for kind in kinds}


def known_percents() -> tuple[int, ...]:
    """The percentages of all ladders of grades the forms know, best first."""
    ladders = (ladder for kind in plan_kinds().values() for ladder in kind.form.known_ladders)
    return tuple(sorted({percent for ladder in ladders for percent in ladder}, reverse=True))


def plan_kind(code: str) -> PlanKind:
    """The kind of a code. Raises KeyError for an unknown one."""
    return plan_kinds()[code]


def read_document(
    source: Path | bytes, filename: str = "", *, kind: str = "", quarters: Mapping[Place, int] | None = None
) -> "Document":
    """As ``understand``, for files the system wrote itself; ``kind`` is the only one looked for."""
    from official_forms.kind_choice import SaidKinds  # with all that reads files: whoever reads none waits for none
    from sheets.documents import Answers, understand

    return understand(source, filename, list(plan_kinds().values()), Answers(SaidKinds(kind), quarters or {}))
