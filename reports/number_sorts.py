"""Owns issuing numbers for a sort of paper, and telling whether one was issued, and what it seals.

A number is issued with a key of the site (``settings.NUMBER_KEYS``), so that nobody invents one; nothing is kept.
"""

import hashlib
import hmac
from dataclasses import dataclass

from django.conf import settings

from reports.paper_numbers import CODE, SEAL, Number, fixed, written


@dataclass(frozen=True, slots=True)
class NumberSort:
    """What seals and codes of a sort of paper begin with, so that no number passes for one of another sort."""

    seal: tuple[str, ...]
    code: tuple[str, ...]

    def issue(self, key: int, *content: str) -> str:
        """The number of a paper, by the key of its row: it seals its content."""
        secret = settings.NUMBER_KEYS[0]
        seal = keyed(secret, SEAL, *self.seal, written(key), *content)
        return str(Number(key, seal, keyed(secret, CODE, *self.code, written(key), seal)))

    def is_issued(self, number: Number) -> bool:
        """Whether a number is one of ours, issued for this sort of paper."""
        return _is_keyed(number.code, *self.code, written(number.key), number.seal)

    def is_sealed(self, number: Number, *content: str) -> bool:
        """Whether this content is what a number of ours was issued for."""
        return _is_keyed(number.seal, *self.seal, written(number.key), *content)


def _is_keyed(letters: str, *content: str) -> bool:
    found = (keyed(secret, len(letters), *content) for secret in settings.NUMBER_KEYS)
    return any(hmac.compare_digest(letters, each) for each in found)


def keyed(secret: str, length: int, *content: str) -> str:
    """So many letters that nobody computes without the secret."""
    code = hmac.new(secret.encode(), "\n".join(content).encode(), hashlib.sha256)
    return fixed(int.from_bytes(code.digest(), "big"), length)
