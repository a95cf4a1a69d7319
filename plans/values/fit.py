"""Owns whether what was written fits the unit of the indicator, and the quantity in that unit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plans.values.amounts import Amount, Measure
from plans.values.doubt import Doubt, error, warning
from plans.values.numbers import MAX_DECIMALS, MAX_INTEGER_DIGITS, show_number
from plans.values.value import Unit, plain

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
_PROBABLY_TAKA = 100_000  # a bare number this large in lakh or crore taka is probably taka


@dataclass(frozen=True, slots=True)
class Fitted:
    """The quantity in the indicator's unit (None: no amount, or it cannot be said) and the doubts."""

    quantity: Decimal | None
    doubts: tuple[Doubt, ...]


def fit(amount: Amount | None, dates: tuple[date, ...], unit: Unit, text: str) -> Fitted:
    """What was written, seen with the unit; an error among the doubts means that it cannot be said."""
    doubts = [] if not dates or unit in _DATED else [_unit_differs(text, unit, "তারিখ", "a date")]
    if amount is None:
        return Fitted(None, tuple(doubts))
    quantity, doubt = _in_unit(amount, unit)
    if doubt is not None:
        doubts.append(doubt)
    elif amount.measure not in _FITTING[unit]:
        doubts.append(_unit_differs(amount.read, unit, *_MEASURED[amount.measure]))
    doubts.extend(_implausible(amount, quantity, unit))
    return Fitted(quantity, tuple(doubts))


def _in_unit(amount: Amount, unit: Unit) -> tuple[Decimal, Doubt | None]:
    scale = _UNIT_SCALE.get(unit)
    if scale is None:
        return amount.number, _unclear_scale(amount) if amount.scale > 1 else None
    is_written_in_unit = amount.scale == scale or (amount.scale == 1 and amount.measure is not Measure.MONEY)
    if is_written_in_unit:
        return amount.number, None
    quantity = amount.number * amount.scale / scale
    return quantity, _converted(amount, quantity, unit) if _is_storable(quantity) else _not_in_unit(amount, unit)


def _is_storable(quantity: Decimal) -> bool:
    integer, _, decimals = plain(quantity).partition(".")
    return len(integer) <= MAX_INTEGER_DIGITS and len(decimals) <= MAX_DECIMALS


def _implausible(amount: Amount, quantity: Decimal, unit: Unit) -> Iterator[Doubt]:
    if unit is Unit.PERCENT and quantity > 100:
        yield warning(
            "percent_over_100",
            amount.read,
            "শতকরা ১০০-এর বেশি। ঠিক আছে কি না দেখুন।",
            "is more than 100 percent. Please check.",
        )
    elif unit is Unit.PERCENT and amount.measure is Measure.BARE and 0 < quantity < 1:
        yield warning(
            "percent_fraction",
            amount.read,
            f"শতকরা হিসেবে ১-এর কম। {show_number(quantity * 100)}% লিখতে চেয়েছেন?",
            f"is less than 1 percent. Did you mean {plain(quantity * 100)}%?",
        )
    elif unit in (Unit.LAKH_TAKA, Unit.CRORE_TAKA) and amount.measure is Measure.BARE and quantity >= _PROBABLY_TAKA:
        bn_unit, en_unit = _NAMES[unit]
        yield warning(
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
