"""Owns whether what was written fits the unit of the indicator, and the quantity in that unit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cell_values.amounts import Amount, Measure
from cell_values.doubt import Doubt, error, notice, warning
from cell_values.numbers import MAX_DECIMALS, MAX_INTEGER_DIGITS, show_number
from cell_values.serials import date_as_number, day_of
from cell_values.value import Unit, plain

_UNIT_SCALE = {Unit.TAKA: 1, Unit.LAKH_TAKA: 100_000, Unit.CRORE_TAKA: 10_000_000}
_NAMES = {
    Unit.NUMBER: ("সংখ্যা", "number"),
    Unit.PERCENT: ("%", "percent"),
    Unit.DATE: ("তারিখ", "date"),
    Unit.NUMBER_AND_DATE: ("সংখ্যা ও তারিখ", "number and date"),
    Unit.LAKH_TAKA: ("লক্ষ টাকা", "lakh taka"),
    Unit.TAKA: ("টাকা", "taka"),
    Unit.CRORE_TAKA: ("কোটি টাকা", "crore taka"),
}
_FITTING = {
    Unit.NUMBER: {Measure.BARE, Measure.COUNT},
    Unit.PERCENT: {Measure.BARE, Measure.PERCENT},
    Unit.DATE: set(),
    Unit.NUMBER_AND_DATE: {Measure.BARE, Measure.COUNT},
    Unit.LAKH_TAKA: {Measure.BARE, Measure.MONEY},
    Unit.TAKA: {Measure.BARE, Measure.MONEY},
    Unit.CRORE_TAKA: {Measure.BARE, Measure.MONEY},
    Unit.OTHER: set(Measure),
}
_MEASURED = {
    Measure.BARE: ("সংখ্যা", "a number"),
    Measure.COUNT: ("সংখ্যা", "a number"),
    Measure.PERCENT: ("শতকরা হার", "a percentage"),
    Measure.MONEY: ("টাকা", "an amount of money"),
}
_DATED = {Unit.DATE, Unit.NUMBER_AND_DATE, Unit.OTHER}
_COUNTED = {Unit.NUMBER, Unit.NUMBER_AND_DATE}
_LARGE_UNITS = {Unit.LAKH_TAKA, Unit.CRORE_TAKA}
_PROBABLY_TAKA = 100_000  # a bare number this large in lakh or crore taka is probably taka


@dataclass(frozen=True, slots=True)
class Fitted:
    """The quantity in the indicator's unit (None where no amount stands) and the warnings."""

    quantity: Decimal | None
    doubts: tuple[Doubt, ...]


def fit(amount: Amount | None, dates: tuple[date, ...], unit: Unit, text: str) -> Fitted | Doubt:
    """What was written, seen with the unit; an error where the amount cannot be said in it."""
    doubts = [_unit_differs(text, unit, "তারিখ", "a date")] if dates and unit not in _DATED else []
    if amount is None:
        return Fitted(None, tuple(doubts))
    quantity = _in_unit(amount, unit)
    if isinstance(quantity, Doubt):
        return quantity
    return Fitted(quantity, (*doubts, *_misfits(amount, quantity, unit)))


def _in_unit(amount: Amount, unit: Unit) -> Decimal | Doubt:
    if _is_counted(amount, unit):
        quantity = amount.number * amount.scale
        return quantity if _is_storable(quantity) else _not_in_unit(amount, unit)
    if amount.scale > 1 and unit not in _UNIT_SCALE:
        return _unclear_scale(amount)
    if not _is_converted(amount, unit):
        return amount.number
    quantity = amount.number * amount.scale / _UNIT_SCALE[unit]
    return quantity if _is_storable(quantity) else _not_in_unit(amount, unit)


def _is_counted(amount: Amount, unit: Unit) -> bool:
    """Whether ৫ লক্ষ is a count: the word without টাকা behind it is a number like any other."""
    return amount.scale > 1 and unit in _COUNTED and amount.measure in (Measure.BARE, Measure.COUNT)


def _is_converted(amount: Amount, unit: Unit) -> bool:
    says_its_scale = amount.scale > 1 or amount.measure is Measure.MONEY
    return says_its_scale and amount.scale != _UNIT_SCALE.get(unit, amount.scale)


