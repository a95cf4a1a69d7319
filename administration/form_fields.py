"""Owns the fields of the administration: days and numbers in either digits, read by the project's own strict code."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.admin import widgets
from django.db import models
from django.utils.translation import gettext_lazy as _

from cell_values.digits import to_ascii
from cell_values.doubt import Doubt
from cell_values.numbers import read_number
from cell_values.text import normalise
from cell_values.value import plain
from offices.queries.lookup import parse_year
from plans.display import digits, said
from plans.written_fields import DayField

WHOLE = _("Write a whole number, such as 4.")


class NormalField(forms.CharField):
    """A text as it is stored: one kind of space, line end and Bengali letter."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return normalise(text) if text else text


class FiguredLine(NormalField):
    """A text that is mostly figures, shown in the reader's digits; other digits alone are no change."""

    def prepare_value(self, value: Any) -> Any:
        return digits(value) if isinstance(value, str) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(to_ascii(normalise(str(initial or ""))) != to_ascii(normalise(str(data or ""))))


class YearField(FiguredLine):
    """A fiscal year, understood as the one in which it begins."""

    def __init__(self) -> None:
        super().__init__(label=_("Fiscal year"), max_length=20, help_text=_("Such as 2026-27."))

    def clean(self, value: Any) -> int:
        """Any usual spelling of it."""
        start_year = parse_year(super().clean(value))
        if start_year is None:
            raise forms.ValidationError(_("This is no fiscal year. Write it as 2026-27."))
        return start_year


class NumeralField(FiguredLine):
    """The number of a row or the code of an office: stored in ASCII digits."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return to_ascii(text) if text else text


class NumberField(forms.CharField):
    """A number in Bengali or ASCII digits; how large it may be says the column."""

    def __init__(self, **options: Any) -> None:
        for limit in ("min_value", "max_value", "max_digits", "decimal_places", "step_size"):
            options.pop(limit, None)
        super().__init__(**{"empty_value": None} | options)

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values or isinstance(value, Decimal | int):
            return None if value in self.empty_values else value
        if not (text := normalise(str(value))):
            return None
        found = read_number(text)
        if isinstance(found, Doubt):
            raise forms.ValidationError(said(found.sentence), code="invalid")
        return found

    def prepare_value(self, value: Any) -> Any:
        return digits(plain(Decimal(value))) if isinstance(value, Decimal | int) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return _has_changed(self, initial, data)


class WholeField(NumberField):
    def to_python(self, value: Any) -> Any:
        number = super().to_python(value)
        if number is not None and number != int(number):
            raise forms.ValidationError(WHOLE, code="invalid")
        return number if number is None else int(number)


def _has_changed(field: forms.Field, initial: Any, data: Any) -> bool:
    """Whether something else is said: ৪ and 4 are one, 2.00 and 2 too; what cannot be read counts as a change."""
    try:
        return bool(field.to_python(initial) != field.to_python(data))
    except forms.ValidationError:
        return True


NUMERALS = {"number": _("serial number"), "code": _("code")}  # columns and what they are called

FIGURE = {"inputmode": "decimal", "autocomplete": "off", "class": "figure"}
DAY = {"autocomplete": "off", "class": "day", "placeholder": _("dd/mm/yyyy")}

FIELDS: dict[type[models.Field[Any, Any]], dict[str, Any]] = {
    models.DateField: {"form_class": DayField, "widget": forms.TextInput(attrs=DAY)},
    models.DecimalField: {"form_class": NumberField, "widget": forms.TextInput(attrs=FIGURE)},
    models.IntegerField: {"form_class": WholeField, "widget": forms.TextInput(attrs=FIGURE)},
    models.CharField: {"form_class": NormalField, "widget": widgets.AdminTextInputWidget},
    models.TextField: {"form_class": NormalField, "widget": widgets.AdminTextareaWidget(attrs={"rows": 3})},
}
