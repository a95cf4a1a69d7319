"""Owns the judgement on a fragment that is neither an amount nor a date: language, or something spoilt."""

import re

from cell_values.dates import why_no_date
from cell_values.doubt import Doubt, Severity, error, fixed_doubt
from cell_values.numbers import LOOKALIKE, why_no_number
from cell_values.written import Written

_BENGALI_LETTER = re.compile("[\u0985-\u09e3]")
_NOT_NUMBERS = frozenset({"nan", "inf", "infinity"})
_DATE_LIKE = re.compile(r"[0-9০-৯]+\s?[/\\.:\-–—]\s?[0-9০-৯]+\s?[/\\.:\-–—]\s?[0-9০-৯]")
_FRACTION = re.compile(r"[0-9০-৯]+/[0-9০-৯]+")
_RANGE = re.compile(r"[0-9০-৯.,]+%?[-–—][0-9০-৯.,]+%?")
_LOST_PERCENT = re.compile(r"\$-[0-9a-f]+\]|[0#]\.[0-9]+f|[0#]\.0+%")
_SPREADSHEET_ERROR = re.compile(r"#(?:ref|div/0|value|name|num|null|n/a|spill|calc|getting_data)[!?]?|#+")


def residue(source: Written) -> Doubt | None:
    """The error for what a spreadsheet program left in place of a value, None if it is none of that."""
    if _LOST_PERCENT.search(source.folded):
        return error(
            "lost_percent",
            source.typed,
            "এক্সেলের বিন্যাসের অবশেষ; শতকরা হারটি হারিয়ে গেছে। মূল ফাইল দেখে হারটি লিখুন।",
            "is the remains of a number format; the percentage is lost. Write it from the original file.",
        )
    if _SPREADSHEET_ERROR.fullmatch(source.folded):
        return error(
            "spreadsheet_error",
            source.typed,
            "এক্সেলের ত্রুটি-বার্তা, মান নয়। মানটি লিখুন।",
            "is an error message of the spreadsheet, not a value. Write the value.",
        )
    return None


def is_word(chunk: str) -> bool:
    """Whether the fragment is language: letters, or digits with a Bengali ending as in ৪র্থ."""
    if any(char.isnumeric() and not char.isalpha() for char in chunk):
        return _BENGALI_LETTER.search(chunk) is not None
    bare = chunk.strip(".!?:;'\"-–—−+").lower()
    return any(char.isalpha() for char in bare) and bare not in _NOT_NUMBERS and not LOOKALIKE.fullmatch(chunk)


def why_unread(chunk: str) -> Doubt:
    """The error for a fragment that is no word and could not be read."""
    if not any(char.isalnum() for char in chunk):
        return stray_mark(chunk)
    if _FRACTION.fullmatch(chunk):
        return _fraction(chunk)
    if _RANGE.fullmatch(chunk):
        return _range(chunk)
    if _DATE_LIKE.search(chunk):
        return why_no_date(chunk)
    return why_no_number(chunk)


# The error for marks without a letter or a digit, such as a tick or an ellipsis.
stray_mark = fixed_doubt(
    "stray_mark",
    "চিহ্নটির অর্থ বোঝা গেল না। সংখ্যা, তারিখ বা কথায় লিখুন; কিছু না থাকলে -- লিখুন।",
    "is a mark without a clear meaning. Write a number, a date or words; write -- for nothing.",
)

# The error for a bare number that numbers a list: ১) …
list_number = fixed_doubt(
    "list_number",
    "ক্রমিক নম্বর, না পরিমাণ? পরিমাণ হলে শুধু সংখ্যাটি লিখুন; ক্রমিক নম্বর বাদ দিন।",
    "numbers a list or is a quantity? Write the quantity alone, without list numbers.",
)

# The error for a bare number and a date joined by "and": it may be the first of two days.
day_or_quantity = fixed_doubt(
    "day_or_quantity",
    "লেখায় “ও”-এর আগের সংখ্যাটি পরিমাণ, না তারিখের দিন? প্রতিটি তারিখ পুরো লিখুন; পরিমাণের পরে কমা দিন।",
    "has a number before “and”: a quantity or a day? Write each date in full, and a comma after a quantity.",
)

# The error for more than one quantity in a cell.
several_numbers = fixed_doubt(
    "several_numbers",
    "লেখায় একাধিক সংখ্যা আছে; কোনটি পরিমাণ, বোঝা গেল না। একটি সংখ্যা লিখুন; তারিখ হলে দিন/মাস/সাল লিখুন।",
    "holds several numbers; which one is the quantity? Write one number, or day/month/year for a date.",
)

# The warning that an achievement in words is not counted although figures stand in it.
figures_in_words = fixed_doubt(
    "figures_in_words",
    "কথায় লেখা বলে ভেতরের অঙ্ক গণনা করা হয়নি; পর্যালোচক মূল্যায়ন করবেন। গণনার জন্য শুধু সংখ্যা বা তারিখ লিখুন।",
    "is in words, so its figures were not counted; a reviewer will assess it. "
    "To have them counted, write the number or the date alone.",
    severity=Severity.WARNING,
)

_fraction = fixed_doubt(
    "fraction",
    "একটি সংখ্যা নয়। অর্জিত সংখ্যাটি শুধু লিখুন; তারিখ হলে দিন/মাস/সাল লিখুন।",
    "is not one number. Write the achieved number alone, or day/month/year if it is a date.",
)

_range = fixed_doubt(
    "range",
    "একটি সংখ্যা নয়, পরিসর বা অর্থবছর। একটি সংখ্যা বা একটি তারিখ লিখুন।",
    "is a range or a fiscal year, not one number. Write one number or one date.",
)
