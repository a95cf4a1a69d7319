"""Owns the columns of the e-governance form, and the ladders of grades it knows."""

from cell_values.sentence import Sentence
from official_forms.columns import Surface
from official_forms.graded.columns import GRADE, PROGRESS
from official_forms.usual_columns import (
    ACTIVITY,
    AREA,
    AREA_WEIGHT,
    INDICATOR,
    MARKS,
    REMARK,
    SERIAL,
    TOTAL,
    UNIT,
    WEIGHT,
)

_ON_THE_PAGE = frozenset({Surface.ENTRY})

# As the form numbers them ১ … ১১ (ই-গভর্ন্যান্স ও উদ্ভাবন কর্মপরিকল্পনা); the last three stand on the entry page alone.
COLUMNS = (
    SERIAL.printed(heading=Sentence("ক্রম", "No."), width=5.0, paper=9.0),
    AREA.printed(heading=Sentence("কর্মসম্পাদন ক্ষেত্র", "Area of performance"), width=22.0, paper=34.0, gives_room=True),
    AREA_WEIGHT.printed(heading=Sentence("মান", "Weight"), width=6.0, paper=11.0),
    ACTIVITY.printed(heading=Sentence("কার্যক্রম", "Activity"), width=26.0, paper=45.0, gives_room=True),
    INDICATOR.printed(
        heading=Sentence("কর্মসম্পাদন সূচক", "Performance indicator"), width=28.0, paper=50.0, gives_room=True
    ),
    UNIT.printed(heading=Sentence("একক", "Unit"), width=9.0, paper=15.0),
    WEIGHT.printed(heading=Sentence("কর্মসম্পাদন সূচকের মান", "Weight of the indicator"), width=9.0, paper=19.0),
    GRADE.printed(group=Sentence("লক্ষ্যমাত্রা {year}", "Targets {year}"), width=12.0, paper=19.0),
    PROGRESS.printed(
        heading=Sentence(
            "{quarter} ত্রৈমাসিক বাস্তবায়ন অগ্রগতি (প্রযোজ্য ক্ষেত্রে)",
            "Progress in the {quarter} quarter (where applicable)",
        ),
        width=20.0,
        paper=37.0,
        gives_room=True,
    ),
    TOTAL.printed(heading=Sentence("মোট অর্জন", "Total achieved"), shown=_ON_THE_PAGE),
    MARKS.printed(heading=Sentence("অর্জিত মান", "Marks"), shown=_ON_THE_PAGE),
    REMARK.printed(heading=Sentence("মন্তব্য", "Remarks"), shown=_ON_THE_PAGE),
)
