"""Owns the columns of the e-governance form: their official order, the ladder of grades, the quarters' progress."""

import re
from collections.abc import Mapping
from decimal import Decimal

from cell_values.digits import to_ascii
from cell_values.sentence import Sentence
from official_forms.form_table import find_table
from official_forms.grid import Sheet
from official_forms.headings import Stacks, part
from official_forms.layout import Form, Official, lay_out
from official_forms.periods import Period, periods_in
from official_forms.spelling import holds, holds_exactly
from plan_tree.problems import Severity

PROGRESS: Mapping[str, Period | None] = {
    "progress": None,  # a column whose heading names no quarter
    **{f"progress_q{quarter}": Period(quarter) for quarter in (1, 2, 3, 4)},
    **{f"progress_to_q{quarter}": Period(quarter, to_date=True) for quarter in (1, 2, 3, 4)},
}
_GRADE = "grade_"
_UNMISTAKABLE = 7  # official parts that make a form even without its activities or indicators
# The printed numbers ১ … ১১ of the form (ই-গভর্ন্যান্স ও উদ্ভাবন কর্মপরিকল্পনা).
OFFICIAL = {
    "serial": 1,
    "area": 2,
    "area_weight": 3,
    "activity": 4,
    "indicator": 5,
    "unit": 6,
    "weight": 7,
    f"{_GRADE}100": 8,
    f"{_GRADE}80": 9,
    f"{_GRADE}60": 10,
    "progress": 11,
}
OFFICIAL_COLUMNS = 11
NEEDED = {"activity": Severity.ERROR, "indicator": Severity.ERROR, "unit": Severity.WARNING}
NAMES = {
    "serial": Sentence("ক্রম", "serial"),
    "area": Sentence("কর্মসম্পাদন ক্ষেত্র", "area"),
    "area_weight": Sentence("ক্ষেত্রের মান", "weight of the area"),
    "activity": Sentence("কার্যক্রম", "activity"),
    "indicator": Sentence("কর্মসম্পাদন সূচক", "indicator"),
    "unit": Sentence("একক", "unit"),
    "weight": Sentence("কর্মসম্পাদন সূচকের মান", "weight of the indicator"),
    f"{_GRADE}100": Sentence("অসাধারণ ১০০%", "outstanding 100%"),
    f"{_GRADE}80": Sentence("উত্তম ৮০%", "good 80%"),
    f"{_GRADE}60": Sentence("চলতি মান ৬০%", "fair 60%"),
    "progress": Sentence("বাস্তবায়ন অগ্রগতি", "progress"),
    "total": Sentence("মোট অর্জন", "total achievement"),
    "marks": Sentence("অর্জিত মান", "earned marks"),
    "remark": Sentence("মন্তব্য", "remarks"),
    "responsible": Sentence("দায়িত্বপ্রাপ্ত ব্যক্তি/পদ", "responsible post"),
    "baseline": Sentence("ভিত্তিবছর", "baseline"),
}
_ASIDE = (
    part("baseline", "ভিত্তি", "বেজলাইন", "বেইজলাইন", "baseline"),
    part("total", "মোট+অর্জন", "মোট+অগ্রগতি"),
    part("marks", "অর্জিত+মান", "অর্জিত+নম্বর", "প্রাপ্ত+নম্বর", "প্রাপ্ত+মান", "স্কোর", "score"),
    part("remark", "মন্তব্য", "remark"),
    part("responsible", "দায়িত্ব", "বাস্তবায়নকারী", "responsib"),
)
_PARTS = (
    *_ASIDE,
    part("area_weight", "ক্ষেত্র+মান", "উদ্দেশ্য+মান", "বিষয়+মান"),
    part("area", "ক্ষেত্র", "উদ্দেশ্য"),
    part("weight", "সূচক+মান", "weight+indicator"),
    part("area_weight", "মান+-চলতি", "weight"),
    part("indicator", "সূচক", "indicator"),
    part("activity", "কার্যক্রম", "activit"),
    part("unit", "একক", "unit"),
    part("serial", "ক্রমিক", "ক্রম", "serial"),
)
_GRADES = {  # words of a heading -> percent on the ladder of three, on the ladder of five
    "অতি উত্তম": (90, 90),
    "চলতি মানের নিম্নে": (60, 60),
    "চলতি মান নিম্নে": (60, 60),
    "অসাধারণ": (100, 100),
    "উত্তম": (80, 80),
    "চলতি মান": (60, 70),
}
_LADDER_OF_THREE = 3
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)\s?%")


