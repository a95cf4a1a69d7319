"""Owns the lines of the check before an approval: a row, what stands against it, and how it is answered there."""

from dataclasses import dataclass, replace
from enum import StrEnum

from entry.views.review_rows import ReviewRow
from workflow.row_states import RowState


class AnsweredBy(StrEnum):
    """How a line of a check is answered where it stands."""

    MARKS = "marks"  # a usual mark, or any other with its reason
    EXEMPTION = "exemption"  # granted or refused
    WORD = "word"  # the row is accepted, or asked about
    NOTHING = "nothing"  # only told


@dataclass(frozen=True)
class CheckLine:
    """A row of the form as a check lists it; ``url`` leads to the row itself, ``place`` is where the line stands."""

    number: str
    text: str
    detail: str
    url: str
    answered_by: AnsweredBy = AnsweredBy.NOTHING
    row: ReviewRow | None = None
    place: str = ""

    @property
    def is_answered(self) -> bool:
        if self.row is None or self.answered_by is AnsweredBy.NOTHING:
            return True
        if self.answered_by is AnsweredBy.MARKS:
            return not self.row.needs_marks
        if self.answered_by is AnsweredBy.EXEMPTION:
            return not self.row.needs_answer
        return self.row.state is RowState.ACCEPTED


@dataclass(frozen=True)
class Check:
    """One question asked of all rows before a decision; without lines it is answered."""

    title: str
    clean: str  # what is said where nothing is open
    lines: tuple[CheckLine, ...]

    def at(self, place: int) -> "Check":
        """The same as the check in this place of its page, each line with a name of its own."""
        lines = (replace(line, place=f"check-{place}-{number}") for number, line in enumerate(self.lines, start=1))
        return replace(self, lines=tuple(lines))

    @property
    def is_answered(self) -> bool:
        """Whether there was something to answer, and all of it was."""
        return not self.is_open and any(line.answered_by is not AnsweredBy.NOTHING for line in self.lines)

    @property
    def is_open(self) -> bool:
        return any(not line.is_answered for line in self.lines)
