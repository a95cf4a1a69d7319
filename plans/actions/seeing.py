"""Owns the check that a decision is about what was seen."""

from collections.abc import Sequence

from offices.models import Person
from plans.models import QuarterCell
from plans.queries.quarter_contents import QuarterContents
from plans.queries.seen import shown_of
from plans.seen import REPORT, Moved, Shown, moved

OF_THE_ROUND = frozenset({"receipt", "policy"})  # what changes the meaning of every row


class ChangedMeanwhileError(Exception):
    """What stands is not what the page showed; ``moved`` says what differs."""

    def __init__(self, changes: Sequence[Moved]) -> None:
        super().__init__("; ".join(f"{each.number} {each.field}: {each.before} → {each.now}" for each in changes))
        self.moved = tuple(changes)


def check_seen(*, contents: QuarterContents, seen: Shown | None, by: Person) -> None:
    """Is what somebody saw of a report what still stands? Raises ChangedMeanwhileError.

    ``seen`` None: decided without a page.
    """
    if seen is not None:
        _refuse(moved(seen, shown_of(contents, to=by)))


def check_row_seen(*, contents: QuarterContents, seen: Shown | None, by: Person, cell: QuarterCell) -> None:
    """The same of one row and the round it was seen in, whatever became of others. Raises ChangedMeanwhileError."""
    if seen is not None:
        changes = moved(seen, shown_of(contents, to=by), [REPORT, str(cell.indicator_id)])
        _refuse([each for each in changes if each.number or each.field in OF_THE_ROUND])


def _refuse(changes: Sequence[Moved]) -> None:
    if changes:
        raise ChangedMeanwhileError(changes)
