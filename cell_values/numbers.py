"""Owns the number: its strict grammar in Bengali or ASCII digits, and how it is shown."""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal, localcontext

from cell_values.digits import to_ascii, to_bengali
from cell_values.doubt import Doubt, error, fixed_doubt, warning
from cell_values.text import normalise, without_joiners
from cell_values.value import plain

MAX_INTEGER_DIGITS = 11  # storage is Decimal(15, 4)
MAX_DECIMALS = 4

_NUMBER = re.compile(r"([0-9]+(?:,[0-9]+)*)(?:\.([0-9]+))?")
_GROUPED = re.compile(r"[1-9][0-9]?(?:,[0-9]{2})*,[0-9]{3}|[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_GROUP_BORDER = re.compile(r"(?<=[0-9])(?=(?:[0-9]{2})*[0-9]{3}$)")
_GLUED_FOOTNOTE = re.compile(r"[০-৯]+\.[০-৯]+[0-9]")  # ৬.০০2: a raised digit that lost its place
_LOOK_ALIKE = re.compile("[8৪9৭]")
_FOREIGN_DIGIT = re.compile(r"[^\D0-9০-৯]")
_BENGALI_DIGIT = re.compile("[০-৯]")
_ASCII_DIGIT = re.compile("[0-9]")
LOOKALIKE = re.compile("[OoОоΟοlI]+")  # letters typed for 0 and 1
_LOOKALIKES = str.maketrans("OoОоΟοlI", "00000011")
_DASHES = "-‐‑‒–—−"


def read_number(text: str) -> Decimal | Doubt:
    """A whole text as one number, or the error saying why it is none.

    All digits Bengali or all ASCII; commas only in 3,2,2 or 3,3 groups; one decimal point; no sign, no
    exponent; at most 11 digits before and 4 after the point.
    """
    return number_as_typed(without_joiners(normalise(text)))


def number_as_typed(read: str) -> Decimal | Doubt:
    """``read_number`` of a fragment that is normalised already."""
    match = _NUMBER.fullmatch(to_ascii(read))
    if match is None:
        return why_no_number(read)
    if is_mixed(read):
        return mixed_digits(read)
    integer, decimals = match[1], match[2] or ""
    if "," in integer and _GROUPED.fullmatch(integer) is None:
        return _bad_grouping(read)
    integer = integer.replace(",", "")
    if len(integer) > MAX_INTEGER_DIGITS or len(decimals) > MAX_DECIMALS:
        return too_long(read)
    return Decimal(f"{integer}.{decimals}" if decimals else integer)


def show_number(number: Decimal, *, bengali: bool = True, grouping: bool = False, places: int | None = None) -> str:
    """The number in full: 120, 1.25; ``grouping`` 3,2,2 as in ১,২৩,৪৫,৬৭৮; ``places`` rounds half-up."""
    text = plain(number) if places is None else _rounded(number, places)
    integer, point, decimals = text.partition(".")
    if grouping:
        integer = _GROUP_BORDER.sub(",", integer)
    shown = f"{integer}{point}{decimals}"
    return to_bengali(shown) if bengali else shown


def _rounded(number: Decimal, places: int) -> str:
    with localcontext() as context:
        context.prec = max(28, number.adjusted() + places + 3)
        return format(number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP), "f")


def is_mixed(read: str) -> bool:
    """Whether Bengali and ASCII digits stand together."""
    return _BENGALI_DIGIT.search(read) is not None and _ASCII_DIGIT.search(read) is not None


def without_lookalikes(read: str) -> str:
    """The fragment with the letters that look like 0 and 1 as digits."""
    return read.translate(_LOOKALIKES)


def why_no_number(read: str) -> Doubt:
    """The error for a fragment that seems meant as a number and is none."""
    foreign = foreign_digits(read)
    if foreign is not None:
        return foreign
    repaired = without_lookalikes(read)
    if repaired != read and _NUMBER.fullmatch(to_ascii(repaired)):
        return mixed_digits(read)
    if read[:1] in _DASHES and _NUMBER.match(to_ascii(read[1:].lstrip())):
        return _negative(read)
    return error(
        "not_a_number",
        read,
        "সংখ্যা নয়। শুধু সংখ্যাটি লিখুন, যেমন ১২০ বা ১.২৫।",
        "is not a number. Write the number alone, such as 120 or 1.25.",
    )


