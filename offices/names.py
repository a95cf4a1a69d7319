"""Owns the comparison of office names as people really spell them."""

import unicodedata

from cell_values.look_alikes import fold_look_alikes

DROPPED_WORDS = ("গণপ্রজাতন্ত্রী বাংলাদেশ সরকার", "government of the people's republic of bangladesh")
NUKTA = "\u09bc"


def name_key(name: str) -> str:
    """What two spellings of one office's name share: letters only, look-alikes folded, "ও", "এবং", "and" dropped."""
    text = unicodedata.normalize("NFC", name).casefold()
    for words in DROPPED_WORDS:
        text = text.replace(words, " ")
    words_left = [word for word in _letters(text).split() if word not in {"ও", "এবং", "and", "the", "of"}]
    return fold_look_alikes("".join(words_left))


def _letters(text: str) -> str:
    """Only letters and marks, without nukta and joiners; everything else becomes a space."""
    kept = (char for char in text if char != NUKTA and unicodedata.category(char) != "Cf")
    return "".join(char if unicodedata.category(char)[0] in "LM" else " " for char in kept)
