"""Owns the sentences about a doubtful date: what was read, why it is doubted, what to write instead."""

from calendar import monthrange
from collections.abc import Collection
from datetime import date

from cell_values.digits import to_bengali
from cell_values.doubt import Doubt, Severity, error, fixed_doubt, notice


def show_date(day: date, *, bengali: bool = True) -> str:
    """The date as day/month/year: ৩০/০৯/২০২০."""
    text = f"{day.day:02}/{day.month:02}/{day.year}"
    return to_bengali(text) if bengali else text


def show_dates(days: Collection[date]) -> tuple[str, str]:
    """Several dates in a row, in Bengali and in English."""
    return ", ".join(map(show_date, days)), ", ".join(show_date(day, bengali=False) for day in days)


# The notice that a date was read across a space.
space_in_date = fixed_doubt(
    "space_in_date",
    "তারিখের ভেতরে ফাঁকা জায়গা আছে; ফাঁকা বাদ দিয়ে পড়া হয়েছে।",
    "has a space inside a date; it was read without the space.",
    severity=Severity.NOTICE,
)

# The error for a space that may break a date or divide two parts.
ambiguous_space = fixed_doubt(
    "ambiguous_space",
    "দুইভাবে পড়া যায়, কারণ তারিখের ভেতরে বা পাশে ফাঁকা জায়গা আছে। ফাঁকা বাদ দিয়ে বা কমা দিয়ে লিখুন।",
    "can be read in two ways because of a space in or beside a date. Remove the space or write a comma.",
)


def two_digit_year(read: str, year: str) -> Doubt:
    """The notice that 20 was put before the year."""
    return notice(
        "two_digit_year",
        read,
        f"তারিখের সাল ২০{to_bengali(year)} ধরা হয়েছে।",
        f"has a two-digit year, read as 20{year}.",
    )


def year_digits(read: str, digits: int, meant: date | None) -> Doubt:
    """The error for a year of neither four nor two digits."""
    bn, en = _hint(meant)
    return error(
        "year_digits",
        read,
        f"তারিখের সালে {to_bengali(str(digits))}টি অঙ্ক আছে; সাল চার অঙ্কে লিখুন।{bn}",
        f"has a year of {digits} digit{'s' if digits > 1 else ''}; write the year in four digits.{en}",
    )


# The error for a year that cannot be meant in a plan, such as one of the Bengali calendar.
year_out_of_range = fixed_doubt(
    "year_out_of_range",
    "তারিখের সাল ২০০০ থেকে ২০৯৯-এর মধ্যে নয়। খ্রিস্টীয় সাল লিখুন।",
    "has a year outside 2000–2099. Write the year of the Gregorian calendar.",
)


def impossible_date(read: str, day: int, month: int, year: int) -> Doubt:
    """The error for a date that is not in the calendar."""
    bn, en = "দিন/মাস/সাল দেখে আবার লিখুন।", "Check day/month/year and write it again."
    if 1 <= month <= 12 and day > 0:
        last = monthrange(year, month)[1]
        bn, en = f"ঐ মাসের শেষ দিন {to_bengali(str(last))}।", f"That month has {last} days."
    elif month > 12 and 1 <= day <= 12 and month <= monthrange(year, day)[1]:
        meant_bn, meant_en = _hint(date(year, day, month))
        bn, en = f"দিন আগে, মাস পরে লিখুন।{meant_bn}", f"Write the day before the month.{meant_en}"
    return error("impossible_date", read, f"ক্যালেন্ডারে এমন তারিখ নেই। {bn}", f"is no date of the calendar. {en}")


def year_missing(read: str, meant: date | None) -> Doubt:
    """The error for a day and a month alone."""
    bn, en = _hint(meant)
    return error(
        "year_missing",
        read,
        f"তারিখে সাল নেই; দিন/মাস/সাল লিখুন।{bn}",
        f"has no year; write day/month/year.{en}",
    )


# The error for a month and a year alone.
day_missing = fixed_doubt("day_missing", "তারিখে দিন নেই; দিন/মাস/সাল লিখুন।", "has no day; write day/month/year.")

# The error for what is written like a date but in no known form.
not_a_date = fixed_doubt(
    "not_a_date",
    "তারিখ হিসেবে পড়া গেল না। দিন/মাস/সাল লিখুন, যেমন ৩০/০৯/২০২০।",
    "cannot be read as a date. Write day/month/year, such as 30/09/2020.",
)


def _hint(meant: date | None) -> tuple[str, str]:
    if meant is None:
        return "", ""
    return f" {show_date(meant)} লিখতে চেয়েছেন?", f" Did you mean {show_date(meant, bengali=False)}?"
