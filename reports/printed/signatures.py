"""Owns the lines to be signed below a printed form: empty, or with name, post and date as the document has them."""

from collections.abc import Sequence
from dataclasses import dataclass

from cell_values.sentence import Sentence
from cell_values.text import key
from official_forms.sign_offs import is_like_one
from plan_tree.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class Signed:
    """A line to be signed; ``role`` is None where the document does not say as what somebody signed."""

    role: Sentence | None
    lines: tuple[str, ...] = ()


def signatures_of(roles: Sequence[Sentence], around: Surroundings, head: tuple[str, ...] = ()) -> list[Signed]:
    """Who signed the document, each on the line of the role it names; the others before, on lines of their own.

    ``head``: name, post and day of the head who signed off here, whose line is the last.
    """
    blocks = [block for block in around.blocks_below if is_like_one(block)]
    placed: dict[Sentence, tuple[str, ...]] = {}
    for block in blocks:
        role = next((role for role in roles if role not in placed and _names(block, role)), None)
        if role is not None:
            placed[role] = block
    if head:
        placed[roles[-1]] = head
    others = [Signed(None, block) for block in blocks if block not in placed.values()]
    return [*others, *(Signed(role, _beside(placed.get(role, ()), role)) for role in roles)]


def _names(block: Sequence[str], role: Sentence) -> bool:
    return any(key(word) in key(line) for line in block for word in (role.bn, role.en))


def _beside(block: tuple[str, ...], role: Sentence) -> tuple[str, ...]:
    """The lines without one that only repeats the role."""
    return tuple(line for line in block if key(line) not in (key(role.bn), key(role.en)))
