"""Owns how pages show the states of rows: what a reviewer can answer, and how many rows are in each."""

from collections.abc import Sequence

from plans.display import said
from workflow.row_states import ROW_SHAPES, ROW_STATE_NAMES, RowState

ANSWERS = (RowState.ACCEPTED, RowState.QUESTION, RowState.SEEN)


class WithState:
    """A row as pages show its state and ask for a word on it."""

    state: RowState

    @property
    def says(self) -> str:
        """As typed and not taken, else what stands of this round."""
        raise NotImplementedError

    @property
    def shape(self) -> str:
        return ROW_SHAPES[self.state]

    @property
    def state_name(self) -> str:
        return said(ROW_STATE_NAMES[self.state])

    @property
    def answers(self) -> list[tuple[str, str, str, bool]]:
        """What can be said: value, shape, word, and whether it is said."""
        says = self.says
        return [(each.value, ROW_SHAPES[each], said(ROW_STATE_NAMES[each]), each.value == says) for each in ANSWERS]


def counted(states: Sequence[RowState]) -> list[tuple[str, str, int]]:
    """Shape and name of the states there are, and how many rows are in each."""
    return [(ROW_SHAPES[each], said(ROW_STATE_NAMES[each]), states.count(each)) for each in RowState if each in states]
