"""Owns a row of the reviewer's page of a quarter: what it said and says, what was asked, what can be answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from cell_values.value import plain
from entry.views.entry_parts import EntryRow, ToAssess, ToExempt
from entry.views.row_states import WithState
from entry.views.typed import ANSWERS
from marking.figures import round_half_up
from plan_tree.terms import FULL
from plans.models import RowOpening, RowReview
from workflow.row_states import TO_LOOK_AT, RowState

PLACES = 2
USUAL = (FULL, Decimal(80), Decimal(60))  # percents of the marks, where the row has no grades of its own


@dataclass(frozen=True)
class UsualMark:
    """A usual percentage and the marks it gives."""

    percent: Decimal
    marks: Decimal
    is_given: bool

    @property
    def code(self) -> str:
        """The percentage in an address."""
        return plain(self.percent)


def usual_marks(row: EntryRow) -> list[UsualMark]:
    """What the grades of a row, or the usual ones, give of the marks that are due so far (of all, where none are)."""
    due = row.mark.possible_to_date if row.mark else Decimal(0)
    base, given = due or row.node.weight, row.mark.assessed if row.mark else None
    percents = [grade.percent for grade in row.node.grades] or USUAL
    worth = [(percent, round_half_up(Fraction(base * percent) / 100, PLACES)) for percent in percents]
    return [UsualMark(percent, marks, marks == given) for percent, marks in worth]


@dataclass(frozen=True)
class ReviewRow(WithState):
    """A row as the reviewer sees it; ``was`` and ``now`` are what the office said a round before and says."""

    entry: EntryRow
    state: RowState
    round: int  # that is judged
    was: Mapping[str, str]
    now: Mapping[str, str]
    review: RowReview | None = None  # the last word on it, in whatever round
    asked_before: RowReview | None = None
    wish: RowOpening | None = None
    to_assess: ToAssess | None = None
    to_exempt: ToExempt | None = None
    files: Sequence[str] = ()
    token: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)  # as sent and not taken
    error: str = ""

    why_name = "ask"  # before the key of a row, the field of a question: "why" is that of marks, by the cell

    @property
    def key(self) -> int:
        return self.entry.id

    @property
    def number(self) -> str:
        return self.entry.number

    @property
    def question(self) -> str:
        """What is asked of it."""
        return self.review.reason if self.review and self.state is RowState.QUESTION else ""

    @property
    def text_before(self) -> str | None:
        """What was reported a round before, where it is something else."""
        before = self.was.get("achievement", "")
        return before if self.was and before != self.now.get("achievement", "") else None

    @property
    def gain(self) -> Decimal:
        """The marks won or lost since the round before."""
        earned = self.entry.mark.earned if self.entry.mark else Decimal(0)
        before = self.was.get("mark", "").partition(" / ")[0]
        return earned - Decimal(before) if before else Decimal(0)

    @property
    def new_files(self) -> int:
        before = self.was.get("evidence", "")
        return sum(1 for each in self.files if each not in before) if self.was else 0

    @property
    def is_changed(self) -> bool:
        """Whether the office says something else than a round before."""
        names = ("achievement", "target", "evidence", "earlier", "remark", "claim")
        return bool(self.was) and any(self.was.get(name, "") != self.now.get(name, "") for name in names)

    @property
    def answer(self) -> str:
        """To the wish to open it, as typed."""
        return self.typed.get(f"{ANSWERS}{self.key}", "")

    @property
    def needs_marks(self) -> bool:
        return self.entry.awaits_assessment and not self.entry.is_assessed

    @property
    def needs_answer(self) -> bool:
        """Whether "not applicable" was asked for and nobody answered."""
        return self.to_exempt is not None and self.to_exempt.is_open

    @property
    def is_left(self) -> bool:
        """Whether something is still to be done with it."""
        return self.state in TO_LOOK_AT or self.needs_marks or self.needs_answer or self.wish is not None

    @property
    def is_idle(self) -> bool:
        """Whether nothing is due, nothing reported and nothing said of it."""
        return not (
            self.entry.is_listed or self.review or self.needs_marks or self.needs_answer or self.wish or self.error
        )

    @property
    def is_folded(self) -> bool:
        """Whether it was accepted in an earlier round and is the same since."""
        is_done = self.state is RowState.ACCEPTED and not self.is_of_round
        return is_done and not (self.needs_marks or self.needs_answer or self.wish or self.error)

    @property
    def usual(self) -> list[UsualMark]:
        return usual_marks(self.entry) if self.to_assess else []

    @property
    def groups(self) -> frozenset[str]:
        """The filters that show it, by their names in the address."""
        found = {
            "look": not self.is_folded and not self.is_idle,
            "changed": self.is_changed,
            "marks": self.needs_marks,
            "question": self.state is RowState.QUESTION,
            "wish": self.wish is not None,
            "all": True,
        }
        return frozenset(name for name, fits in found.items() if fits)