def _is_storable(quantity: Decimal) -> bool:
    integer, _, decimals = plain(quantity).partition(".")
    return len(integer) <= MAX_INTEGER_DIGITS and len(decimals) <= MAX_DECIMALS


def _misfits(amount: Amount, quantity: Decimal, unit: Unit) -> Iterator[Doubt]:
    if _is_counted(amount, unit):
        yield _counted(amount, quantity)
    elif _is_converted(amount, unit):
        yield _converted(amount, quantity, unit)
    elif amount.measure not in _FITTING[unit]:
        day = day_of(quantity) if unit is Unit.DATE and amount.measure is Measure.BARE else None
        yield date_as_number(amount.read, day) if day else _unit_differs(amount.read, unit, *_MEASURED[amount.measure])
    elif unit is Unit.PERCENT:
        yield from _doubtful_percent(amount, quantity)
    elif unit in _LARGE_UNITS and amount.measure is Measure.BARE and quantity >= _PROBABLY_TAKA:
        yield _probably_taka(amount, unit)


def _doubtful_percent(amount: Amount, quantity: Decimal) -> Iterator[Doubt]:
    if quantity > 100:
        yield warning(
            "percent_over_100",
            amount.read,
            "শতকরা ১০০-এর বেশি। ঠিক আছে কি না দেখুন।",
            "is more than 100 percent. Please check.",
        )
    elif 0 < quantity < 1 and amount.measure is Measure.BARE:
        yield warning(
            "percent_fraction",
            amount.read,
            f"শতকরা হিসেবে ১-এর কম। {show_number(quantity * 100)}% লিখতে চেয়েছেন?",
            f"is less than 1 percent. Did you mean {plain(quantity * 100)}%?",
        )


def _probably_taka(amount: Amount, unit: Unit) -> Doubt:
    bn_unit, en_unit = _NAMES[unit]
    return warning(
        "money_scale",
        amount.read,
        f"{bn_unit} হিসেবে খুব বড়। পরিমাণটি কি টাকায় লেখা?",
        f"is very large as {en_unit}. Is it written in taka?",
    )


def _unit_differs(read: str, unit: Unit, bn: str, en: str) -> Doubt:
    bn_unit, en_unit = _NAMES[unit]
    return warning(
        "unit_differs",
        read,
        f"লেখায় {bn} আছে, কিন্তু সূচকের একক “{bn_unit}”। ঠিক আছে কি না দেখুন।",
        f"holds {en}, but the unit of the indicator is “{en_unit}”. Please check.",
    )


def _converted(amount: Amount, quantity: Decimal, unit: Unit) -> Doubt:
    bn_unit, en_unit = _NAMES[unit]
    return warning(
        "money_scale",
        amount.read,
        f"সূচকের একক “{bn_unit}”-এ {show_number(quantity)} ধরা হয়েছে। ঠিক আছে কি না দেখুন।",
        f"was taken as {plain(quantity)} in “{en_unit}”, the unit of the indicator. Please check.",
    )


def _counted(amount: Amount, quantity: Decimal) -> Doubt:
    return notice(
        "count_in_words",
        amount.read,
        f"সংখ্যা হিসেবে {show_number(quantity, grouping=True)} ধরা হয়েছে।",
        f"was taken as the number {plain(quantity)}.",
    )


def _not_in_unit(amount: Amount, unit: Unit) -> Doubt:
    bn_unit, en_unit = _NAMES[unit]
    return error(
        "money_scale",
        amount.read,
        f"সূচকের একক “{bn_unit}”-এ রাখা যায় না। পরিমাণটি {bn_unit} হিসেবে লিখুন।",
        f"cannot be kept in “{en_unit}”, the unit of the indicator. Write the amount in {en_unit}.",
    )


def _unclear_scale(amount: Amount) -> Doubt:
    small, large = amount.number, amount.number * amount.scale
    return error(
        "money_scale",
        amount.read,
        f"এই এককে কত বোঝায়: {show_number(small)} না {show_number(large, grouping=True)}? শুধু সংখ্যাটি লিখুন।",
        f"is unclear in this unit: {plain(small)} or {plain(large)}? Write the number alone.",
    )
