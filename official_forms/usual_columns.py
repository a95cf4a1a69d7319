"""Owns the columns official forms of every shape may have: what they hold, and the words that tell them."""

from cell_values.digits import to_ascii
from cell_values.sentence import Sentence
from official_forms.columns import Column, Extent, Filler, Part
from plan_tree.problems import Severity

_LONGEST_UNIT = 30


def is_number(text: str) -> bool:
    """Whether a cell holds a plain number, a footnote's star behind it or not."""
    return to_ascii(text).strip(" *").replace(".", "", 1).isdecimal()


def is_wording(text: str) -> bool:
    return any(char.isalpha() for char in text)


def is_unit(text: str) -> bool:
    return not any(char.isdecimal() for char in text) and len(text) < _LONGEST_UNIT


SERIAL = Column(
    name="serial",
    part=Part.SERIAL,
    called=Sentence("ক্রম", "serial"),
    words=("ক্রমিক", "ক্রম+-ক্রমপুঞ্জ", "ক্র+নং", "serial", "sl+no"),
    contents=lambda text: not is_wording(text) or text.startswith("<"),
    extent=Extent.AREA,
)
AREA = Column(
    name="area",
    part=Part.AREA,
    called=Sentence("কর্মসম্পাদন ক্ষেত্র", "area"),
    words=("ক্ষেত্র", "উদ্দেশ্য"),
    contents=is_wording,
    extent=Extent.AREA,
)
AREA_WEIGHT = Column(
    name="area_weight",
    part=Part.AREA_WEIGHT,
    called=Sentence("ক্ষেত্রের মান", "weight of the area"),
    words=("ক্ষেত্র+মান", "উদ্দেশ্য+মান", "বিষয়+মান"),
    vague=("মান+-চলতি", "weight"),
    contents=is_number,
    extent=Extent.AREA,
)
ACTIVITY = Column(
    name="activity",
    part=Part.ACTIVITY,
    called=Sentence("কার্যক্রম", "activity"),
    words=("কার্যক্রম", "activit"),
    contents=is_wording,
    needed=Severity.ERROR,
    extent=Extent.ACTIVITY,
)
INDICATOR = Column(
    name="indicator",
    part=Part.INDICATOR,
    called=Sentence("কর্মসম্পাদন সূচক", "indicator"),
    words=("সূচক", "indicator"),
    contents=is_wording,
    needed=Severity.ERROR,
)
UNIT = Column(
    name="unit",
    part=Part.UNIT,
    called=Sentence("একক", "unit"),
    words=("একক", "unit"),
    contents=is_unit,
    needed=Severity.WARNING,
)
WEIGHT = Column(
    name="weight",
    part=Part.WEIGHT,
    called=Sentence("কর্মসম্পাদন সূচকের মান", "weight of the indicator"),
    words=("সূচক+মান", "weight+indicator"),
    contents=is_number,
)
BASELINE = Column(
    name="baseline",
    part=Part.BASELINE,
    called=Sentence("ভিত্তিবছর", "baseline"),
    words=("ভিত্তি", "বেজলাইন", "বেইজলাইন", "baseline"),
)
ACTUAL = Column(
    name="actual",
    part=Part.ACTUAL,
    called=Sentence("প্রকৃত অর্জন", "actual achievement"),
    words=("প্রকৃত+অর্জন+-লক্ষ্যমাত্রা", "actual+-target"),
)
PROJECTION = Column(
    name="projection",
    part=Part.PROJECTION,
    called=Sentence("প্রক্ষেপণ", "projection"),
    words=("প্রক্ষেপণ", "projection"),
)
RESPONSIBLE = Column(
    name="responsible",
    part=Part.TEXT,
    called=Sentence("দায়িত্বপ্রাপ্ত ব্যক্তি/পদ", "responsible post"),
    words=("দায়িত্ব", "বাস্তবায়নকারী", "responsib"),
)
TOTAL = Column(
    name="total",
    part=Part.TOTAL,
    called=Sentence("মোট অর্জন", "total achievement"),
    words=("মোট+অর্জন", "মোট+অগ্রগতি"),
    extent=Extent.RESULT,
    filler=Filler.SYSTEM,
)
MARKS = Column(
    name="marks",
    part=Part.MARKS,
    called=Sentence("অর্জিত মান", "earned marks"),
    words=("অর্জিত+মান", "অর্জিত+নম্বর", "প্রাপ্ত+নম্বর", "প্রাপ্ত+মান", "স্কোর", "score"),
    extent=Extent.RESULT,
    filler=Filler.SYSTEM,
)
REMARK = Column(
    name="remark", part=Part.TEXT, called=Sentence("মন্তব্য", "remarks"), words=("মন্তব্য", "remark"), filler=Filler.OFFICE
)
