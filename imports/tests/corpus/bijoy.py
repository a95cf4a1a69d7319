"""Owns typing cells of the corpus in a Bijoy font: Bengali in it, English words in another, figures in ASCII."""

import re

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from cell_values.digits import to_ascii, to_bengali
from cell_values.tests.bijoy_writing import to_bijoy
from imports.tests.corpus.layouts import Typed

BIJOY = "SutonnyMJ"
_ENGLISH = re.compile(r"([A-Za-z][A-Za-z0-9./:@()\[\] -]*)")
_WORDS = re.compile("[\u0985-\u09b9\u09dc-\u09df]")


def has_words(text: str) -> bool:
    """Whether a text holds Bengali letters; a figure says the same in every font."""
    return _WORDS.search(text) is not None


def in_bijoy(text: str) -> Typed:
    """A text typed in Bijoy, and what it shows in Unicode: digits among words are drawn in Bengali."""
    if not has_words(text):
        return Typed(to_ascii(text), to_ascii(text))
    parts = [part for part in _ENGLISH.split(text) if part]
    return Typed(CellRichText(*map(_block, parts)), "".join(map(shown_in_bijoy, parts)))


def shown_in_bijoy(text: str) -> str:
    """A text as it reads after it was typed in Bijoy and turned back."""
    return "".join(part if _ENGLISH.fullmatch(part) else to_bengali(part) for part in _ENGLISH.split(text))


def _block(part: str) -> TextBlock:
    if _ENGLISH.fullmatch(part):
        return TextBlock(InlineFont(rFont="Arial"), part)
    return TextBlock(InlineFont(rFont=BIJOY), to_bijoy(part))