def mixed_digits(read: str, bn_noun: str = "সংখ্যা", en_noun: str = "number") -> Doubt:
    """The error naming the character that does not belong among the digits of one number or date."""
    is_bengali = len(_BENGALI_DIGIT.findall(read)) >= len(_ASCII_DIGIT.findall(read))
    odd = (_ASCII_DIGIT if is_bengali else _BENGALI_DIGIT).search(read) or LOOKALIKE.search(read)
    position = odd.start() if odd else 0
    char = read[position]
    repaired = to_ascii(without_lookalikes(read))
    meant = to_bengali(repaired) if is_bengali else repaired
    bn_place, bn_script, en_script = _bengali_place(position, len(read)), *_script(char)
    return error(
        "mixed_digits",
        read,
        f"{bn_noun} নয়: {bn_place} অক্ষরটি {bn_script} {char}। {meant} লিখতে চেয়েছেন?",
        f"is not a {en_noun}: character {position + 1} is the {en_script} {char}. Did you mean {meant}?",
    )


def number_of_two_scripts(read: str) -> Decimal | None:
    """The number of a fragment in Bengali and ASCII digits, read digit by digit; None for any other."""
    if not is_mixed(read) or _GLUED_FOOTNOTE.fullmatch(read):
        return None
    number = number_as_typed(to_ascii(read))
    return None if isinstance(number, Doubt) else number


def two_scripts(read: str) -> Doubt:
    """The warning that a figure in two scripts was read digit by digit; of 8 ৪ and 9 ৭, which look alike, it asks."""
    plain_read = to_ascii(read)
    bn, en = "ঠিক আছে কি না দেখুন।", "Please check."
    if _LOOK_ALIKE.search(read):
        bn, en = "8 ও ৪, 9 ও ৭ দেখতে এক; মিলিয়ে নিশ্চিত করুন।", "8 and ৪, 9 and ৭ look alike: please confirm."
    return warning(
        "mixed_digits",
        read,
        f"লেখায় বাংলা ও ইংরেজি অঙ্ক মেশানো; {to_bengali(plain_read)} ধরা হয়েছে। {bn}",
        f"mixes Bengali and English digits; it was read as {plain_read}. {en}",
    )


def foreign_digits(read: str) -> Doubt | None:
    """The error for digits of a third script, None if there are none."""
    foreign = _FOREIGN_DIGIT.search(read)
    if foreign is None:
        return None
    meant = to_ascii(_FOREIGN_DIGIT.sub(lambda digit: str(unicodedata.digit(digit[0])), read))
    return error(
        "foreign_digits",
        read,
        f"পড়া গেল না: “{foreign[0]}” বাংলা বা ইংরেজি অঙ্ক নয়। {to_bengali(meant)} লিখতে চেয়েছেন?",
        f"was not read: “{foreign[0]}” is neither a Bengali nor an English digit. Did you mean {meant}?",
    )


# The error for a number that storage would have to cut.
too_long = fixed_doubt(
    "too_long",
    "খুব লম্বা: দশমিকের আগে ১১টি ও পরে ৪টির বেশি অঙ্ক রাখা যায় না।",
    "is too long: at most 11 digits before and 4 after the decimal point can be kept.",
)

_negative = fixed_doubt(
    "negative",
    "ঋণাত্মক সংখ্যা; পরিমাণ শূন্যের কম হতে পারে না। কিছু অর্জিত না হলে -- বা ০ লিখুন।",
    "is negative; a quantity cannot be below zero. Write -- or 0 if nothing was achieved.",
)


def _bad_grouping(read: str) -> Doubt:
    joined = read.replace(",", "").lstrip("0০")
    readings = [read.replace(",", "."), joined] if read.count(",") == 1 and "." not in read else [joined]
    return error(
        "bad_grouping",
        read,
        f"বোঝা গেল না: কমা ঠিক জায়গায় নেই। {' না '.join(readings)}?",
        f"is unclear: the comma does not stand where groups end. {' or '.join(readings)}?",
    )


def _script(char: str) -> tuple[str, str]:
    if char.isdecimal():
        return ("বাংলা", "Bengali digit") if _BENGALI_DIGIT.match(char) else ("ইংরেজি", "English digit")
    return "ইংরেজি বর্ণ", "letter"


def _bengali_place(position: int, length: int) -> str:
    if length == 1:
        return "এই"
    if position == length - 1:
        return "শেষ"
    return "প্রথম" if position == 0 else f"{to_bengali(str(position + 1))} নম্বর"
