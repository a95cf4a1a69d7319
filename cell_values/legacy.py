"""Owns turning a cell's text into Unicode where its fonts or its characters say that it was typed in Bijoy."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from cell_values.bijoy import from_bijoy
from cell_values.bijoy_signs import (
    has_bengali,
    is_bijoy_font,
    is_english,
    is_surely_bijoy,
    may_be_bijoy,
    repaired,
)

_SPACE = re.compile(r"(\s+)")


class TextSetting(StrEnum):
    """How a stretch of text is set, where that changes what it says."""

    PLAIN = "plain"
    RAISED = "raised"  # above or below the line
    STRUCK = "struck"
    REMOVED = "removed"  # by a tracked change that nobody has accepted yet
    ADDED = "added"  # by such a change
    HIDDEN = "hidden"
    UNSEEN = "unseen"  # of the colour of what lies behind it
    PROMPT = "prompt"  # of a form's field that nobody has filled in


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a cell's text in one font, "" where none is known; ``setting`` None is that of its cell."""

    text: str
    font: str = ""
    setting: TextSetting | None = None


@dataclass(frozen=True, slots=True)
class Turned:
    """A text in Unicode: whether font or characters prove it was Bijoy, and the words left as English."""

    text: str
    is_certain: bool
    left: tuple[str, ...] = ()


def turned(runs: Sequence[Run], *, among_bijoy: bool = False) -> Turned | None:
    """The text of a cell's runs in Unicode, None where nothing in it is Bijoy.

    ``among_bijoy`` says that other cells of the sheet are Bijoy in fonts that do not tell: then this one may be too.
    """
    stretches = _stretches(runs)
    if any(is_font for is_font, _ in stretches):
        return _by_font(stretches)
    text = "".join(run.text for run in runs)
    if has_bengali(text):
        mended = repaired(text)
        return Turned(mended, is_certain=True) if mended != text else None
    is_certain = is_bijoy_by_itself(text)
    return _by_words(text, is_certain=is_certain) if is_certain or among_bijoy else None


def is_bijoy_by_itself(text: str) -> bool:
    """Whether a text of unknown font holds a word that can only be Bijoy."""
    return not text.isascii() and not has_bengali(text) and any(map(is_surely_bijoy, text.split()))


def _stretches(runs: Iterable[Run]) -> list[tuple[bool, str]]:
    """Neighbouring runs joined where both or neither are in a Bijoy font: a word may change its colour midway."""
    groups = groupby(((is_bijoy_font(run.font), run.text) for run in runs), key=lambda stretch: stretch[0])
    return [(is_font, "".join(text for _, text in group)) for is_font, group in groups]


def _by_font(stretches: list[tuple[bool, str]]) -> Turned | None:
    texts: list[str] = []
    left: list[str] = []
    for is_font, text in stretches:
        if has_bengali(text) or not is_font:
            texts.append(repaired(text) if has_bengali(text) else text)
            continue
        stretch = _by_words(text, is_certain=True)
        texts.append(stretch.text if stretch else text)
        left += stretch.left if stretch else ()
    result = "".join(texts)
    is_same = result == "".join(text for _, text in stretches)
    return None if is_same and not left else Turned(result, is_certain=True, left=tuple(left))


def _by_words(text: str, *, is_certain: bool) -> Turned | None:
    """The words turned one by one; None where there is none to turn, so that plain figures stay as they are."""
    if not may_be_bijoy(text):
        return None
    words = _SPACE.split(text)
    left = tuple(word for word in words if is_english(word))
    if not any(may_be_bijoy(word) and word not in left for word in words):
        return Turned(text, is_certain, left) if is_certain else None
    return Turned("".join(word if word in left else from_bijoy(word) for word in words), is_certain, left)
