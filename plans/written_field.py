"""Owns the field in which words are written that somebody else reads."""

from typing import Any

from django import forms

from cell_values.text import words_seen


class WrittenField(forms.CharField):
    """Words somebody else reads: in the one form, and none where nobody would see any; a null character is told."""

    def __init__(self, label: Any = None, *, rows: int = 4, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(label=label, widget=widget, **{"max_length": 4000} | options)

    def to_python(self, value: Any) -> str:
        text = str(super().to_python(value))
        return text if "\0" in text else words_seen(text)
