"""Owns the ladders of grades forms use, with the names of their grades."""

from cell_values.sentence import Sentence

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
