"""Owns how pages show the states of rows: what a reviewer can answer, and how many rows are in each."""

from collections.abc import Sequence

from plans.display import said
from workflow.row_states import ROW_SHAPES, ROW_STATE_NAMES, RowState

ANSWERS = (RowState.ACCEPTED, RowState.QUESTION, RowState.SEEN)


def answers(chosen: str) -> list[tuple[str, str, str, bool]]:
    """What can be said of a row: value, shape and name of each, and whether it is chosen."""
    return [(each.value, ROW_SHAPES[each], said(ROW_STATE_NAMES[each]), each.value == chosen) for each in ANSWERS]


def counted(states: Sequence[RowState]) -> list[tuple[str, str, int]]:
    """Shape and name of the states there are, and how many rows are in each."""
    return [(ROW_SHAPES[each], said(ROW_STATE_NAMES[each]), states.count(each)) for each in RowState if each in states]
