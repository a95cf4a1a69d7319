"""Owns what a number format says about the number it shows: a date, which parts of it, a percentage."""

import re
from functools import lru_cache

# What stands in quotes, after a backslash or in brackets (a colour, a locale) is no format of the number.
_LITERAL = re.compile(r'"[^"]*"|[\\_*].|\[[^\]]*\]|"')
_LITERALS_KEPT = re.compile(r'"[^"]+"|\\.')
_TEXT_SECTION = 3  # after those for positive, negative and no numbers
_DATE = re.compile("[dmyhs]")
_BEYOND_DATES = re.compile(r"general|[0#?]")
_SECONDS = re.compile(r"s\.0+")  # tenths of a second, not places of a number


@lru_cache(maxsize=512)
def _letters(number_format: str) -> str:
    """The first section of a format in lower case, without its literals."""
    return _LITERAL.sub("", number_format).partition(";")[0].lower()


def is_date_format(number_format: str) -> bool:
    """Whether numbers of this format are days or times of day."""
    letters = _SECONDS.sub("s", _letters(number_format).replace("am/pm", ""))
    return _DATE.search(letters) is not None and _BEYOND_DATES.search(letters) is None


def shows_time(number_format: str) -> bool:
    return "h" in _letters(number_format)


def shows_whole_date(number_format: str) -> bool:
    """Whether day, month and year are all shown; in "mmm-yy" Excel has added the day itself."""
    letters = _letters(number_format)
    return all(part in letters for part in "dmy")


def puts_month_first(number_format: str) -> bool:
    """Whether the month stands before the day: 6/10/2021 is then the tenth of June."""
    letters = _letters(number_format)
    return -1 < letters.find("m") < letters.find("d")


def is_percent_format(number_format: str) -> bool:
    """Whether numbers are multiplied by 100 and shown with a percent sign."""
    return "%" in _letters(number_format)


@lru_cache(maxsize=512)
def hides(number_format: str, *, is_text: bool) -> bool:
    """Whether a format shows nothing of what it holds, as ;;; does."""
    if ";" not in number_format:
        return False
    sections = _LITERALS_KEPT.sub("x", number_format).split(";")
    if is_text:
        return len(sections) > _TEXT_SECTION and not sections[_TEXT_SECTION].strip()
    return not sections[0].strip()


def appends_percent(number_format: str) -> bool:
    """Whether a percent sign is only written behind the number: 90 stands for 90 %."""
    return "%" in number_format and not is_percent_format(number_format)
