"""Owns how the number of a printed paper is spelled: its letters, its parts, and reading it however it was typed."""

import unicodedata
from dataclasses import dataclass

LETTERS = "123456789ABCDEFGHJKMNPQRSTVWXYZ"  # a prime number of them; none is taken for another
BASE = len(LETTERS)
SEAL, CODE = 6, 9  # letters: one in 887,000,000 and one in 26,000,000,000,000 by chance
OLDER_SEAL = 8  # letters of the seal in numbers without a code, as they were issued at first
LONGEST = 40  # letters; no number of ours has more
READ_AS = str.maketrans("ILU", "11V")  # letters no number has, as the ones they are taken for


class Misspelled(Exception):
    """What was typed is the spelling of no number."""


@dataclass(frozen=True, slots=True)
class Number:
    """The key of a report or plan, a seal of what it says, and the keyed code, "" in the first numbers issued."""

    key: int
    seal: str
    code: str = ""

    def __str__(self) -> str:
        """As it is printed: "2K-7QXW-M4T9-C2K7-QXWM"."""
        body = written(self.key) + self.seal + self.code
        return grouped(body + check_letter(body))

    @property
    def is_older(self) -> bool:
        return not self.code


def read_number(text: str) -> Number:
    """The number somebody typed: small letters, Bengali digits, spaces and dashes of any kind. Raises Misspelled."""
    letters = letters_of(text)
    body = letters[:-1]
    if not OLDER_SEAL < len(body) <= LONGEST or set(letters) - set(LETTERS) or letters[-1] != check_letter(body):
        raise Misspelled(text)
    if len(body) <= SEAL + CODE:
        return Number(_read(body[:-OLDER_SEAL]), body[-OLDER_SEAL:])
    return Number(_read(body[: -SEAL - CODE]), body[-SEAL - CODE : -CODE], body[-CODE:])


def number_in(text: str) -> Number | None:
    """The same; None where it is misspelled."""
    try:
        return read_number(text)
    except Misspelled:
        return None


def letters_of(text: str) -> str:
    """The letters and digits of what was typed, in capitals; digits of any script are those of the number."""
    wide = unicodedata.normalize("NFKC", text).upper()
    return "".join(map(_plain, filter(str.isalnum, wide))).translate(READ_AS)


def grouped(letters: str) -> str:
    """Groups of four from the right: "2-K7QX-WM4T"."""
    places = range(len(letters), 0, -4)
    return "-".join(letters[max(place - 4, 0) : place] for place in reversed(places))


def written(number: int) -> str:
    """A number from 0 in as few letters as it takes."""
    high, low = divmod(number, BASE)
    return (written(high) if high else "") + LETTERS[low]


def fixed(number: int, length: int) -> str:
    """The lowest digits of a number in so many letters."""
    return written(number % BASE**length).rjust(length, LETTERS[0])


def check_letter(body: str) -> str:
    """Finds every wrong letter and every two that changed places."""
    return LETTERS[sum(place * LETTERS.index(letter) for place, letter in enumerate(body, start=1)) % BASE]


def _plain(letter: str) -> str:
    digit = unicodedata.digit(letter, None)
    return letter if digit is None else str(digit)


def _read(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * BASE + LETTERS.index(letter)
    return min(number, 2**63 - 1)
