"""Owns the parts of the entry page as a template reads them: quarters, areas, rows and cells of the official form."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from cell_values.reading import read_value
from cell_values.sentence import Sentence
from cell_values.value import Unit
from entry.views.row_wishes import RowWish, RowWishes
from marking.assessing import latest_assessment
from marking.scorecard import Mark, MarkStatus
from plan_tree.tree import ActivityNode, AreaNode, IndicatorNode
from plans.addresses import cell_page_url, save_url
from plans.display import said
from plans.models import SignOff
from plans.queries.assessing import Earlier
from plans.seen import Moved, Shown

MOST_DAYS_COUNTED = 99
LETTERS, MOST_LINES = 14, 5  # of a field of the open quarter


@dataclass(frozen=True)
class Conflict:
    """What somebody else wrote meanwhile."""

    theirs: str
    by: str
    at: datetime | None


@dataclass(frozen=True)
class Words:
    """A remark or a claim as its field shows it: what was typed and not taken, else what is stored."""

    text: str
    version: str
    problem: str = ""
    theirs: str | None = None  # what somebody else wrote meanwhile


@dataclass(frozen=True)
class EntryCell:
    """The cell of the quarter being entered, with what just happened to it."""

    id: int
    version: int
    text: str
    due: bool
    saved_at: datetime | None = None
    problem: str = ""  # why the text was not stored
    unread: str = ""  # why nobody understood the text, which is stored as typed
    stored: str = ""  # what stands in the plan, where ``text`` was not taken
    to_date: str = ""  # the total the achievement was worked out of, and what is of the quarter, in words
    notes: tuple[str, ...] = ()
    by_receipts: str = ""  # what the receipts answer, where the system knows it and the cell says something else
    conflict: Conflict | None = None
    ask_url: str = ""  # of a row that did not go back with a return: where its opening is asked for
    is_unsent: bool = False  # sent after the session had ended, and not again since
    is_kept: bool = True  # False: the server keeps nothing of what was typed, the browser has to

    @property
    def save_url(self) -> str:
        return save_url(self.id)

    @property
    def lines(self) -> int:
        """How many lines of its field the text takes; words wrap."""
        return min(MOST_LINES, sum(max(1, -(-len(line) // LETTERS)) for line in self.text.split("\n")))

    @property
    def is_filled(self) -> bool:
        """Whether what is due here was written, and taken."""
        return self.due and bool(self.held) and not self.must_be_mended

    @property
    def held(self) -> str:
        """What the field held before somebody typed; by this the page that is sent tells what was typed."""
        return self.stored if self.is_unsent else self.text

    @property
    def must_be_mended(self) -> bool:
        return bool(self.problem or self.unread)


@dataclass(frozen=True)
class EntryRow:
    """An indicator of the form in the open quarter: its nodes in the tree, and what the page knows beside them."""

    quarter: int
    activity: ActivityNode
    node: IndicatorNode
    cell: EntryCell
    mark: Mark | None
    evidence_count: int
    comment_count: int
    opens_activity: int  # how many rows its activity spans; 0 when an earlier row opened it
    is_assessed: bool  # in this quarter
    awaits_assessment: bool  # no rule can mark it, or a reviewer has assessed it in this quarter
    can_write: bool = False  # evidence, remark and claim too
    wishes: RowWishes | None = None  # None: nothing is to be asked

    @property
    def id(self) -> int:
        return self.node.key or 0

    @property
    def links_url(self) -> str:
        return cell_page_url(self.cell.id)

    @property
    def wish(self) -> RowWish | None:
        """What the office may ask of the row, or asked, while the quarter waits for its reviewer."""
        return self.wishes.of(self.id) if self.wishes else None

    @property
    def number(self) -> str:
        return self.node.number

    @property
    def remark(self) -> str:
        """What column 14 says so far."""
        return self.node.through(self.quarter).printed_remark

    @property
    def target(self) -> str:
        """What the quarter asks for; where the row says nothing of quarters, what the year does."""
        return (self.node.annual if self.is_of_year else self.node.target(self.quarter)).text

    @property
    def is_of_year(self) -> bool:
        """Whether the row says nothing of quarters."""
        return all(each.target.is_blank for each in self.node.quarters.values())

    @property
    def assessed_in(self) -> int | None:
        """The earlier quarter whose assessment is still the mark; None: the mark is of this one, or was computed."""
        if self.mark is None or self.mark.status is not MarkStatus.ASSESSED:
            return None
        found = latest_assessment(self.node, self.quarter)
        return found.quarter if found is not None and found.quarter < self.quarter else None

    @property
    def is_listed(self) -> bool:
        """Whether the quarter's report says anything of it: something is due, or was filled in all the same."""
        return bool(self.cell.due or self.cell.text)

    @property
    def total(self) -> str:
        return self.mark.total.text if self.mark else ""


