"""Owns the writing of a draft: what was typed and one step, in one transaction; and giving it up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from cell_values.sentence import Sentence
from editor.doubts import first_error
from editor.models import PlanDraft
from editor.queries import draft_of, open_plan
from editor.storing import edits_of
from editor.typed_rows import SAVE, TypedRow, sayable
from offices.models import Person
from plan_tree import outline_steps as steps
from plan_tree.outline import Level, Outline
from plan_tree.outline_data import outline_as_data, step_back, stepped_back
from plan_tree.outline_filling import filled
from plan_tree.outline_merge import merged
from plan_tree.tree import PlanTree
from plans.actions.ledger import lock_plan
from plans.actions.row_edits import check_rows_removable, edit_plan
from plans.models import Plan
from plans.queries.plan_writing import check_may_write_plan
from workflow.transitions import Refusal

MOST_STEPS = 30  # that lead back
OPEN, UNDO, REMOVE, SET, MERGE = "open", "undo", "remove", "set", "merge"
PUT = {"put_before": False, "put_behind": True}  # by mouse: "put_behind:i7:i9", whichever row is in hand
TAKE = {
    "add_indicator": steps.with_indicator,
    "add_activity": steps.with_activity,
    "add_area": steps.with_area,
    "up": lambda outline, row: steps.moved(outline, row, -1),
    "down": lambda outline, row: steps.moved(outline, row, 1),
    "duplicate": steps.duplicated,
    REMOVE: steps.removed,
}
NOT_THERE = Sentence(
    "এই সারিটি খসড়ায় আর নেই; অন্য কেউ তা মুছেছেন।",
    "This row is not in the draft any more; somebody took it away.",
)

NOTHING_TYPED = Sentence("সংরক্ষণের মতো কোনো খসড়া নেই।", "There is no draft to store.")
OUTDATED = Sentence(
    "খসড়া শুরুর পর অন্য কেউ পরিকল্পনাটি বদলেছেন; আগে দুটি মিলিয়ে নিন।",
    "Somebody changed the plan since the draft was begun; bring the two together first.",
)


class StaleDraftError(Exception):
    """Somebody wrote the draft, or the plan, since the page was shown; ``draft`` says what stands now."""

    def __init__(self, draft: PlanDraft) -> None:
        super().__init__("the draft changed meanwhile")
        self.draft = draft


@dataclass(frozen=True, slots=True)
class WrittenDraft:
    """The row to go on with, "" for none; ``refused``: why the step was not taken, though what was typed is kept."""

    at_hand: str
    refused: Sentence | None = None


@transaction.atomic
def write_draft(*, plan: Plan, typed: TypedRow, version: int, by: Person) -> WrittenDraft:
    """Keeps what was typed and takes the step. The first change makes the draft.

    Raises Refusal (not theirs to write, or not now), StaleDraftError.
    """
    draft, current = _held(plan, version, by)
    kept = _with_typed(current, typed)
    refused = None
    try:
        changed, back, at_hand = _stepped(kept, current, draft.steps, typed)
    except Refusal as refusal:
        refused = refusal.sentence
        changed, back, at_hand = _stepped(kept, current, draft.steps, replace(typed, step=SAVE))
    if typed.step == MERGE and draft.pk is not None:
        stored = open_plan(draft.plan).base
        changed, back = merged(draft.base, changed, stored), []
        draft.begun_from = outline_as_data(stored)
        _store(draft, changed, back, by)
    elif changed != current:
        _store(draft, changed, back, by)
    return WrittenDraft(at_hand, refused)


@transaction.atomic
def fill_draft(*, plan: Plan, tree: PlanTree, version: int, by: Person) -> None:
    """The draft says what a document does; undo leads back to what was typed before. The stored plan stays.

    Raises Refusal (not theirs to write, or not now), StaleDraftError.
    """
    draft, current = _held(plan, version, by)
    after = filled(current, tree)
    if after != current:
        _store(draft, after, [*draft.steps, step_back(current, after)][-MOST_STEPS:], by)


@transaction.atomic
def store_draft(*, plan: Plan, version: int, by: Person) -> None:
    """The plan becomes what its draft says, with an event for every row, or nothing of it; the draft is gone then.

    Raises Refusal (not theirs, not now, a row that holds reports, what the template fixes, what cannot be stored, a
    plan that others changed since), StaleDraftError.
    """
    _held(plan, version, by)
    opened = open_plan(lock_plan(plan.pk))
    if opened.draft is None:
        raise Refusal(NOTHING_TYPED)
    if opened.is_outdated:
        raise Refusal(OUTDATED)
    if fault := first_error(opened):
        raise Refusal(fault.sentence)
    if edits := [edit for edit in edits_of(opened) if edit.row.pk is None or edit.columns or edit.is_removed]:
        edit_plan(plan=opened.plan, edits=edits, by=by)
    opened.draft.delete()


@transaction.atomic
def discard_draft(*, plan: Plan, version: int, by: Person) -> None:
    """The plan stays as it is stored. Raises Refusal, StaleDraftError."""
    draft, _ = _held(plan, version, by)
    if draft.pk is not None:
        draft.delete()


def _held(plan: Plan, version: int, by: Person) -> tuple[PlanDraft, Outline]:
    """The draft of a plan that nobody else can write meanwhile, begun where there was none, and its outline."""
    locked = lock_plan(plan.pk)
    check_may_write_plan(plan=locked, by=by)
    draft = draft_of(locked)
    if draft is None:
        opened = open_plan(locked)
        draft = PlanDraft(plan=locked, begun_from=outline_as_data(opened.base), version=opened.version)
        draft.rows = draft.begun_from
    if draft.version != version:
        raise StaleDraftError(draft)
    return draft, draft.outline


def _with_typed(outline: Outline, typed: TypedRow) -> Outline:
    """What was typed into a row; where the row is gone meanwhile, that is refused before anything is lost."""
    if not typed.row:
        return outline
    if outline.find(typed.row) is None:
        raise Refusal(NOT_THERE)
    row = outline.rows[outline.place(typed.row)]
    kept = steps.with_fields(outline, row.id, sayable(row, typed.fields))
    head = kept.rows[kept.head(kept.place(row.id), Level.ACTIVITY)]
    return steps.with_fields(kept, head.id, sayable(head, typed.above)) if typed.above else kept


def _stepped(kept: Outline, before: Outline, back: Sequence[Any], typed: TypedRow) -> tuple[Outline, list[Any], str]:
    """The outline after the step, the steps that lead back, and the row to go on with."""
    back = list(back)
    if kept != before:
        back = _with_typing(back, before, kept, typed.row)
    name, _, argument = typed.step.partition(":")
    if name == UNDO:
        return _undone(kept, back, typed.row)
    after, at_hand = _taken(kept, typed.row, name, argument)
    if after != kept:
        back.append(step_back(kept, after))
    return after, back[-MOST_STEPS:], at_hand


def _with_typing(back: list[Any], before: Outline, kept: Outline, row: str) -> list[Any]:
    """One step back for all that is typed into a row in one go, however often it was saved meanwhile."""
    if back and back[-1].get("typed") == row:
        return back
    return [*back, step_back(before, kept) | {"typed": row}]


def _undone(outline: Outline, back: list[Any], row: str) -> tuple[Outline, list[Any], str]:
    if not back:
        return outline, back, row
    step = back.pop()
    undone = stepped_back(outline, step)
    told = [each["id"] for each in step["rows"] if undone.find(each["id"])]
    return undone, back, told[0] if told else row if undone.find(row) else ""


def _taken(outline: Outline, row: str, name: str, argument: str) -> steps.Stepped:
    if name == OPEN:
        return outline, argument if outline.find(argument) else ""
    if name == "to_area" and outline.find(argument):
        return steps.moved_to(outline, row, argument)
    if name == SET:
        return _answered(outline, argument), row
    if name in PUT:
        return _put(outline, *argument.partition(":")[::2], behind=PUT[name]), row
    if name not in TAKE or not (row or name == "add_area"):
        return outline, row
    if name == REMOVE:
        _check_removable(outline, row)
    take: Callable[[Outline, str], steps.Stepped] = TAKE[name]
    return take(outline, row)


def _put(outline: Outline, moved: str, target: str, *, behind: bool) -> Outline:
    are_there = outline.find(moved) and outline.find(target)
    return steps.put_beside(outline, moved, target, behind=behind) if are_there else outline


def _answered(outline: Outline, argument: str) -> Outline:
    """A doubt answered: "i7:quarter_rule=sum"."""
    where, _, text = argument.partition("=")
    row_id, _, name = where.partition(":")
    row = outline.find(row_id)
    return steps.with_fields(outline, row.id, sayable(row, {name: text})) if row else outline


def _check_removable(outline: Outline, row: str) -> None:
    """Nobody's report disappears with a row: told at once, not when the draft is stored. Raises Refusal."""
    place = steps.subject(outline, row)
    block = outline.rows[place : outline.end(place)]
    check_rows_removable([each.key for each in block if each.level is Level.INDICATOR and each.key is not None])


def _store(draft: PlanDraft, outline: Outline, back: list[Any], by: Person) -> None:
    draft.rows, draft.steps, draft.saved_by = outline_as_data(outline), back, by
    draft.version += 1
    draft.save()
