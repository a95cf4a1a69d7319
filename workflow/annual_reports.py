"""Owns the life of the annual report that closes a year: states, steps, what the quarters have against them."""

from collections.abc import Collection
from enum import StrEnum

from cell_values.sentence import Sentence
from cell_values.text import words_seen
from workflow.quarter_order import AFTER_ALL, Quarters, why_not_all_approved, why_not_all_sent
from workflow.transitions import Life, Refusal, Side, Transition, Work


class AnnualState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class AnnualStep(StrEnum):
    """What can be done with an annual report."""

    WRITE = "write"
    SUBMIT = "submit"
    RETURN = "return"
    ACCEPT = "accept"
    REOPEN = "reopen"


ANNUAL_OPEN = frozenset({AnnualState.DRAFT, AnnualState.RETURNED})
ANNUAL_WAITING = frozenset({AnnualState.SUBMITTED})
ANNUAL_TRANSITIONS: dict[AnnualStep, Transition[AnnualState]] = {
    AnnualStep.WRITE: Transition(Side.ENTERING, ANNUAL_OPEN),
    AnnualStep.SUBMIT: Transition(Side.ENTERING, ANNUAL_OPEN, AnnualState.SUBMITTED),
    AnnualStep.RETURN: Transition(Side.REVIEWING, ANNUAL_WAITING, AnnualState.RETURNED),
    AnnualStep.ACCEPT: Transition(Side.REVIEWING, ANNUAL_WAITING, AnnualState.ACCEPTED),
    AnnualStep.REOPEN: Transition(Side.REVIEWING, frozenset({AnnualState.ACCEPTED}), AnnualState.SUBMITTED),
}

ANNUAL_NOT_NOW = {
    AnnualState.DRAFT: Sentence("বার্ষিক প্রতিবেদনটি এখনও জমা দেওয়া হয়নি।", "The annual report has not been handed in yet."),
    AnnualState.SUBMITTED: Sentence(
        "বার্ষিক প্রতিবেদনটি জমা দেওয়া হয়েছে; পর্যালোচক ফেরত দিলে আবার লেখা যাবে।",
        "The annual report has been handed in; it can be written again when the reviewer returns it.",
    ),
    AnnualState.RETURNED: Sentence(
        "বার্ষিক প্রতিবেদনটি সংশোধনের জন্য দপ্তরে ফেরত আছে।", "The annual report is with the office for correction."
    ),
    AnnualState.ACCEPTED: Sentence(
        "বার্ষিক প্রতিবেদনটি গৃহীত হয়েছে; এটি আর বদলানো যায় না।",
        "The annual report has been accepted; it can no longer change.",
    ),
}
OWN_ANNUAL = {
    Work.ENTERED: Sentence(
        "এই বছরের তথ্য বা বার্ষিক প্রতিবেদন আপনি নিজে লিখেছেন, তাই এটি ফেরত বা গ্রহণ আপনি করতে পারেন না।",
        "You wrote what this year or its annual report says, so you cannot return or accept it.",
    ),
    Work.SUBMITTED: Sentence(
        "এই বছরের কোনো প্রতিবেদন আপনি নিজে জমা দিয়েছেন, তাই বার্ষিক প্রতিবেদন ফেরত বা গ্রহণ আপনি করতে পারেন না।",
        "You handed in a report of this year yourself, so you cannot return or accept its annual report.",
    ),
}
YEAR_NOT_ENDING = Sentence(
    "বছরের শেষ কোয়ার্টার শুরু হলে বার্ষিক প্রতিবেদন লেখা যাবে।",
    "The annual report is written once the last quarter of the year has begun.",
)
QUARTER_NOT_SENT = Sentence(
    "{} এখনও জমা হয়নি; বার্ষিক প্রতিবেদন সব কোয়ার্টারের পরে জমা হয়, আগে সেটি জমা দিন।",
    "The {} has not been submitted; the annual report follows all quarters, submit that one first.",
)
QUARTER_RETURNED = Sentence(
    "{} সংশোধনের জন্য ফেরত আছে; আগে সেটি ঠিক করে জমা দিন, তারপর বার্ষিক প্রতিবেদন।",
    "The {} was returned for correction; mend and submit it first, then the annual report.",
)
QUARTER_NOT_APPROVED = Sentence(
    "{} এখনও অনুমোদিত নয়; সব কোয়ার্টার অনুমোদনের পরই বার্ষিক প্রতিবেদন গ্রহণ করা যায়।",
    "The {} is not approved yet; the annual report is accepted once all quarters are approved.",
)
YEAR_CHANGED = Sentence(
    "বার্ষিক প্রতিবেদন জমার পরে কোনো কোয়ার্টারের তথ্য বদলেছে; প্রতিবেদনটি ফেরত দিন, যাতে দপ্তর নতুন তথ্যসহ আবার জমা দেয়।",
    "What a quarter says has changed since the annual report was handed in; return it, so that the office hands it in "
    "anew.",
)
ACCEPTED_ABOVE = Sentence(
    "এর ওপর বার্ষিক প্রতিবেদন গৃহীত হয়েছে, তাই এটি আর খোলা যায় না; আগে বার্ষিক প্রতিবেদনের গ্রহণ প্রত্যাহার করুন।",
    "The annual report was accepted on top of this quarter, so it cannot be opened again; take that back first.",
)
PARTS_MISSING = Sentence(
    "প্রতিটি অংশ লিখুন: সাফল্য, বাধা এবং আগামী বছরের পরিকল্পনা। বলার কিছু না থাকলে “নেই” লিখুন।",
    "Write every part: successes, obstacles and next year. Where there is nothing to say, write “none”.",
)


ANNUAL_LIFE = Life(ANNUAL_TRANSITIONS, ANNUAL_NOT_NOW, OWN_ANNUAL)


def why_annual_not_submitted(quarters: Quarters) -> Sentence | None:
    """What the quarters have against handing the annual report in: it follows all of them that are due."""
    return why_not_all_sent(quarters, AFTER_ALL, returned=QUARTER_RETURNED, not_sent=QUARTER_NOT_SENT)


def why_annual_not_accepted(quarters: Quarters) -> Sentence | None:
    """What the quarters have against accepting it: nothing stands frozen on what can still change."""
    return why_not_all_approved(quarters, AFTER_ALL, QUARTER_NOT_APPROVED)


def check_parts(parts: Collection[str]) -> None:
    """Is every part of the narrative written? Raises Refusal."""
    if not all(words_seen(part) for part in parts):
        raise Refusal(PARTS_MISSING)
