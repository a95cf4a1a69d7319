"""Owns the columns of the citizen's charter form: two years achieved before, five grades, two years to come."""

from cell_values.sentence import Sentence
from official_forms import usual_columns as usual
from official_forms.columns import Surface
from official_forms.graded.columns import GRADE, PROGRESS

_ON_THE_PAGE = frozenset({Surface.ENTRY})
_ACHIEVED = Sentence("প্রকৃত অর্জন {year}", "Achieved in {year}")
_PROJECTED = Sentence("প্রক্ষেপণ {year}", "Projection {year}")

COLUMNS = (
    usual.AREA.printed(
        heading=Sentence("কর্মসম্পাদন ক্ষেত্র", "Area of performance"), width=20.0, paper=28.0, gives_room=True
    ),
    usual.AREA_WEIGHT.printed(heading=Sentence("মান", "Weight"), width=6.0, paper=10.0),
    usual.ACTIVITY.printed(heading=Sentence("কার্যক্রম", "Activity"), width=24.0, paper=36.0, gives_room=True),
    usual.INDICATOR.printed(
        heading=Sentence("কর্মসম্পাদন সূচক", "Performance indicator"), width=24.0, paper=38.0, gives_room=True
    ),
    usual.UNIT.printed(heading=Sentence("একক", "Unit"), width=9.0, paper=13.0),
    usual.WEIGHT.printed(heading=Sentence("কর্মসম্পাদন সূচকের মান", "Weight of the indicator"), width=9.0, paper=15.0),
    usual.ACTUAL.printed(heading=_ACHIEVED, year=-2, paper=16.2),
    usual.ACTUAL.printed(name="actual_2", heading=_ACHIEVED, year=-1, paper=16.2),
    GRADE.printed(group=Sentence("লক্ষ্যমাত্রা {year}", "Targets {year}"), paper=16.2),
    usual.PROJECTION.printed(heading=_PROJECTED, year=1, paper=16.2),
    usual.PROJECTION.printed(name="projection_2", heading=_PROJECTED, year=2, paper=16.2),
    PROGRESS.printed(
        heading=Sentence("{quarter} ত্রৈমাসিক অগ্রগতি", "Progress in the {quarter} quarter"), width=18.0, paper=30.0
    ),
    usual.TOTAL.printed(heading=Sentence("মোট অর্জন", "Total achieved"), shown=_ON_THE_PAGE),
    usual.MARKS.printed(heading=Sentence("অর্জিত মান", "Marks"), shown=_ON_THE_PAGE),
    usual.REMARK.printed(heading=Sentence("মন্তব্য", "Remarks"), shown=_ON_THE_PAGE),
)
