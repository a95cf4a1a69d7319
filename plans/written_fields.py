"""Owns the fields in which a day and words are typed that somebody else reads."""

from datetime import date
from typing import Any

from django import forms

from cell_values.dates import read_sure_date
from cell_values.text import normalise, words_seen
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


class WrittenField(forms.CharField):
    """Words somebody else reads: in the one form, and none where nobody would see any; a null character is told."""

    def __init__(self, label: Any = None, *, rows: int = 4, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(label=label, widget=widget, **{"max_length": 4000} | options)

    def to_python(self, value: Any) -> str:
        text = str(super().to_python(value))
        return text if "\0" in text else words_seen(text)
