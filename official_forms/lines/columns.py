"""Owns the columns of forms in two lines: the targets of four quarters above, the achievements below."""

from cell_values.sentence import Sentence
from official_forms import usual_columns as usual
from official_forms.columns import Column, Extent, Filler, Part
from official_forms.spelling import is_made_of

QUARTERS = {1: "q1", 2: "q2", 3: "q3", 4: "q4"}
ACHIEVED = {quarter: f"{name}_achieved" for quarter, name in QUARTERS.items()}  # where lines are columns

TARGET_WORDS = ("লক্ষ্যমাত্রা", "target")
ACHIEVEMENT_WORDS = ("অর্জন", "অগ্রগতি", "achievement", "progress")
_LINE_WORDS = (*TARGET_WORDS, *ACHIEVEMENT_WORDS, "প্রকৃত")
_LABEL_WORDS = (*_LINE_WORDS, "বাস্তবায়ন", "পরিকল্পিত")
_LONGEST_LABEL = 40


def is_label(text: str) -> bool:
    """Whether a cell names one or both lines and nothing else."""
    return len(text) <= _LONGEST_LABEL and is_made_of(text, _LABEL_WORDS)


def names_a_line(text: str) -> bool:
    """As ``is_label``, of words that are no name of an indicator: বাস্তবায়িত may be one."""
    return is_label(text) and is_made_of(text, _LINE_WORDS)


def _is_number(text: str) -> bool:
    return usual.is_number(text) or text.strip("-– ") == ""


def _is_unit(text: str) -> bool:
    return usual.is_unit(text) and not is_label(text)


def _is_wording(text: str) -> bool:
    return usual.is_wording(text) and not is_label(text)


def _quarter(quarter: int, bn: str, en: str) -> Column:
    called = Sentence(f"{bn} কোয়ার্টার", f"{en} quarter")
    name = QUARTERS[quarter]
    return Column(
        name=name, part=Part.QUARTER, called=called, extent=Extent.LINE, filler=Filler.OFFICE, quarter=quarter
    )


LINE = Column(
    name="line",
    part=Part.LINE,
    called=Sentence("লক্ষ্যমাত্রা/অর্জন", "target/achievement"),
    words=("লক্ষ্যমাত্রা+অর্জন", "লক্ষ্যমাত্রা+অগ্রগতি", "target+achievement"),
    contents=is_label,
    extent=Extent.LINE,
)
Q1, Q2, Q3, Q4 = (
    _quarter(1, "১ম", "first"),
    _quarter(2, "২য়", "second"),
    _quarter(3, "৩য়", "third"),
    _quarter(4, "৪র্থ", "fourth"),
)
TOTAL = usual.TOTAL.printed(words=(*usual.TOTAL.words, "total"))
MARKS = usual.MARKS.printed(words=(*usual.MARKS.words, "marks"), contents=_is_number)
GRADE = Column(  # of another form
    name="grade", part=Part.GRADE, called=Sentence("গ্রেড", "grade"), words=("অসাধারণ", "উত্তম", "চলতি মান")
)
WEIGHT = usual.WEIGHT.printed(
    called=Sentence("সূচকের মান", "weight"),
    words=("সূচক+মান", "weight"),
    vague=("মান", "নম্বর"),
    contents=_is_number,
)
INDICATOR = usual.INDICATOR.printed(contents=_is_wording)
ACTIVITY = usual.ACTIVITY.printed(
    called=Sentence("কার্যক্রমের নাম", "activity"),
    words=("কার্যক্রম", "কার্যাবলি", "activit"),
    contents=_is_wording,
    extent=Extent.INDICATOR,  # it has one indicator as a rule, and is printed beside each
)
UNIT = usual.UNIT.printed(contents=_is_unit)
RESPONSIBLE = usual.RESPONSIBLE.printed(
    called=Sentence("বাস্তবায়নের দায়িত্বপ্রাপ্ত ব্যক্তি/পদ", "responsible post"), contents=_is_wording
)
ANNUAL = Column(
    name="annual",
    part=Part.ANNUAL,
    called=Sentence("অর্থবছরের লক্ষ্যমাত্রা", "annual target"),
    words=TARGET_WORDS,
)
# In the order in which their words are tried.
KNOWN = (
    *(LINE, Q1, Q2, Q3, Q4, usual.BASELINE, usual.ACTUAL, usual.PROJECTION, TOTAL, MARKS, usual.REMARK, GRADE),
    *(WEIGHT, usual.AREA, INDICATOR, ACTIVITY, UNIT, RESPONSIBLE, ANNUAL, usual.SERIAL),
)
