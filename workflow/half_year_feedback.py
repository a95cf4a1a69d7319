"""Owns the life of the feedback after half a year: who writes, gives and answers it, and when it can be given."""

from enum import StrEnum

from cell_values.sentence import Sentence
from cell_values.text import words_seen
from workflow.quarter_order import SENT, Quarters, with_quarter
from workflow.transitions import Life, Refusal, Side, Transition, Work

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


FEEDBACK_TRANSITIONS: dict[FeedbackStep, Transition[FeedbackState]] = {
    FeedbackStep.WRITE: Transition(Side.REVIEWING, frozenset({FeedbackState.DRAFT}), FeedbackState.DRAFT),
    FeedbackStep.GIVE: Transition(Side.REVIEWING, frozenset({FeedbackState.DRAFT}), FeedbackState.GIVEN),
    FeedbackStep.ANSWER: Transition(Side.ENTERING, frozenset({FeedbackState.GIVEN}), FeedbackState.ANSWERED),
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


FEEDBACK_LIFE = Life(FEEDBACK_TRANSITIONS, FEEDBACK_NOT_NOW, dict.fromkeys(Work, OWN_HALF_YEAR))


def why_feedback_not_given(quarters: Quarters) -> Sentence | None:
    """What the quarters of the half-year have against giving it: all that are due are handed in, none is back."""
    for quarter, state in sorted(quarters.states.items()):
        if quarter <= HALF_YEAR and quarter in quarters.due and state not in SENT:
            return with_quarter(HALF_YEAR_NOT_SENT, quarter)
    return None


def check_feedback_written(text: str) -> None:
    """Does it say anything? Raises Refusal."""
    if not words_seen(text):
        raise Refusal(FEEDBACK_EMPTY)
