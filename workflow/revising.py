"""Owns the life of a revised target: who asks until when, who decides, which quarters can still change."""

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum

from cell_values.quarter_words import QUARTER_NAMES
from cell_values.sentence import Sentence
from workflow.transitions import HANDED_IN, NOT_YOURS, Refusal, ReportState, Side


class RevisionStep(StrEnum):
    """What can be done about the targets of a row."""

    ASK = "ask"
    DECIDE = "decide"
    WITHDRAW = "withdraw"


SIDES = {RevisionStep.ASK: Side.ENTERING, RevisionStep.DECIDE: Side.REVIEWING, RevisionStep.WITHDRAW: Side.ENTERING}
LAST_QUARTER = 4

WINDOW_CLOSED = Sentence(
    "লক্ষ্যমাত্রা সংশোধনের আবেদনের শেষ দিন পেরিয়ে গেছে। প্রশাসক কারণ দেখিয়ে সময় বাড়াতে পারেন।",
    "The last day to ask for a revised target has passed. An administrator can give more time with a reason.",
)
YEAR_JUDGED = Sentence(
    "শেষ কোয়ার্টারের প্রতিবেদন জমা পড়েছে, তাই কোনো লক্ষ্যমাত্রা আর বদলায় না।",
    "The last quarter has been handed in, so no target changes any more.",
)
OWN_REQUEST = Sentence(
    "আবেদনটি আপনি নিজে করেছেন, তাই সিদ্ধান্ত অন্য কাউকে দিতে হবে।",
    "You asked for this yourself, so somebody else decides.",
)
WITHDRAWN = Sentence("আবেদনটি প্রত্যাহার করা হয়েছে।", "This request has been withdrawn.")
ANOTHERS_REQUEST = Sentence(
    "আবেদনটি অন্য কেউ করেছেন; যিনি করেছেন তিনিই প্রত্যাহার করতে পারেন।",
    "Somebody else asked for this; only who asked can withdraw it.",
)
DECIDED = Sentence("এ আবেদনের সিদ্ধান্ত হয়ে গেছে।", "This request has been decided already.")
ALREADY_ASKED = Sentence(
    "এ সূচকের একটি আবেদন সিদ্ধান্তের অপেক্ষায় আছে।", "A request about this indicator already waits for a decision."
)
TARGET_MOVED = Sentence(
    "আবেদনের পর এ সারির লক্ষ্যমাত্রা অন্যভাবে বদলেছে; নামঞ্জুর করে দপ্তরকে নতুন আবেদন করতে বলুন।",
    "The targets of this row changed otherwise since; refuse, and let the office ask anew.",
)


def check_revision_side(step: RevisionStep, sides: frozenset[Side]) -> None:
    """May this person take the step at all? Raises Refusal."""
    if SIDES[step] not in sides:
        raise Refusal(NOT_YOURS[SIDES[step]])


def check_window(closes: date, today: date) -> None:
    """Can a revision still be asked for? Raises Refusal after the last day; what was asked in time is decided later."""
    if today > closes:
        raise Refusal(WINDOW_CLOSED)


def check_decidable(*, is_decided: bool, is_own: bool) -> None:
    """Is a request open, and another's? Raises Refusal."""
    if is_decided:
        raise Refusal(DECIDED)
    if is_own:
        raise Refusal(OWN_REQUEST)


def check_waiting(*, is_withdrawn: bool) -> None:
    """Does a request still stand? Raises Refusal."""
    if is_withdrawn:
        raise Refusal(WITHDRAWN)


def check_withdrawable(*, is_decided: bool, is_own: bool) -> None:
    """Is a request open, and one's own? Raises Refusal."""
    if is_decided:
        raise Refusal(DECIDED)
    if not is_own:
        raise Refusal(ANOTHERS_REQUEST)


def counts_from(states: Mapping[int, ReportState]) -> int:
    """The first quarter a revision counts in: that after the last one handed in, which keeps what it was judged by.

    Raises Refusal where none is left.
    """
    first = 1 + max((quarter for quarter, state in states.items() if state in HANDED_IN), default=0)
    if first > LAST_QUARTER:
        raise Refusal(YEAR_JUDGED)
    return first


def check_quarters_open(quarters: Collection[int], states: Mapping[int, ReportState]) -> None:
    """Can the targets of these quarters still change? Raises Refusal, which names the first that was handed in."""
    first = counts_from(states)
    if closed := sorted(quarter for quarter in quarters if quarter < first):
        name = QUARTER_NAMES[closed[0]]
        raise Refusal(
            Sentence(
                f"{name.bn}ের প্রতিবেদন জমা পড়েছে; সে কোয়ার্টারের লক্ষ্যমাত্রা যেমন ছিল তেমনই থাকে।",
                f"The {name.en} has been handed in; the target of that quarter stays as it was.",
            )
        )
