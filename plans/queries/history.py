"""Owns what happened to a cell, by whatever door, latest first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from offices.models import Person
from plans.display import said
from plans.models import Event, PlanRound, QuarterReport, Receipt
from plans.verbs import VERBS
from workflow.row_states import ROW_STATE_NAMES, RowState
from workflow.transitions import ReportState

MOST = 100
OF_MANY_CELLS = ("import_changes", "import_table", "undo_import")  # under the first seal one event told all their cells


@dataclass(frozen=True)
class Happened:
    """One thing that happened to a cell, as its event tells it."""

    sequence: int
    at: datetime
    by: Person | None
    verb: str
    before: Any
    after: Any

    @property
    def words(self) -> str:
        """What it is called, with the state and the reason it gives."""
        after = self.after if isinstance(self.after, dict) else {}
        state = said(ROW_STATE_NAMES[RowState(after["state"])]) if self.verb == "review_row" else ""
        named = said(VERBS[self.verb]) if self.verb in VERBS else self.verb
        return ": ".join(filter(None, [named, " – ".join(filter(None, [state, after.get("reason", "")]))]))

    @property
    def changes(self) -> dict[str, tuple[Any, Any]]:
        """The contents an event tells by name (target, achievement, assessment, exemption), each before and after."""
        before, after = self.before or {}, self.after or {}
        return {name: (before.get(name), after.get(name)) for name in CONTENTS if name in before or name in after}


CONTENTS = ("target", "achievement", "assessment", "exemption", "remark", "claim")


def said_in_open_rounds() -> Q:
    """The events of what reviewers say of rows while nobody has decided on the round: their own until then."""
    place = {"plan": OuterRef("plan"), "quarter": OuterRef("quarter")}
    waits = QuarterReport.objects.filter(state=ReportState.SUBMITTED.value, **place)
    since = Receipt.objects.filter(
        report__plan=OuterRef("plan"), report__quarter=OuterRef("quarter"), submitted_at__gt=OuterRef("at")
    )
    of_plan = PlanRound.objects.filter(plan=OuterRef("plan"), is_approved=None, submitted_at__lte=OuterRef("at"))
    of_quarter = Q(quarter__isnull=False) & Exists(waits) & ~Q(Exists(since))
    return Q(verb="review_row") & ((Q(quarter__isnull=True) & Exists(of_plan)) | of_quarter)


def history_told(alone: Iterable[Event], among_others: Iterable[Event], subject: str) -> list[Happened]:
    """What happened to the cell of a subject, from its own events and those that told of many cells."""
    found = [_happened(event, event.before, event.after) for event in alone]
    found += [happened for event in among_others for happened in _among_others(event, subject)]
    return sorted(found, key=lambda each: -each.sequence)[:MOST]


def _among_others(event: Event, subject: str) -> Iterator[Happened]:
    """What an event of many cells tells of this one: its lines are subject, field, before and after."""
    lines = [line for line in event.after or [] if line[0] == subject]
    if lines:
        before, after = ({line[1]: line[place] for line in lines} for place in (2, 3))
        yield _happened(event, before, after)


def _happened(event: Event, before: Any, after: Any) -> Happened:
    return Happened(event.sequence, event.at, event.by, event.verb, before, after)
