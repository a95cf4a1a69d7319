"""Owns the life of a quarter's report: states, transitions, who may do what, and why not."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from cell_values.sentence import Sentence


class ReportState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"


class Step(StrEnum):
    """What can be done with a report."""

    RECORD = "record"
    ATTACH = "attach"
    SUBMIT = "submit"
    ASSESS = "assess"
    EXEMPT = "exempt"
    REVIEW = "review"
    RETURN = "return"
    APPROVE = "approve"
    ASK_ROW = "ask_row"
    OPEN_ROW = "open_row"
    REOPEN = "reopen"


class Side(StrEnum):
    """On which side of the table somebody sits towards a plan."""

    ENTERING = "entering"
    REVIEWING = "reviewing"


class Work(StrEnum):
    """What somebody did themselves for a quarter, and therefore does not judge."""

    ENTERED = "entered"
    SUBMITTED = "submitted"


StateT = TypeVar("StateT", bound=StrEnum)
StepT = TypeVar("StepT", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Transition(Generic[StateT]):
    """Who may take a step, from which states, and the state it leads to (None: the state stays)."""

    side: Side
    sources: frozenset[StateT]
    target: StateT | None = None


OPEN = frozenset({ReportState.DRAFT, ReportState.RETURNED})
HANDED_IN = frozenset({ReportState.SUBMITTED, ReportState.APPROVED})
ROWS_CLOSED = frozenset({ReportState.SUBMITTED, ReportState.RETURNED})  # all rows, or those that did not go back
TRANSITIONS: dict[Step, Transition[ReportState]] = {
    Step.RECORD: Transition(Side.ENTERING, OPEN),
    Step.ATTACH: Transition(Side.ENTERING, OPEN),
    Step.SUBMIT: Transition(Side.ENTERING, OPEN, ReportState.SUBMITTED),
    Step.ASSESS: Transition(Side.REVIEWING, frozenset({ReportState.SUBMITTED})),
    Step.EXEMPT: Transition(Side.REVIEWING, frozenset({ReportState.SUBMITTED})),
    Step.REVIEW: Transition(Side.REVIEWING, frozenset({ReportState.SUBMITTED})),
    Step.RETURN: Transition(Side.REVIEWING, frozenset({ReportState.SUBMITTED}), ReportState.RETURNED),
    Step.APPROVE: Transition(Side.REVIEWING, frozenset({ReportState.SUBMITTED}), ReportState.APPROVED),
    Step.ASK_ROW: Transition(Side.ENTERING, ROWS_CLOSED),
    Step.OPEN_ROW: Transition(Side.REVIEWING, ROWS_CLOSED),
    Step.REOPEN: Transition(Side.REVIEWING, frozenset({ReportState.APPROVED}), ReportState.SUBMITTED),
}

EDITS = frozenset({Step.RECORD, Step.ATTACH, Step.SUBMIT})  # what has its days

NOT_YOURS = {
    Side.ENTERING: Sentence(
        "এ কাজ কেবল এই দপ্তরের ফোকাল পয়েন্ট করতে পারেন।",
        "Only the focal point of this office can do this.",
    ),
    Side.REVIEWING: Sentence(
        "এ কাজ কেবল ঊর্ধ্বতন দপ্তরের পর্যালোচক করতে পারেন।",
        "Only a reviewer of the office above can do this.",
    ),
}
NOT_NOW = {
    ReportState.DRAFT: Sentence(
        "প্রতিবেদনটি এখনও জমা দেওয়া হয়নি।",
        "The report has not been submitted yet.",
    ),
    ReportState.SUBMITTED: Sentence(
        "প্রতিবেদনটি জমা দেওয়া হয়েছে; পর্যালোচক ফেরত দিলে আবার লেখা যাবে।",
        "The report has been submitted; it can be edited again when the reviewer returns it.",
    ),
    ReportState.RETURNED: Sentence(
        "প্রতিবেদনটি সংশোধনের জন্য দপ্তরে ফেরত আছে।",
        "The report is with the office for correction.",
    ),
    ReportState.APPROVED: Sentence(
        "প্রতিবেদনটি অনুমোদিত; এর কোনো ঘর আর বদলানো যায় না।",
        "The report is approved; none of its cells can change any more.",
    ),
}

OWN_WORK = {
    Work.ENTERED: Sentence(
        "এই কোয়ার্টারের তথ্য আপনি নিজে লিখেছেন বা যুক্ত করেছেন, তাই এর মূল্যায়ন, ফেরত বা অনুমোদন আপনি করতে পারেন না।",
        "You entered or attached what this quarter reports, so you cannot assess, return or approve it.",
    ),
    Work.SUBMITTED: Sentence(
        "এই প্রতিবেদন আপনি নিজে জমা দিয়েছেন, তাই এর মূল্যায়ন, ফেরত বা অনুমোদন আপনি করতে পারেন না।",
        "You submitted this report yourself, so you cannot assess, return or approve it.",
    ),
}
NOT_BEGUN = Sentence("এই কোয়ার্টার এখনও শুরু হয়নি।", "This quarter has not begun yet.")
NOTHING_TO_REPORT = Sentence(
    "এই পরিকল্পনায় এখনও কোনো সূচক নেই; প্রশাসক তা লিখলে বা আমদানি করলে প্রতিবেদন দেওয়া যাবে।",
    "This plan has no indicators yet; it can be reported on once an administrator has written or imported it.",
)


class Refusal(Exception):
    """A step that may not be taken; ``sentence`` tells the person why."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


