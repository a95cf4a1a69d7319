"""Owns the columns of the integrity form: their official order, and the words by which other layouts tell them."""

from cell_values.digits import to_ascii
from cell_values.sentence import Sentence
from official_forms.form_table import find_table
from official_forms.grid import Sheet
from official_forms.headings import Stacks, part, quarter_part
from official_forms.layout import Form, Official, lay_out
from official_forms.periods import quarter_alone
from official_forms.spelling import is_made_of
from plan_tree.problems import Severity

QUARTERS = {1: "q1", 2: "q2", 3: "q3", 4: "q4"}
ACHIEVED = {quarter: f"{name}_achieved" for quarter, name in QUARTERS.items()}  # where lines are columns

TARGET_WORDS = ("লক্ষ্যমাত্রা", "target")
ACHIEVEMENT_WORDS = ("অর্জন", "অগ্রগতি", "achievement", "progress")
_LABEL_WORDS = (*TARGET_WORDS, *ACHIEVEMENT_WORDS, "প্রকৃত", "বাস্তবায়ন", "পরিকল্পিত")
_LONGEST_LABEL = 40
_UNMISTAKABLE = 9  # official parts that make a form even without its activities or indicators

# The printed numbers ১ … ১৪ of the form (জাতীয় শুদ্ধাচার কৌশল কর্ম-পরিকল্পনা ও বাস্তবায়ন অগ্রগতি পরিবীক্ষণ কাঠামো).
OFFICIAL = {
    "activity": 1,
    "indicator": 2,
    "weight": 3,
    "unit": 4,
    "responsible": 5,
    "annual": 6,
    "line": 7,  # লক্ষ্যমাত্রা / অর্জন
    "q1": 8,
    "q2": 9,
    "q3": 10,
    "q4": 11,
    "total": 12,
    "marks": 13,
    "remark": 14,
}
OFFICIAL_COLUMNS = 14
NEEDED = {"activity": Severity.ERROR, "indicator": Severity.ERROR, "unit": Severity.WARNING}
NAMES = {
    "activity": Sentence("কার্যক্রমের নাম", "activity"),
    "indicator": Sentence("কর্মসম্পাদন সূচক", "indicator"),
    "weight": Sentence("সূচকের মান", "weight"),
    "unit": Sentence("একক", "unit"),
    "responsible": Sentence("বাস্তবায়নের দায়িত্বপ্রাপ্ত ব্যক্তি/পদ", "responsible post"),
    "annual": Sentence("অর্থবছরের লক্ষ্যমাত্রা", "annual target"),
    "line": Sentence("লক্ষ্যমাত্রা/অর্জন", "target/achievement"),
    "q1": Sentence("১ম কোয়ার্টার", "first quarter"),
    "q2": Sentence("২য় কোয়ার্টার", "second quarter"),
    "q3": Sentence("৩য় কোয়ার্টার", "third quarter"),
    "q4": Sentence("৪র্থ কোয়ার্টার", "fourth quarter"),
    "total": Sentence("মোট অর্জন", "total achievement"),
    "marks": Sentence("অর্জিত মান", "earned marks"),
    "remark": Sentence("মন্তব্য", "remarks"),
}
_PARTS = (
    part("line", "লক্ষ্যমাত্রা+অর্জন", "লক্ষ্যমাত্রা+অগ্রগতি", "target+achievement"),
    *(quarter_part(name, quarter) for quarter, name in QUARTERS.items()),
    part("baseline", "ভিত্তি", "বেজলাইন", "বেইজলাইন", "baseline"),
    part("total", "মোট+অর্জন", "মোট+অগ্রগতি", "total"),
    part("marks", "অর্জিত+মান", "অর্জিত+নম্বর", "প্রাপ্ত+নম্বর", "প্রাপ্ত+মান", "স্কোর", "score", "marks"),
    part("remark", "মন্তব্য", "remark"),
    part("grade", "অসাধারণ", "উত্তম", "চলতি মান"),
    part("weight", "সূচক+মান", "weight"),
    part("area", "ক্ষেত্র", "উদ্দেশ্য"),
    part("indicator", "সূচক", "indicator"),
    part("activity", "কার্যক্রম", "কার্যাবলি", "activit"),
    part("unit", "একক", "unit"),
    part("responsible", "দায়িত্ব", "বাস্তবায়নকারী", "responsib"),
    part("annual", "লক্ষ্যমাত্রা", "target"),
    part("serial", "ক্রমিক", "ক্রম", "serial"),
    part("weight", "মান", "নম্বর"),
)


def is_label(text: str) -> bool:
    """Whether a cell of column 7 names one or both lines and nothing else."""
    return len(text) <= _LONGEST_LABEL and is_made_of(text, _LABEL_WORDS)


def recognise(sheet: Sheet) -> Form | None:
    """The integrity form in a sheet, None where there is none.

    It has activities with indicators, and quarters or lines; a form with columns of areas or grades is another one.
    """
    table = find_table(sheet)
    if table is None:
        return None
    form = lay_out(sheet, table, _OFFICIAL)
    if form.has("area") or form.has("grade"):
        return None
    has_quarters = sum(map(form.has, (*QUARTERS.values(), *ACHIEVED.values()))) > 1
    has_heads = form.has("activity") and form.has("indicator")
    is_form = has_heads and (has_quarters or form.has("line") or form.has("responsible"))
    return form if is_form or sum(map(form.has, OFFICIAL)) >= _UNMISTAKABLE else None


def _lines_as_columns(found: Stacks) -> dict[str, int]:
    """Layouts with two columns per quarter: লক্ষ্যমাত্রা and অর্জন under ১ম কোয়ার্টার."""
    columns: dict[str, int] = {}
    for column, (*above, lowest) in ((column, stack) for column, stack in found.items() if len(stack) > 1):
        quarters = [quarter for cell in above if (quarter := quarter_alone(cell.text))]
        if quarters and is_made_of(lowest.text, TARGET_WORDS):
            columns.setdefault(QUARTERS[quarters[-1]], column)
        elif quarters and is_made_of(lowest.text, (*ACHIEVEMENT_WORDS, "প্রকৃত")):
            columns.setdefault(ACHIEVED[quarters[-1]], column)
    return columns


def _is_number(text: str) -> bool:
    return to_ascii(text).strip(" *").replace(".", "", 1).isdecimal() or text.strip("-– ") == ""


def _is_unit(text: str) -> bool:
    return not any(char.isdecimal() for char in text) and not is_label(text) and len(text) < 30


def _is_wording(text: str) -> bool:
    return any(char.isalpha() for char in text) and not is_label(text)


_OFFICIAL = Official(
    order=OFFICIAL,
    width=OFFICIAL_COLUMNS,
    parts=_PARTS,
    contents={
        "activity": _is_wording,
        "indicator": _is_wording,
        "weight": _is_number,
        "unit": _is_unit,
        "responsible": _is_wording,
        "line": is_label,
        "marks": _is_number,
    },
    composed=_lines_as_columns,
    told_by_contents="line",
)
