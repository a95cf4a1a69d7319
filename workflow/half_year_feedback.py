"""Owns the life of the feedback after half a year: who writes, gives and answers it, and when it can be given."""

from dataclasses import dataclass
from enum import StrEnum

from cell_values.quarter_words import QUARTER_NAMES
from cell_values.sentence import Sentence
from workflow.quarter_order import SENT, Quarters
from workflow.transitions import NOT_YOURS, Refusal, Side, Work

HALF_YEAR = 2  # the last quarter it is about


class FeedbackState(StrEnum):
    DRAFT = "draft"
    GIVEN = "given"
    ANSWERED = "answered"


class FeedbackStep(StrEnum):
    """What can be done with the feedback."""

    WRITE = "write"
    GIVE = "give"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class FeedbackTransition:
    """Who may take a step, from which state, and the state it leads to."""

    side: Side
    source: FeedbackState
    target: FeedbackState


FEEDBACK_TRANSITIONS: dict[FeedbackStep, FeedbackTransition] = {
    FeedbackStep.WRITE: FeedbackTransition(Side.REVIEWING, FeedbackState.DRAFT, FeedbackState.DRAFT),
    FeedbackStep.GIVE: FeedbackTransition(Side.REVIEWING, FeedbackState.DRAFT, FeedbackState.GIVEN),
    FeedbackStep.ANSWER: FeedbackTransition(Side.ENTERING, FeedbackState.GIVEN, FeedbackState.ANSWERED),
}
FEEDBACK_NOT_NOW = {
    FeedbackState.DRAFT: Sentence("ফিডব্যাক এখনও দেওয়া হয়নি।", "The feedback has not been given yet."),
    FeedbackState.GIVEN: Sentence(
        "ফিডব্যাক দপ্তরকে দেওয়া হয়েছে; এটি আর বদলানো যায় না।",
        "The feedback was given to the office; it can no longer change.",
    ),
    FeedbackState.ANSWERED: Sentence(
        "দপ্তর এই ফিডব্যাকের জবাব দিয়েছে; এটি আর বদলানো যায় না।",
        "The office has answered this feedback; it can no longer change.",
    ),
}
OWN_HALF_YEAR = Sentence(
    "এই অর্ধবছরের তথ্য আপনি নিজে লিখেছেন বা জমা দিয়েছেন, তাই এর ফিডব্যাক আপনি দিতে পারেন না।",
    "You wrote or handed in what this half-year says, so you cannot give feedback on it.",
)
HALF_YEAR_NOT_SENT = Sentence(
    "{} জমা নেই; দুই কোয়ার্টার জমা থাকলে ফিডব্যাক দেওয়া যায়।",
    "The {} is not handed in; feedback is given once both quarters are.",
)
FEEDBACK_EMPTY = Sentence("ফিডব্যাক লিখুন।", "Write the feedback.")


def check_feedback_step(
    step: FeedbackStep, *, sides: frozenset[Side], state: FeedbackState, work: frozenset[Work]
) -> None:
    """May this person take the step now? Raises Refusal with the first reason: the person, the state, the own work."""
    transition = FEEDBACK_TRANSITIONS[step]
    if transition.side not in sides:
        raise Refusal(NOT_YOURS[transition.side])
    if state is not transition.source:
        raise Refusal(FEEDBACK_NOT_NOW[state])
    if transition.side is Side.REVIEWING and work:
        raise Refusal(OWN_HALF_YEAR)


def may_with_feedback(
    step: FeedbackStep, *, sides: frozenset[Side], state: FeedbackState, work: frozenset[Work] = frozenset()
) -> bool:
    """Whether somebody sitting on these sides, who did this work, can take the step in this state."""
    try:
        check_feedback_step(step, sides=sides, state=state, work=work)
    except Refusal:
        return False
    return True


def why_feedback_not_given(quarters: Quarters) -> Sentence | None:
    """What the quarters of the half-year have against giving it: all that are due are handed in, none is back."""
    for quarter, state in sorted(quarters.states.items()):
        if quarter <= HALF_YEAR and quarter in quarters.due and state not in SENT:
            name = QUARTER_NAMES[quarter]
            return Sentence(HALF_YEAR_NOT_SENT.bn.format(name.bn), HALF_YEAR_NOT_SENT.en.format(name.en))
    return None


def check_feedback_written(text: str) -> None:
    """Does it say anything? Raises Refusal."""
    if not text.strip():
        raise Refusal(FEEDBACK_EMPTY)
