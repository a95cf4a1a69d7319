"""Owns the amount: a number with the word that says what it counts, as in ২টি, ৮০%, ৫ লক্ষ টাকা, ৪ (চার) জন."""

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from cell_values.doubt import Doubt, error
from cell_values.numbers import number_as_typed, number_of_two_scripts, two_scripts
from cell_values.written import LETTER, Written, pattern


class Measure(StrEnum):
    """What the written amount itself says it is."""

    BARE = "bare"
    COUNT = "count"
    PERCENT = "percent"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity as written: ৫ লক্ষ টাকা is number 5, measure MONEY, scale 100000."""

    number: Decimal
    measure: Measure
    scale: int
    read: str


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """An amount, perhaps with a warning, or what was meant as one (None, with an error), and where it ends."""

    end: int
    amount: Amount | None
    doubt: Doubt | None = None


SCALES = {
    "হাজার": 1_000,
    "thousand": 1_000,
    "লক্ষ": 100_000,
    "লাখ": 100_000,
    "lakh": 100_000,
    "lac": 100_000,
    "কোটি": 10_000_000,
    "crore": 10_000_000,
}

_COUNTER = "টি|টা|টী|খানা|খানি|জন|ব্যাচ|বার|দফা|সেট|কপি|সভা|কর্মশালা|প্রশিক্ষণ|প্রতিবেদন|nos|no|pcs|persons|person|batches|batch|times"
_SPELT = (
    "শূন্য|শুন্য এক দুই|দু তিন চার পাঁচ|পাচ ছয় সাত আট নয় দশ এগারো|এগার বারো|বার তেরো|তের চৌদ্দ পনেরো|পনের ষোলো|ষোল "
    "সতেরো|সতের আঠারো|আঠার উনিশ বিশ|কুড়ি একুশ বাইশ তেইশ চব্বিশ পঁচিশ|পচিশ ছাব্বিশ সাতাশ আটাশ ঊনত্রিশ|উনত্রিশ ত্রিশ একত্রিশ"
)
_ROUND = {40: "চল্লিশ", 50: "পঞ্চাশ", 60: "ষাট", 70: "সত্তর", 80: "আশি", 90: "নব্বই", 100: "একশ|একশত|একশো|শত"}
NUMBER_WORDS = {
    unicodedata.normalize("NFC", word): number
    for number, words in (*enumerate(_SPELT.split()), *_ROUND.items())
    for word in words.split("|")
}


_PERCENT = "শতকরা|শতাংশ|ভাগ|percent|per cent|pct"
_SCALE = "|".join(SCALES)
_MONEY = "টাকা|taka|tk|bdt"
_WORD_END = rf"(?![{LETTER}])"
_NUMBER = r"[0-9]+(?:,[0-9]+)*(?:\.[0-9]+)?"
# ২টি- and ২টি: introduce dates; behind a bare number the same marks make something else of it.
_TIGHT_MARK = r"(?<!টি)(?<!জন)[:\-–—]"
_AMOUNT = pattern(
    rf"(?:(?P<percent_first>শতকরা)\s?|(?P<money_first>৳|(?:{_MONEY}){_WORD_END}\.?)\s?)?"
    rf"(?P<number>{_NUMBER})"
    rf"(?:\s?\((?P<spelt>[\u0980-\u09e3]+?)\s?(?:টি|টা|জন)?\))?"
    rf"(?:\s?(?P<percent>%|(?:{_PERCENT}){_WORD_END})"
    rf"|(?:\s?(?P<scale>{_SCALE}){_WORD_END})?"
    rf"(?:\s?(?P<money>৳|/-|/=|(?:{_MONEY}){_WORD_END}\.?))+(?:\s?মাত্র{_WORD_END})?"
    rf"|\s?(?P<scale_only>{_SCALE}){_WORD_END}(?:\s?(?:{_COUNTER}){_WORD_END}){{0,2}}"
    rf"|(?:\s?(?P<counter>{_COUNTER}){_WORD_END}){{1,2}})?"
    rf"(?:(?<=[{LETTER}%])\.(?=\s|$))?(?![\d{LETTER}%./\\_])(?!{_TIGHT_MARK})"
)


def find_amount(source: Written, at: int) -> FoundAmount | None:
    """The amount beginning at ``at``, or None where no number stands alone or with a known word."""
    match = _AMOUNT.match(source.folded, at)
    if match is None:
        return None
    read = source.between(at, match.end())
    typed = source.typed[match.start("number") : match.end("number")]
    number, doubt = number_as_typed(typed), None
    if isinstance(number, Doubt):
        understood = number_of_two_scripts(typed)
        if understood is None:
            return FoundAmount(match.end(), None, number)
        number, doubt = understood, two_scripts(typed)
    found = _checked(match, Amount(number, _measure(match), _scale(match), read))
    return replace(found, doubt=doubt) if found and found.amount else found


def _checked(match: re.Match[str], amount: Amount) -> FoundAmount | None:
    spelt = match["spelt"]
    if spelt is None or NUMBER_WORDS.get(spelt) == amount.number:
        return FoundAmount(match.end(), amount)
    if spelt not in NUMBER_WORDS:
        return None
    return FoundAmount(
        match.end(),
        None,
        error(
            "figure_and_word_differ",
            amount.read,
            f"অঙ্কে ও কথায় দুই রকম ({spelt})। একটি ঠিক করে লিখুন।",
            f"differs in figures and in words ({spelt}). Correct one of them.",
        ),
    )


def _measure(match: re.Match[str]) -> Measure:
    if match["percent"] or match["percent_first"]:
        return Measure.PERCENT
    if match["money"] or match["money_first"]:
        return Measure.MONEY
    return Measure.COUNT if match["counter"] else Measure.BARE


def _scale(match: re.Match[str]) -> int:
    word = match["scale"] or match["scale_only"]
    return SCALES[word] if word else 1
