"""Owns which areas of the table are folded: the page itself says it, so each of two people has an own view."""

import re
from collections.abc import Iterable, Sequence

FOLD, FOLD_ALL, UNFOLD_ALL = "fold", "fold_all", "unfold_all"  # steps that change no plan
STEPS = (FOLD, FOLD_ALL, UNFOLD_ALL)
_ID = re.compile(r"[a-z][0-9]{1,18}")

Folded = frozenset[str]  # the ids of areas


def folded_in(text: str) -> Folded:
    """What a page says: "a1.a5"."""
    return frozenset(_ID.findall(text))


def folded_after(folded: Folded, step: str, areas: Sequence[str]) -> Folded:
    """The folded areas after a step: "fold:a1" turns one round, "fold_all", "unfold_all"; others leave them alone."""
    name, _, area = step.partition(":")
    if name in (FOLD_ALL, UNFOLD_ALL):
        return frozenset(areas if name == FOLD_ALL else ())
    return folded ^ {area} if name == FOLD else folded


def is_folding(step: str) -> bool:
    return step.partition(":")[0] in STEPS


def as_text(folded: Iterable[str]) -> str:
    """The inverse of ``folded_in``."""
    return ".".join(sorted(folded))
