"""Owns moving a day some years on: what a plan or a deadline of one year says for a later one."""

from calendar import monthrange
from datetime import date


def years_later(day: date, years: int) -> date:
    """The same day so many years later; the last day of a month stays the last: 29/02/2020 → 28/02/2021 → 28/02/2022.

    28/02/2023, the last day of its month, becomes 29/02/2024.
    """
    year = day.year + years
    is_last = day.day == monthrange(day.year, day.month)[1]
    return day.replace(year=year, day=monthrange(year, day.month)[1] if is_last else day.day)
