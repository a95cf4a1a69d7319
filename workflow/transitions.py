"""Owns the life of a quarter's report: states, transitions, who may do what, and why not."""

from dataclasses import dataclass
from enum import StrEnum

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


@dataclass(frozen=True, slots=True)
class Transition:
    """Who may take a step, from which states, and the state it leads to (None: the state stays)."""

    side: Side
    sources: frozenset[ReportState]
    target: ReportState | None = None


OPEN = frozenset({ReportState.DRAFT, ReportState.RETURNED})
HANDED_IN = frozenset({ReportState.SUBMITTED, ReportState.APPROVED})
ROWS_CLOSED = frozenset({ReportState.SUBMITTED, ReportState.RETURNED})  # all rows, or those that did not go back
TRANSITIONS: dict[Step, Transition] = {
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

# What is decided about the work of others only. Returning too: it would open the own figures to the own pen again.
DECISIONS = frozenset(step for step, transition in TRANSITIONS.items() if transition.side is Side.REVIEWING)

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


def check_side(step: Step, sides: frozenset[Side]) -> None:
    """May this person take the step at all? Raises Refusal."""
    if TRANSITIONS[step].side not in sides:
        raise Refusal(NOT_YOURS[TRANSITIONS[step].side])


def check_state(step: Step, state: ReportState) -> None:
    """Is the report in a state for the step? Raises Refusal."""
    if state not in TRANSITIONS[step].sources:
        raise Refusal(NOT_NOW[state])


def check_reportable(indicators: int) -> None:
    """Has the plan anything to report on? Raises Refusal."""
    if not indicators:
        raise Refusal(NOTHING_TO_REPORT)


def check_own_work(step: Step, work: frozenset[Work]) -> None:
    """Is it the work of others? Raises Refusal: whatever roles somebody holds, nobody decides on the own."""
    if step in DECISIONS and work:
        raise Refusal(OWN_WORK[min(work)])


def may(step: Step, *, sides: frozenset[Side], state: ReportState, work: frozenset[Work] = frozenset()) -> bool:
    """Whether somebody sitting on these sides, who did this work, can take the step in this state."""
    transition = TRANSITIONS[step]
    is_own = step in DECISIONS and bool(work)
    return transition.side in sides and state in transition.sources and not is_own


def state_after(step: Step, state: ReportState) -> ReportState:
    """The state a step leads to."""
    return TRANSITIONS[step].target or state
