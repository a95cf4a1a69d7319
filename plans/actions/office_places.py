"""Owns under which office another one can stand: one that is open, and not deeper than offices are reviewed."""

from cell_values.sentence import Sentence
from offices.models import Office
from offices.queries.rights import LEVELS_BELOW
from workflow.transitions import Refusal

CLOSED_ABOVE = Sentence("উপরের দপ্তরটি বন্ধ।", "The office above is closed.")
TOO_DEEP = Sentence(
    "এতে অধীন দপ্তরের স্তর পাঁচের বেশি হয়ে যায়; এত নিচের দপ্তর কেউ পর্যালোচনা করে না।",
    "The tree would have more than five levels; nobody reviews offices as deep as that.",
)
MOVED_ELSEWHERE = Sentence(
    "দপ্তর সরাতে দিন ও কারণ লাগে: দপ্তরের নিজের পাতা থেকে সরান।",
    "An office is moved with its day and reason: move it on its own page.",
)


def check_below(above: Office, *, height: int = 0) -> None:
    """Can an office with so many levels under it stand below this one? Raises Refusal."""
    if above.closed_on is not None:
        raise Refusal(CLOSED_ABOVE)
    if _depth(above) + 1 + height > LEVELS_BELOW:
        raise Refusal(TOO_DEEP)


def _depth(office: Office) -> int:
    """How many offices stand above."""
    depth, above = 0, office.parent
    while above is not None and depth <= LEVELS_BELOW:
        depth, above = depth + 1, above.parent
    return depth
