"""Owns what a reviewer has made of a row, of a plan or of a quarter: unseen, seen, in question, accepted, mended."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cell_values.sentence import Sentence


class RowState(StrEnum):
    UNSEEN = "unseen"
    SEEN = "seen"
    QUESTION = "question"
    ACCEPTED = "accepted"
    MENDED = "mended"  # was in question, came back changed, and nobody has looked at it since


GIVEN = frozenset({RowState.SEEN, RowState.QUESTION, RowState.ACCEPTED})  # what a reviewer says; the others follow
TO_LOOK_AT = frozenset({RowState.UNSEEN, RowState.MENDED})
ROW_STATE_NAMES: Mapping[RowState, Sentence] = {
    RowState.UNSEEN: Sentence("দেখা হয়নি", "not looked at"),
    RowState.SEEN: Sentence("দেখা হয়েছে", "seen"),
    RowState.QUESTION: Sentence("প্রশ্ন", "in question"),
    RowState.ACCEPTED: Sentence("গৃহীত", "accepted"),
    RowState.MENDED: Sentence("সংশোধিত", "mended"),
}
ROW_SHAPES: Mapping[RowState, str] = {
    RowState.UNSEEN: "○",
    RowState.SEEN: "◐",
    RowState.QUESTION: "◆",
    RowState.ACCEPTED: "●",
    RowState.MENDED: "◈",
}


@dataclass(frozen=True, slots=True)
class RowVerdict:
    """What a reviewer last said of a row, and in which round of handing in."""

    state: RowState
    round: int


def state_of_row(last: RowVerdict | None, *, in_round: int, has_changed: bool) -> RowState:
    """What stands of a row in a round; ``has_changed``: it is not what the verdict was about.

    What was said in an earlier round holds as long as the row is the same: a question stays open until it is mended,
    an accepted row stays accepted. A changed row is looked at anew.
    """
    if last is None:
        return RowState.UNSEEN
    if last.round == in_round or not has_changed:
        return last.state
    return RowState.MENDED if last.state is RowState.QUESTION else RowState.UNSEEN
