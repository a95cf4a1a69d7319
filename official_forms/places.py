"""Owns naming a place of a plan in words, for sentences that stand beside no cell."""

from decimal import Decimal

from cell_values.digits import to_bengali
from cell_values.numbers import show_number
from cell_values.quarter_words import ORDINAL_WORDS, ORDINALS
from cell_values.sentence import Sentence
from cell_values.value import plain
from plan_tree.tree import IndicatorNode


def ordinal(quarter: int) -> tuple[str, str]:
    """A quarter's name in Bengali and English: "১ম", "first"."""
    return ORDINALS[quarter].bn, ORDINAL_WORDS[quarter].en


def annual_target(indicator: IndicatorNode) -> Sentence:
    return _named(indicator.number, "বছরের লক্ষ্যমাত্রা", "annual target")


def graded_target(indicator: IndicatorNode, percent: Decimal) -> Sentence:
    return _named(indicator.number, f"{show_number(percent)}% মানের লক্ষ্যমাত্রা", f"{plain(percent)}% target")


def quarter_target(indicator: IndicatorNode, quarter: int) -> Sentence:
    bn, en = ordinal(quarter)
    return _named(indicator.number, f"{bn} কোয়ার্টারের লক্ষ্যমাত্রা", f"{en}-quarter target")


def achievement_of(number: str, quarter: int) -> Sentence:
    """Of an indicator by its number."""
    bn, en = ordinal(quarter)
    return _named(number, f"{bn} কোয়ার্টারের অর্জন", f"{en}-quarter achievement")


def _named(number: str, bn: str, en: str) -> Sentence:
    return Sentence(f"সূচক {to_bengali(number)}-এর {bn}", f"The {en} of indicator {number}")