@dataclass(frozen=True)
class ToAssess:
    """A row for the reviewer; ``withdrawn`` is what was given before the achievement changed."""

    row: EntryRow
    withdrawn: Earlier | None
    marks: str = ""  # as typed and not taken, else as given
    why: str = ""
    marks_error: str = ""
    why_error: str = ""

    @property
    def is_given(self) -> bool:
        """Whether what stands in its fields is what was given."""
        given = self.row.mark.assessed if self.row.mark else None
        if self.why.strip() or given is None:
            return not (self.why.strip() or self.marks.strip())
        return read_value(self.marks, Unit.NUMBER).value.quantity == given


UNSEEN = Sentence(
    "আপনি কী দেখে সিদ্ধান্ত দিচ্ছেন, তা পাতাটি জানায়নি; এখন যা আছে দেখে আবার দিন।",
    "The page did not tell what you saw when you decided; look at what stands here now and decide again.",
)
NOTHING_SEEN: Shown = {}


@dataclass(frozen=True)
class RefusedStep:
    """Why a step was not taken: a sentence, sentences at fields, or what differs from what the page had shown."""

    refusal: Sentence | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    moved: tuple[Moved, ...] = ()

    @property
    def sentence(self) -> str:
        return said(self.refusal)


@dataclass(frozen=True)
class ToExempt:
    """A row said to be not applicable, for the reviewer: what was answered in this quarter, or typed just now."""

    row: EntryRow
    granted: bool | None  # None: nobody has answered here
    reason: str
    by: str

    @property
    def is_granted_before(self) -> bool:
        """Whether what was granted in an earlier quarter holds, which went on being said."""
        return self.granted is None and self.row.mark is not None and self.row.mark.status is MarkStatus.NOT_APPLICABLE

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered, here or before."""
        return self.granted is None and not self.is_granted_before


@dataclass(frozen=True)
class EntryArea:
    """An area with its rows; of what is due in the quarter, how much is filled."""

    node: AreaNode
    rows: tuple[EntryRow, ...]

    @property
    def id(self) -> int:
        return self.node.key or 0

    @property
    def due(self) -> int:
        return sum(row.cell.due for row in self.rows)

    @property
    def filled(self) -> int:
        return sum(row.cell.is_filled for row in self.rows)

    @property
    def earned(self) -> Decimal:
        return sum((row.mark.earned for row in self.rows if row.mark), Decimal(0))


@dataclass(frozen=True)
class Round:
    """One time a quarter was handed in. The first is in time or late by the deadline, a later one by the day its
    return named; ``days_late`` is None where there is no such day.
    """

    number: int
    receipt: str  # empty where nobody kept it
    at: datetime
    days_late: int | None


@dataclass(frozen=True)
class Signing:
    """Whether the head of the office has signed off the quarter, why that is wanting, and whether the person may.

    ``asked_at``: since when the head knows that it waits; ``can_ask``: whether the person may tell them.
    """

    signed: SignOff | None
    why_not: Sentence | None
    can_sign: bool
    asked_at: datetime | None = None
    can_ask: bool = False


@dataclass(frozen=True)
class QuarterTab:
    """A quarter to choose, with its deadline and state."""

    number: int
    state: str
    state_label: str
    opens: date
    deadline: date | None
    days_left: int | None  # None without a deadline
    url: str
    current: bool

    @property
    def days_late(self) -> int:
        """The days past the deadline; 0 while there is time, or where nothing is due."""
        return max(-self.days_left, 0) if self.days_left is not None else 0

    @property
    def is_long_ago(self) -> bool:
        """Whether the day says more than the number of days since."""
        return self.days_late > MOST_DAYS_COUNTED


@dataclass(frozen=True)
class Summary:
    """How far the quarter is filled, and the next cell that is not."""

    filled: int
    due: int
    empty_cell: int | None
