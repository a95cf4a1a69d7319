"""Owns the family of forms in two lines: quarters with targets of their own."""

from official_forms.description import FormFamily
from official_forms.lines.columns import KNOWN
from official_forms.lines.reader import read
from official_forms.lines.recognising import recognise

LINES = FormFamily(
    name="lines", known=KNOWN, recognise=recognise, read=read, lines=2, sets_quarters=True, telling="line"
)
