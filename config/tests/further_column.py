"""Owns the e-governance form with one more printed column, importable where no site runs."""

from dataclasses import replace

from cell_values.sentence import Sentence
from egov_plans.kind import EGOV
from official_forms.columns import Column, Part

EVIDENCE = Column(
    name="evidence",
    part=Part.TEXT,
    called=Sentence("প্রমাণক", "evidence"),
    words=("প্রমাণক", "evidence"),
    width=16.0,
    paper=24.0,
)
WITH_EVIDENCE = replace(
    EGOV, form=replace(EGOV.form, columns=(*EGOV.form.columns[:-3], EVIDENCE, *EGOV.form.columns[-3:]))
)
