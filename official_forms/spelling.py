"""Owns telling a word in any of its spellings: কোয়াটার for কোয়ার্টার, সুচক for সূচক, অজন for অর্জন."""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise

from cell_values.digits import to_ascii
from cell_values.look_alikes import fold_look_alikes
from cell_values.text import key, normalise, without_joiners

_LOST = str.maketrans("", "", "\u09bc\u09cd\u0981\u0983")  # conjunct signs and dots go, so that a lost one costs little
_SHORTEST_FUZZY = 4
_LONGEST_FUZZY = 300
_LONG = 8  # folded letters from which two may differ; one in shorter words
REMEMBERED = 100_000  # texts: as many as a file may hold, so that none is taken apart twice


@lru_cache(maxsize=REMEMBERED)
def holds(text: str, word: str) -> bool:
    """Whether a text holds a word, letter for letter or within one or two letters.

    Letter for letter it may stand anywhere, as in "বাস্তবায়নেরদায়িত্বপ্রাপ্ত"; otherwise it must begin a word, with any ending.
    In a text too long for a heading only that counts what is written letter for letter.
    """
    if holds_exactly(text, word):
        return True
    return len(text) <= _LONGEST_FUZZY and all(_begins_a_word(text, part) for part in _parts(word))


def may_hold(text: str, words: tuple[str, ...]) -> bool:
    """Whether it is worth asking if a text holds one of some words: of nearly all texts it is not."""
    exactly, pieces = _looks_for(words)
    return exactly.search(_plain(text)) is not None or pieces.search(folded(text)) is not None


def holds_exactly(text: str, word: str) -> bool:
    """Whether a text holds a word letter for letter, spaces and punctuation aside."""
    return _plain_word(word) in _plain(text)


@lru_cache(maxsize=REMEMBERED)
def tokens(text: str) -> tuple[str, ...]:
    """The words of a text, folded to what their spellings share; digits in ASCII."""
    plain = to_ascii(without_joiners(normalise(text)).casefold())
    return tuple(filter(None, (fold_look_alikes(word.translate(_LOST)) for word in plain.translate(_SPACED).split())))


class _Spaced(dict[int, int]):
    """A table for ``str.translate`` with a space for every sign that is no letter, filled as characters come up."""

    def __missing__(self, code: int) -> int:
        self[code] = ord(" ") if unicodedata.category(chr(code))[0] in "PSZ" else code
        return self[code]


_SPACED = _Spaced()


@lru_cache(maxsize=REMEMBERED)
def folded(text: str) -> str:
    """A text folded as ``tokens`` does, its words joined by single spaces."""
    return " ".join(tokens(text))


@lru_cache(maxsize=REMEMBERED)
def is_made_of(text: str, words: tuple[str, ...]) -> bool:
    """Whether every word of a text is one of some words in any spelling; an empty text is not."""
    found = tokens(text)
    return bool(found) and all(any(_is(token, word) for word in words) for token in found)


@lru_cache(maxsize=REMEMBERED)
def _plain(text: str) -> str:
    return to_ascii(key(text))


@cache  # the words come from the code and are few; among the texts of a large sheet they would be forgotten
def _plain_word(word: str) -> str:
    return to_ascii(key(word))


@cache
def _parts(word: str) -> tuple[str, ...]:
    return tokens(word)


def _begins_a_word(text: str, part: str) -> bool:
    """Whether a word of a text begins with another, within the letters that may differ.

    Of a word cut into one piece more than letters may differ, one piece at least must stand there unharmed. To look for
    the pieces first spares nearly all texts the counting of letters.
    """
    if _pieces(part).search(folded(text)) is None:
        return False
    return any(_begins(token, part) for token in tokens(text))


def _is(token: str, word: str) -> bool:
    (part,) = _parts(word)
    return abs(len(token) - len(part)) <= _allowed(part) and _begins(token, part)


def _begins(token: str, part: str) -> bool:
    allowed = _allowed(part)
    if not allowed:
        return token.startswith(part)
    start = token[: len(part) + allowed]
    return _pieces(part).search(start) is not None and _prefix_distance(part, start) <= allowed


@cache
def _looks_for(words: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    exactly = "|".join(re.escape(_plain_word(word)) for word in words)
    return re.compile(exactly), re.compile("|".join(_pieces(part).pattern for word in words for part in _parts(word)))


@cache
def _pieces(part: str) -> re.Pattern[str]:
    number = _allowed(part) + 1
    edges = [len(part) * at // number for at in range(number + 1)]
    return re.compile("|".join(re.escape(part[first:last]) for first, last in pairwise(edges)))


@cache
def _allowed(part: str) -> int:
    if len(part) < _SHORTEST_FUZZY or re.search(r"\d", part):
        return 0
    return 2 if len(part) >= _LONG else 1


def _prefix_distance(word: str, token: str) -> int:
    """The fewest letters to change, add or drop that make a word the beginning of a token."""
    above = list(range(len(token) + 1))
    for row, letter in enumerate(word, start=1):
        line = [row]
        for column, other in enumerate(token, start=1):
            line.append(min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != other)))
        above = line
    return min(above)
