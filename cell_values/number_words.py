"""Owns numbers in words, as signatures repeat a figure so that no digit can be misread."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from cell_values.sentence import Sentence

# Every number up to 99 has a word of its own in Bengali.
BENGALI_WORDS = (
    "শূন্য এক দুই তিন চার পাঁচ ছয় সাত আট নয় দশ এগারো বারো তেরো চৌদ্দ পনেরো ষোলো সতেরো আঠারো উনিশ "
    "বিশ একুশ বাইশ তেইশ চব্বিশ পঁচিশ ছাব্বিশ সাতাশ আটাশ ঊনত্রিশ "
    "ত্রিশ একত্রিশ বত্রিশ তেত্রিশ চৌত্রিশ পঁয়ত্রিশ ছত্রিশ সাঁইত্রিশ আটত্রিশ ঊনচল্লিশ "
    "চল্লিশ একচল্লিশ বিয়াল্লিশ তেতাল্লিশ চুয়াল্লিশ পঁয়তাল্লিশ ছেচল্লিশ সাতচল্লিশ আটচল্লিশ ঊনপঞ্চাশ "
    "পঞ্চাশ একান্ন বায়ান্ন তিপ্পান্ন চুয়ান্ন পঞ্চান্ন ছাপ্পান্ন সাতান্ন আটান্ন ঊনষাট "
    "ষাট একষট্টি বাষট্টি তেষট্টি চৌষট্টি পঁয়ষট্টি ছেষট্টি সাতষট্টি আটষট্টি ঊনসত্তর "
    "সত্তর একাত্তর বাহাত্তর তিয়াত্তর চুয়াত্তর পঁচাত্তর ছিয়াত্তর সাতাত্তর আটাত্তর ঊনআশি "
    "আশি একাশি বিরাশি তিরাশি চুরাশি পঁচাশি ছিয়াশি সাতাশি অষ্টাশি ঊননব্বই "
    "নব্বই একানব্বই বিরানব্বই তিরানব্বই চুরানব্বই পঁচানব্বই ছিয়ানব্বই সাতানব্বই আটানব্বই নিরানব্বই"
)
ENGLISH_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
BENGALI, ENGLISH, ENGLISH_TENS = BENGALI_WORDS.split(), ENGLISH_WORDS.split(), TENS_WORDS.split()
HUNDRED = 100
MOST = 999


def in_words(number: Decimal) -> Sentence:
    """A mark with at most two decimals in words, its decimals digit by digit: ১৭.৪৩ → সতেরো দশমিক চার তিন.

    No plan has a thousand marks; a larger or negative figure stays in digits.
    """
    whole, _, decimals = f"{number:.2f}".partition(".")
    if not 0 <= number <= MOST:
        return Sentence(str(number), str(number))
    bn = _spoken(int(whole), BENGALI, "শত", BENGALI.__getitem__)
    en = _spoken(int(whole), ENGLISH, " hundred", _english_below_hundred)
    if decimals == "00":
        return Sentence(bn, en)
    digits = [int(digit) for digit in decimals]
    return Sentence(
        f"{bn} দশমিক {' '.join(BENGALI[digit] for digit in digits)}",
        f"{en} point {' '.join(ENGLISH[digit] for digit in digits)}",
    )


def _spoken(number: int, ones: Sequence[str], hundred: str, below: Callable[[int], str]) -> str:
    """A number up to ``MOST``; ``below`` gives one below a hundred."""
    hundreds, rest = divmod(number, HUNDRED)
    head = f"{ones[hundreds]}{hundred}" if hundreds else ""
    return " ".join(filter(None, (head, below(rest) if rest or not hundreds else "")))


def _english_below_hundred(number: int) -> str:
    if number < len(ENGLISH):
        return ENGLISH[number]
    tens, ones = divmod(number, 10)
    return ENGLISH_TENS[tens - 2] + (f"-{ENGLISH[ones]}" if ones else "")
