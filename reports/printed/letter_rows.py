"""Owns the rows of a review letter: the cells the reviewing side spoke about, as they stood when it returned them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cell_values.value import Unit, Value
from offices.models import Person
from offices.queries.earlier import reviewed_then
from plans.actions.cell_events import OF_A_CELL
from plans.models import Comment, Event, Plan, QuarterCell

ENTERS = "record_achievement"
OVERWRITES = (ENTERS, "revise_target", *OF_A_CELL.values())


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A cell the reviewer spoke about, as it stood when the report was returned; ``comments``: the question that went
    back with it first.
    """

    number: str
    activity: str
    indicator: str
    unit: Unit
    target: str
    achievement: str
    comments: tuple[str, ...]


def letter_rows(
    plan: Plan, quarter: int, returned: Event, *, since: datetime, until: datetime
) -> tuple[LetterRow, ...]:
    """The cells whose rows went back with a question, and those the reviewing side spoke about between being handed the
    report and being handed it again.
    """
    said = Comment.objects.filter(
        cell__indicator__activity__area__plan=plan, cell__quarter=quarter, written_at__range=(since, until)
    ).select_related("cell__indicator__activity__area", "written_by")
    spoken: dict[QuarterCell, list[str]] = defaultdict(list, _asked(plan, quarter, returned))
    reviewers: dict[Person, bool] = {}
    for comment in said.order_by("cell__indicator", "written_at"):
        person = comment.written_by
        if person not in reviewers:
            reviewers[person] = reviewed_then(person, plan.office, comment.written_at)
        if reviewers[person]:
            spoken[comment.cell].append(comment.text)
    overwritten = _overwritten_since(plan, returned)
    return tuple(_row(cell, spoken[cell], overwritten) for cell in sorted(spoken, key=_place))


def _asked(plan: Plan, quarter: int, returned: Event) -> dict[QuarterCell, list[str]]:
    questions: dict[str, str] = (returned.after or {}).get("questions", {})
    cells = QuarterCell.objects.filter(
        indicator__activity__area__plan=plan, indicator__number__in=questions, quarter=quarter
    )
    return {cell: [questions[cell.indicator.number]] for cell in cells.select_related("indicator__activity__area")}


def _row(cell: QuarterCell, comments: list[str], overwritten: Mapping[str, dict[str, str]]) -> LetterRow:
    row = cell.indicator
    held = {"target": cell.target.text, "achievement": cell.achievement.text}
    return LetterRow(
        number=row.number,
        activity=row.activity.title,
        indicator=row.title,
        unit=Unit(row.unit),
        comments=tuple(comments),
        **held | overwritten.get(f"{row.number} q{cell.quarter}", {}),
    )


def _overwritten_since(plan: Plan, returned: Event) -> dict[str, dict[str, str]]:
    """What cells held when the report was returned, of those written again since, whatever the way."""
    later = Event.objects.filter(plan_id=plan.pk, verb__in=OVERWRITES, sequence__gt=returned.sequence)
    held: dict[str, dict[str, str]] = defaultdict(dict)
    for event in later.order_by("-sequence"):
        was = {"achievement": event.before} if event.verb == ENTERS else event.before or {}
        values = {name: Value.from_json(was[name]) for name in ("target", "achievement") if name in was}
        held[event.subject] |= {name: value.text for name, value in values.items()}
    return held


def _place(cell: QuarterCell) -> tuple[int, int, int]:
    row = cell.indicator
    return row.activity.area.position, row.activity.position, row.position
