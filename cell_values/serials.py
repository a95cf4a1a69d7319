"""Owns the day number by which spreadsheets keep a date: 44104 is 30 September 2020."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from cell_values.date_doubts import show_date
from cell_values.doubt import Doubt, warning

_FIRST, _LAST = 1, 2_958_465  # 1 January 1900 to 31 December 9999
_LEAP_DAY_THAT_NEVER_WAS = 60  # 29 February 1900
_PLAUSIBLE = (36_526, 54_788)  # 2000 to 2049: no plan of the scheme is of another time
_ZERO, _ZERO_BEFORE_LEAP = datetime(1899, 12, 30), datetime(1899, 12, 31)  # noqa: DTZ001 - a cell knows no time zone
_DAYS_TO_1904 = 1462


def moment(serial: float, *, from_1904: bool = False) -> datetime | time | None:
    """The moment of a serial number, to the second; a time of day below 1, None where the number is no date."""
    days = serial + _DAYS_TO_1904 if from_1904 else serial
    if 0 <= serial < 1 and not from_1904:
        return (_ZERO + _seconds(days)).time()
    if not _FIRST <= days < _LAST + 1 or int(days) == _LEAP_DAY_THAT_NEVER_WAS:
        return None
    return (_ZERO if days > _LEAP_DAY_THAT_NEVER_WAS else _ZERO_BEFORE_LEAP) + _seconds(days)


def _seconds(days: float) -> timedelta:
    return timedelta(seconds=round(days * 86_400))


def day_of(number: Decimal) -> date | None:
    """The day a bare number may stand for: a whole one between 2000 and 2049."""
    if number != number.to_integral_value() or not _PLAUSIBLE[0] <= number <= _PLAUSIBLE[1]:
        return None
    return (_ZERO + timedelta(days=int(number))).date()


def date_as_number(read: str, day: date) -> Doubt:
    """The warning that a number stands where a date belongs, and which date Excel would show for it."""
    return warning(
        "date_as_number",
        read,
        f"তারিখের ঘরে একটি সংখ্যা। এক্সেল {show_date(day)}-কে এভাবে রাখে। তারিখ লিখুন।",
        f"is a number where a date belongs. Excel keeps {show_date(day, bengali=False)} so. Write the date.",
    )
