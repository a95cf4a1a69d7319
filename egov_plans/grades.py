"""Owns the names of the grades on the ladders the e-governance form knows."""

from cell_values.sentence import Sentence

OUTSTANDING = Sentence("অসাধারণ", "Outstanding")
VERY_GOOD = Sentence("অতি উত্তম", "Very good")
GOOD = Sentence("উত্তম", "Good")
FAIR = Sentence("চলতি মান", "Fair")
BELOW_FAIR = Sentence("চলতি মানের নিম্নে", "Below fair")

USUAL_LADDER = (100, 80, 60)
GRADE_NAMES = {
    (100,): (OUTSTANDING,),
    USUAL_LADDER: (OUTSTANDING, GOOD, FAIR),
    (100, 90, 80, 70, 60): (OUTSTANDING, VERY_GOOD, GOOD, FAIR, BELOW_FAIR),
}
