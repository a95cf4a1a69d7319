"""Owns the columns of forms with graded targets: one for each grade of a ladder, one for the progress of a quarter."""

from cell_values.sentence import Sentence
from official_forms import usual_columns as usual
from official_forms.columns import Column, Filler, Part

GRADE = Column(name="grade", part=Part.GRADE, called=Sentence("লক্ষ্যমাত্রা", "target"))
PROGRESS = Column(
    name="progress",
    part=Part.PROGRESS,
    called=Sentence("বাস্তবায়ন অগ্রগতি", "progress"),
    filler=Filler.OFFICE,
)
# In the order in which their words are tried; grades and progress are told by words and figures together.
KNOWN = (
    *(usual.BASELINE, usual.ACTUAL, usual.PROJECTION, usual.TOTAL, usual.MARKS, usual.REMARK, usual.RESPONSIBLE),
    *(usual.AREA_WEIGHT, usual.AREA, usual.WEIGHT, usual.INDICATOR, usual.ACTIVITY, usual.UNIT, usual.SERIAL),
    *(GRADE, PROGRESS),
)


OUTSTANDING = Sentence("অসাধারণ", "Outstanding")
VERY_GOOD = Sentence("অতি উত্তম", "Very good")
GOOD = Sentence("উত্তম", "Good")
FAIR = Sentence("চলতি মান", "Fair")
BELOW_FAIR = Sentence("চলতি মানের নিম্নে", "Below fair")

ONE, THREE, FIVE = (100,), (100, 80, 60), (100, 90, 80, 70, 60)
LADDERS = {
    ONE: (OUTSTANDING,),
    THREE: (OUTSTANDING, GOOD, FAIR),
    FIVE: (OUTSTANDING, VERY_GOOD, GOOD, FAIR, BELOW_FAIR),
}
