"""Owns the field in which a day is typed, in either digits, read by the project's own strict code."""

from datetime import date
from typing import Any

from django import forms

from cell_values.dates import read_sure_date
from cell_values.text import normalise
from plans.display import date_short, said


class DayField(forms.CharField):
    """A day in any way officers write one; empty is no day."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"empty_value": None} | options)

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values or isinstance(value, date):
            return value or None
        if not (text := normalise(str(value))):
            return None
        day, doubts = read_sure_date(text)
        if day is None:
            raise forms.ValidationError([said(doubt.sentence) for doubt in doubts], code="invalid")
        return day

    def run_validators(self, value: Any) -> None:
        """How long a text may be says nothing of the day it was."""
        if not isinstance(value, date):
            super().run_validators(value)

    def prepare_value(self, value: Any) -> Any:
        return date_short(value) if isinstance(value, date) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another day is said; what cannot be read counts as a change."""
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except forms.ValidationError:
            return True
