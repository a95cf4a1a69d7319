"""Owns how an explanation speaks: steps in both languages, quarters and units by name."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cache, lru_cache

from cell_values.digits import to_bengali
from cell_values.quarter_words import QUARTER_NAMES
from cell_values.sentence import Sentence
from cell_values.value import Unit
from marking.figures import show, show_day
from marking.scorecard import ExplainedStep

ENDINGS = {
    Unit.PERCENT: Sentence("%", "%"),
    Unit.LAKH_TAKA: Sentence(" লক্ষ টাকা", " lakh taka"),
    Unit.TAKA: Sentence(" টাকা", " taka"),
    Unit.CRORE_TAKA: Sentence(" কোটি টাকা", " crore taka"),
}
NO_ENDING = Sentence("", "")
PLACES = ("পূর্ণ সংখ্যায়", "এক দশমিকে", "দুই দশমিকে", "তিন দশমিকে", "চার দশমিকে")


@lru_cache(maxsize=4096)  # a plan is marked again with every cell saved, and most of its sentences stay
def say(part: str, bn: str, en: str) -> ExplainedStep:
    """A step of an explanation; ASCII digits in the Bengali text become Bengali ones."""
    return ExplainedStep(part, Sentence(to_bengali(bn), en))


def say_figures(part: str, figures: str) -> ExplainedStep:
    """A step that is arithmetic alone and reads the same in both languages."""
    return say(part, figures, figures)


def plus(amounts: Iterable[Fraction]) -> str:
    """15 + 20 + 10 + 9"""
    return " + ".join(map(show, amounts))


def days(listed: Sequence[date]) -> str:
    """30/09/2020, 31/12/2020"""
    return ", ".join(map(show_day, listed))


def in_unit(figure: str, unit: Unit) -> tuple[str, str]:
    """A figure with its unit in Bengali and English, its digits still ASCII: 60%, 5 lakh taka."""
    ending = ENDINGS.get(unit, NO_ENDING)
    return figure + ending.bn, figure + ending.en


def by_quarter(amounts: Mapping[int, Fraction], unit: Unit) -> tuple[str, str]:
    """Quantities with the quarters they belong to, in Bengali and English: 1st quarter 15%, 2nd quarter 20%."""
    ending = ENDINGS.get(unit, NO_ENDING)
    bn, en = [], []
    for quarter, amount in amounts.items():
        figure, name = show(amount), QUARTER_NAMES[quarter]
        bn.append(f"{name.bn} {figure}{ending.bn}")
        en.append(f"{name.en} {figure}{ending.en}")
    return ", ".join(bn), ", ".join(en)


def say_rounded(part: str, figures: str, places: int) -> ExplainedStep:
    """Arithmetic that ends in a rounded mark."""
    how = rounding(places)
    return say(part, f"{figures} ({how.bn})", f"{figures} ({how.en})")


@cache
def rounding(places: int) -> Sentence:
    """How marks are rounded; 0 to 4 places."""
    return Sentence(f"{PLACES[places]}, অর্ধেক হলে উপরের দিকে", f"half-up to {places} decimals")
