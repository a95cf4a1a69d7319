"""Owns exact figures: fractions out of decimals, half-up rounding, and how a figure is written in an explanation."""

from collections.abc import Iterable
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache, reduce

NOTHING = Fraction(0)
WHOLE = Fraction(1)

_LARGEST = 30  # powers of ten; a figure beyond is no report of an office, and its digits would fill the memory
_EXACT = Context(prec=100, traps=[])  # more digits than such figures need: nothing is rounded by the way


def exact(number: Decimal | None) -> Fraction | None:
    """The number as a fraction; None where there is none, or none that can be reckoned with."""
    try:
        return None if number is None else _fraction(number)
    except TypeError:  # a signalling NaN has no hash
        return None


@lru_cache(maxsize=4096)
def _fraction(number: Decimal) -> Fraction | None:
    """Plans repeat the same few figures, and making a fraction of one costs more than any sum."""
    if not number.is_finite() or abs(number.adjusted()) > _LARGEST:
        return None
    return Fraction(number)


def as_share(number: Fraction) -> Fraction:
    """The number held between 0 and 1."""
    if number.numerator <= 0:
        return NOTHING
    return WHOLE if number.numerator >= number.denominator else number


def share_of_percent(percent: Decimal) -> Fraction | None:
    """A grade's percentage as a share from 0 to 1; None for no number."""
    return None if exact(percent) is None else _share_of(percent)


@lru_cache(maxsize=256)
def _share_of(percent: Decimal) -> Fraction:
    return as_share(Fraction(percent) / 100)


def sum_of(amounts: Iterable[Fraction]) -> Fraction:
    """The sum of exact amounts; most are whole, and whole numbers add up ten times faster."""
    whole, parts = 0, NOTHING
    for amount in amounts:
        if amount.denominator == 1:
            whole += amount.numerator
        else:
            parts += amount
    return parts + whole if parts else Fraction(whole)


def round_half_up(number: Fraction, places: int) -> Decimal:
    """The number rounded once, halves upwards, printed with exactly so many places."""
    units = (2 * number.numerator * 10**places + number.denominator) // (2 * number.denominator)
    return _EXACT.scaleb(Decimal(units), -places)


def percent_of(part: Decimal, whole: Decimal, *, places: int) -> Decimal | None:
    """So many percent of the whole, rounded half-up; None where the whole is nothing."""
    return round_half_up(100 * Fraction(part) / Fraction(whole), places) if whole else None


def canonical(number: Fraction, places: int) -> Decimal:
    """The number as a decimal without trailing zeros, rounded half-up where it has no end."""
    rounded = round_half_up(number, places)
    whole = rounded.to_integral_value()
    return whole if whole == rounded else _EXACT.normalize(rounded)


def add(figures: Iterable[Decimal]) -> Decimal:
    """The sum of printed figures, without rounding."""
    return reduce(_EXACT.add, figures, Decimal(0))


def show(number: Fraction) -> str:
    """The number in ASCII digits: 54, 1.25, and 3.3333… where it has no end."""
    if number.denominator == 1:
        return str(number.numerator)
    sign, size = ("-", -number) if number < 0 else ("", number)
    millionths, rest = divmod(size.numerator * 10**6, size.denominator)
    whole, part = divmod(millionths, 10**6)
    if rest:
        return f"{sign}{whole}.{part // 100:04}…"
    return f"{sign}{whole}.{part:06}".rstrip("0")


def show_percent(share: Fraction) -> str:
    """A share as a percentage: 80%."""
    return f"{show(share * 100)}%"


def show_day(day: date) -> str:
    """The day as the forms write it, in ASCII digits: 30/09/2020."""
    return f"{day.day:02}/{day.month:02}/{day.year}"
