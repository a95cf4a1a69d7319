"""Owns when the head of an office has signed off a quarter before it is handed in, and who that is."""

from cell_values.sentence import Sentence
from workflow.transitions import NOT_NOW, OPEN, Refusal, ReportState

NOT_THE_HEAD = Sentence("এ কাজ কেবল এই দপ্তরের প্রধান করতে পারেন।", "Only the head of this office can do this.")
NOT_WANTED = Sentence("এই দপ্তরে জমার আগে প্রধানের স্বাক্ষর লাগে না।", "This office hands in without the signature of its head.")
NOT_SIGNED_OFF = Sentence(
    "জমার আগে দপ্তর প্রধানের স্বাক্ষর লাগে; তিনি এখনও স্বাক্ষর করেননি।",
    "The head of the office signs off before it is handed in, and has not done so yet.",
)
CHANGED_SINCE_SIGNED = Sentence(
    "দপ্তর প্রধানের স্বাক্ষরের পরে প্রতিবেদন বদলেছে; তাঁকে আবার স্বাক্ষর করতে হবে।",
    "The report changed after the head of the office signed off; it has to be signed off again.",
)


SIGNED_ALREADY = Sentence(
    "দপ্তর প্রধান এই প্রতিবেদনে স্বাক্ষর করেছেন; আবার বলার দরকার নেই।",
    "The head of the office has signed this report off; nothing is to be asked for.",
)
NO_HEAD = Sentence(
    "এই দপ্তরের প্রধান হিসেবে লগ-ইন করতে পারেন, এমন অন্য কেউ নেই; প্রশাসককে বলুন।",
    "Nobody else can log in as the head of this office; tell an administrator.",
)
ASKED_TO_SIGN_ALREADY = Sentence(
    "দপ্তর প্রধানকে জানানো হয়েছে; প্রতিবেদনটি তাঁর স্বাক্ষরের অপেক্ষায় আছে।",
    "The head of the office was told; the report waits for the signature.",
)


def check_to_ask_head(*, is_wanted: bool, is_signed: bool, has_head: bool, are_all_told: bool) -> None:
    """Is there a head to be asked for a signature? Raises Refusal."""
    if not is_wanted:
        raise Refusal(NOT_WANTED)
    if is_signed:
        raise Refusal(SIGNED_ALREADY)
    if not has_head:
        raise Refusal(NO_HEAD)
    if are_all_told:
        raise Refusal(ASKED_TO_SIGN_ALREADY)


def check_may_sign(*, is_head: bool, is_wanted: bool, state: ReportState) -> None:
    """May this person sign the quarter off now? Raises Refusal."""
    if not is_head:
        raise Refusal(NOT_THE_HEAD)
    if not is_wanted:
        raise Refusal(NOT_WANTED)
    if state not in OPEN:
        raise Refusal(NOT_NOW[state])


def why_not_signed_off(*, is_wanted: bool, signed: str | None, stands: str) -> Sentence | None:
    """Why a quarter is not handed in for want of a signature; None: nothing is wanting.

    ``signed`` and ``stands``: the digests of what the head signed in this round (None: nothing) and of what stands.
    """
    if not is_wanted or signed == stands:
        return None
    return NOT_SIGNED_OFF if signed is None else CHANGED_SINCE_SIGNED