def recognise(sheet: Sheet) -> Form | None:
    """The e-governance form in a sheet, None where there is none: indicators in areas, or on a ladder of grades."""
    table = find_table(sheet)
    if table is None:
        return None
    form = lay_out(sheet, table, _OFFICIAL)
    ladder = grades(form)
    has_heads = form.has("indicator") and form.has("activity") and (form.has("weight") or form.has("unit"))
    is_form = has_heads and ladder and (form.has("area") or len(ladder) > 1)
    is_unmistakable = len(ladder) > 1 and sum(map(form.has, OFFICIAL)) >= _UNMISTAKABLE
    return form if is_form or is_unmistakable else None


def grades(form: Form) -> Mapping[Decimal, str]:
    """Percent -> part, the best grade first."""
    found = {Decimal(name.removeprefix(_GRADE)): name for name in form.best.columns if name.startswith(_GRADE)}
    return dict(sorted(found.items(), reverse=True))


def _grades_and_progress(found: Stacks) -> dict[str, int]:
    columns = _grade_columns(found)
    for column, stack in found.items():
        if column not in columns.values() and (name := _progress_name([cell.text for cell in stack])):
            columns.setdefault(name, column)
    return columns


def _grade_columns(found: Stacks) -> dict[str, int]:
    """The graded targets, by words and percents; without any the one target is that of 100 %."""
    texts = {column: [cell.text for cell in stack] for column, stack in found.items()}
    graded = {column: word for column, over in texts.items() if (word := _grade_word(over)) or _percent(over)}
    ladder = int(len(graded) > _LADDER_OF_THREE)
    columns: dict[str, int] = {}
    for column, word in graded.items():
        percent = _percent(texts[column]) or Decimal(_GRADES[word or "উত্তম"][ladder])
        columns.setdefault(f"{_GRADE}{percent}", column)
    if not columns:
        single = [column for column, over in texts.items() if over and _is_target(over[-1])]
        columns = {f"{_GRADE}100": single[0]} if single else {}
    return columns


def _is_target(text: str) -> bool:
    return holds(text, "লক্ষ্যমাত্রা") and not periods_in(text)


def _grade_word(texts: list[str]) -> str | None:
    matchers = (holds_exactly, holds)
    return next((word for test in matchers for word in _GRADES if any(test(text, word) for text in texts)), None)


def _percent(texts: list[str]) -> Decimal | None:
    """The percent a heading writes, alone in its cell or beside the grade's word."""
    matches = (_PERCENT.search(to_ascii(text)) for text in reversed(texts))
    return next((Decimal(match[1]) for match in matches if match), None)


def _progress_name(texts: list[str]) -> str | None:
    """The part of a column of progress, by its lowest telling heading; of several quarters the latest counts."""
    for text in reversed(texts):
        if any(aside.is_named(text, holds_exactly) for aside in _ASIDE):
            return None
        periods = periods_in(text)
        if periods:
            latest = periods[-1]
            return (
                f"progress_to_q{latest.quarter}"
                if latest.to_date or len(periods) > 1
                else f"progress_q{latest.quarter}"
            )
        if holds(text, "অগ্রগতি") or holds_exactly(text, "অর্জন") or holds(text, "progress"):
            return "progress"
    return None


def _is_number(text: str) -> bool:
    return to_ascii(text).strip(" *").replace(".", "", 1).isdecimal()


def _is_wording(text: str) -> bool:
    return any(char.isalpha() for char in text)


def _is_unit(text: str) -> bool:
    return not any(char.isdecimal() for char in text) and len(text) < 30


_OFFICIAL = Official(
    order=OFFICIAL,
    width=OFFICIAL_COLUMNS,
    parts=_PARTS,
    contents={
        "serial": lambda text: not _is_wording(text) or text.startswith("<"),
        "area": _is_wording,
        "area_weight": _is_number,
        "activity": _is_wording,
        "indicator": _is_wording,
        "unit": _is_unit,
        "weight": _is_number,
    },
    composed=_grades_and_progress,
)
