"""Owns what a kind of plan is: one object a form app supplies, listed in the settings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import get_language

from plans.drafts import PlanDraft
from plans.marking.scorecard import Scorecard
from plans.values.sentence import Sentence


@dataclass(frozen=True)
class PlanKind:
    """A kind of plan: its names, how its form is recognised and read, and the templates that show it.

    ``recognise(sheet)`` answers where the form stands in a sheet, or None; ``read(sheet, anchor)`` makes the draft.
    ``write(draft, scorecard, through)`` makes the form as a workbook: the marks, or else the office's own claims.
    ``grade_names`` maps each ladder of percentages the form knows to the names of its grades.
    ``usual_ladder`` are the percentages a form is written with whose plan has no targets yet.
    ``by_quarter`` says whether the form sets targets per quarter (the integrity form) or only for the year.
    """

    code: str
    title: Sentence
    short: Sentence
    progress: Sentence
    by_quarter: bool
    recognise: Callable[[Any], Any]
    read: Callable[[Any, Any], PlanDraft]
    write: Callable[[PlanDraft, Scorecard | None, int], bytes]
    entry_template: str
    print_template: str
    grade_names: Mapping[tuple[int, ...], tuple[Sentence, ...]] = field(default_factory=dict)
    usual_ladder: tuple[int, ...] = (100,)

    @property
    def label(self) -> str:
        """The name of the plan in the reader's language."""
        return self.title.in_language(get_language() or "bn")


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
