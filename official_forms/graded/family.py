"""Owns the family of forms with graded targets: one target for the year on each grade, progress reported by quarter."""

from official_forms.description import FormFamily
from official_forms.graded.columns import KNOWN
from official_forms.graded.reader import read
from official_forms.graded.recognising import recognise

GRADED = FormFamily(
    name="graded", known=KNOWN, recognise=recognise, read=read, lines=1, sets_quarters=False, telling="area"
)