def check_reportable(indicators: int) -> None:
    """Has the plan anything to report on? Raises Refusal."""
    if not indicators:
        raise Refusal(NOTHING_TO_REPORT)


@dataclass(frozen=True, slots=True)
class Life(Generic[StepT, StateT]):
    """How something lives that one side writes and the other decides on: a report, a plan, what closes a year.

    ``not_now``: what is said in a state the step does not begin in; ``own_work``: to who did what is to be judged.
    """

    transitions: Mapping[StepT, Transition[StateT]]
    not_now: Mapping[StateT, Sentence]
    own_work: Mapping[Work, Sentence]

    def decides(self, step: StepT) -> bool:
        """Is it a decision about the work of others only? Returning too: it would open the own figures again."""
        return self.transitions[step].side is Side.REVIEWING

    def check_side(self, step: StepT, sides: frozenset[Side]) -> None:
        """May this person take the step at all? Raises Refusal."""
        if self.transitions[step].side not in sides:
            raise Refusal(NOT_YOURS[self.transitions[step].side])

    def check_state(self, step: StepT, state: StateT) -> None:
        """Is it in a state for the step? Raises Refusal."""
        if state not in self.transitions[step].sources:
            raise Refusal(self.not_now[state])

    def check_own_work(self, step: StepT, work: frozenset[Work]) -> None:
        """Is it the work of others? Raises Refusal: whatever roles somebody holds, nobody decides on the own."""
        if work and self.decides(step):
            raise Refusal(self.own_work[min(work)])

    def check(self, step: StepT, *, sides: frozenset[Side], state: StateT, work: frozenset[Work] = frozenset()) -> None:
        """May this person take the step now? Raises Refusal with the first reason: the person, the state, the work."""
        self.check_side(step, sides)
        self.check_state(step, state)
        self.check_own_work(step, work)

    def may(self, step: StepT, *, sides: frozenset[Side], state: StateT, work: frozenset[Work] = frozenset()) -> bool:
        """Whether somebody sitting on these sides, who did this work, can take the step in this state."""
        transition, is_own = self.transitions[step], bool(work) and self.decides(step)
        return transition.side in sides and state in transition.sources and not is_own

    def state_after(self, step: StepT, state: StateT) -> StateT:
        """The state a step leads to."""
        return self.transitions[step].target or state


REPORT_LIFE = Life(TRANSITIONS, NOT_NOW, OWN_WORK)
