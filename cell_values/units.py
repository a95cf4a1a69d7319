"""Owns the reading of a unit column (integrity form column 4, e-governance form column 6)."""

import re
import unicodedata

from cell_values.text import normalise, without_joiners
from cell_values.value import Unit

_MEANINGS = {
    "number": "সংখ্যা সংখা সংখ্যায় টি জন number numbers no nos count",
    "percent": "% শতকরা শতাংশ শতকরায় percent percentage pct",
    "date": "তারিখ তারিখসমূহ date dates",
    "lakh": "লক্ষ লাখ লক্ষে লাখে lakh lakhs lac lacs",
    "crore": "কোটি কোটিতে crore crores",
    "taka": "টাকা টাকায় টাকার ৳ taka tk bdt",
    "": "ও এবং বা হার হারে and in the of rate",
}
_MEANING = {
    unicodedata.normalize("NFC", word): meaning for meaning, words in _MEANINGS.items() for word in words.split()
}
_UNITS = {
    frozenset({"number"}): Unit.NUMBER,
    frozenset({"percent"}): Unit.PERCENT,
    frozenset({"date"}): Unit.DATE,
    frozenset({"number", "date"}): Unit.NUMBER_AND_DATE,
    frozenset({"lakh"}): Unit.LAKH_TAKA,
    frozenset({"lakh", "taka"}): Unit.LAKH_TAKA,
    frozenset({"crore"}): Unit.CRORE_TAKA,
    frozenset({"crore", "taka"}): Unit.CRORE_TAKA,
    frozenset({"taka"}): Unit.TAKA,
}
# How a form prints each of them.
UNIT_WORDS = {
    Unit.NUMBER: "সংখ্যা",
    Unit.PERCENT: "%",
    Unit.DATE: "তারিখ",
    Unit.NUMBER_AND_DATE: "সংখ্যা ও তারিখ",
    Unit.LAKH_TAKA: "লক্ষ টাকা",
    Unit.TAKA: "টাকা",
    Unit.CRORE_TAKA: "কোটি টাকা",
    Unit.OTHER: "অন্য",
}
_WORD = re.compile(r"[%৳]|[^\s%৳,;:/()\[\]{}.।&+|\-–—]+")


def read_unit(text: str) -> Unit:
    """The unit a heading names, whatever the order and the joining words; ``OTHER`` for every other text."""
    words = _WORD.findall(without_joiners(normalise(text)).casefold())
    meanings = {_MEANING.get(word, "unknown") for word in words} - {""}
    return _UNITS.get(frozenset(meanings), Unit.OTHER)
