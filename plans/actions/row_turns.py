"""Owns the order in which the rows of an edit are written, so that none stands in the way of another."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.db import models
from django.db.models import Value
from django.db.models.functions import Cast, Concat

from plans.actions.row_writes import ABOVE, RowEdit, is_same
from plans.models import Activity, Area, Indicator

NUMBERED: tuple[type[models.Model], ...] = (Area, Activity, Indicator)
HEADS = (Area, Activity)  # a row may move out of one that is taken away


def in_turn(edits: Sequence[RowEdit]) -> list[RowEdit]:
    """What is taken away makes room for what is added; where rows move, heads go last, with nothing left in them.

    Two rows cannot have one number even for a moment: where several change theirs, these stand aside meanwhile.
    """
    is_moving = any(name in edit.columns for edit in edits for name in ABOVE)
    return sorted(_with_room(edits), key=lambda edit: _turn(edit, is_moving=is_moving))


def _turn(edit: RowEdit, *, is_moving: bool) -> int:
    if not edit.is_removed:
        return 1
    return 2 if is_moving and isinstance(edit.row, HEADS) else 0


def _with_room(edits: Sequence[RowEdit]) -> Iterator[RowEdit]:
    aside = {model: _put_aside(model, [edit for edit in edits if type(edit.row) is model]) for model in NUMBERED}
    for edit in edits:
        number = aside.get(type(edit.row), {}).get(edit.row.pk)
        yield edit if number is None else replace(edit, aside={"number": number})


def _put_aside(model: type[models.Model], edits: Sequence[RowEdit]) -> dict[Any, str]:
    """The numbers that were cleared, by the key of their row; none where only one row changes its number."""
    new = {edit.row.pk: edit.columns.get("number") for edit in edits if edit.is_removed or "number" in edit.columns}
    if len(new) + any(edit.row.pk is None for edit in edits) < 2:
        return {}
    rows = model._default_manager.filter(pk__in=[key for key in new if key is not None])
    changed = {key: number for key, number in rows.values_list("pk", "number") if not is_same(number, new[key])}
    cleared = Concat(Value("~"), Cast("pk", models.CharField()))  # no form numbers a row so
    model._default_manager.filter(pk__in=list(changed)).update(number=cleared)
    return changed
