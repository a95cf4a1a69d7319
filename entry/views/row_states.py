"""Owns a reviewer's words on rows as pages show and take them, and how many rows are in each state."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from cell_values.sentence import Sentence
from cell_values.text import words_seen
from plan_tree.tree import PlanTree
from plans.actions.row_reviews import QUESTION_NEEDS_REASON, RowWord
from plans.display import said
from plans.models import RowReview
from workflow.row_states import GIVEN, ROW_SHAPES, ROW_STATE_NAMES, RowState

SAYS, WAS = "say-", "was-"  # before the key of a row, fields of a reviewer's form
LONGEST = 4000
WRITTEN_UNDECIDED = Sentence(
    "লিখেছেন, কিন্তু সিদ্ধান্ত বাছেননি: গৃহীত, প্রশ্ন বা দেখা হয়েছে, একটি বাছুন।",
    "You wrote this and chose no decision: choose accepted, question or seen.",
)
ANSWERS = (RowState.ACCEPTED, RowState.QUESTION, RowState.SEEN)


class WithState:
    """A row as pages show its state and ask for a word on it; ``review``: what was last said of it, ``round``: the
    round that is judged, ``typed``: what was sent and not taken, ``why_name``: before its key, the field of a question.
    """

    state: RowState
    review: RowReview | None
    round: int
    typed: Mapping[str, str]
    why_name: ClassVar[str]

    @property
    def key(self) -> int:
        raise NotImplementedError

    @property
    def is_of_round(self) -> bool:
        """Whether something was said of it in the round that is judged."""
        return self.review is not None and self.review.round == self.round

    @property
    def says(self) -> str:
        """As typed and not taken, else what stands of this round."""
        stands = self.review.state if self.review and self.is_of_round else ""
        return self.typed.get(f"{SAYS}{self.key}", stands)

    @property
    def why(self) -> str:
        stands = self.review.reason if self.review and self.is_of_round else ""
        return self.typed.get(f"{self.why_name}-{self.key}", stands)

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


def words_on_rows(typed: Mapping[str, Any], tree: PlanTree, why: str) -> list[RowWord]:
    """What was said of rows, in the order of the form; of a row without an answer nothing. ``why``: as ``why_name``."""
    known = {each.value for each in GIVEN}
    return [
        RowWord(key, RowState(says), typed.get(f"{why}-{key}", "")[:LONGEST], typed.get(f"{WAS}{key}", ""))
        for key in (row.key for row in tree.indicators if row.key is not None)
        if (says := typed.get(f"{SAYS}{key}", "")) in known
    ]


def undecided(typed: Mapping[str, Any], tree: PlanTree, why: str) -> dict[int, str]:
    """By the key of its row, that something was written and no answer chosen, without which it would not be kept."""
    keys = (row.key for row in tree.indicators if row.key is not None)
    written = (key for key in keys if words_seen(typed.get(f"{why}-{key}", "")) and not typed.get(f"{SAYS}{key}"))
    return {key: said(WRITTEN_UNDECIDED) for key in written}


def unasked(words: Sequence[RowWord]) -> dict[int, str]:
    """By the key of its row, that a question lacks its reason."""
    asked = (word for word in words if word.state is RowState.QUESTION and not words_seen(word.reason))
    return {word.key: said(QUESTION_NEEDS_REASON) for word in asked}
