"""Owns what a reader of a plan's ledger may choose: what was done, by whom, in which quarter, row and time."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cell_values.digits import to_ascii
from cell_values.text import normalise
from plan_tree.terms import QUARTERS
from plans.day_field import DayField
from plans.display import quarter_name


class LedgerForm(forms.Form):
    """Which events to show; whatever is no choice counts as any."""

    verb = forms.ChoiceField(label=_("What was done"), required=False)
    by = forms.ChoiceField(label=_("By whom"), required=False)
    quarter = forms.TypedChoiceField(label=_("Quarter"), required=False, coerce=int, empty_value=None)
    row = forms.CharField(label=_("Row, by its number"), required=False, max_length=20)
    since = DayField(label=_("From the day"), required=False, max_length=40)
    until = DayField(label=_("To the day"), required=False, max_length=40)

    def __init__(
        self, data: Mapping[str, Any], *, verbs: Sequence[tuple[str, str]], people: Sequence[tuple[int, str]]
    ) -> None:
        super().__init__(data)
        choices: dict[str, list[Any]] = {
            "verb": list(verbs),
            "by": [(str(key), name) for key, name in people],
            "quarter": [(quarter, quarter_name(quarter)) for quarter in QUARTERS],
        }
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = [("", _("All")), *offered]

    def clean_row(self) -> str:
        return to_ascii(normalise(self.cleaned_data["row"]))

    @property
    def choices(self) -> dict[str, Any]:
        """What was understood of the choices, for ``events_of``."""
        return {name: self.cleaned_data[name] for name in self.fields if self.cleaned_data.get(name)}

    @property
    def typed(self) -> dict[str, str]:
        """The choices as they stand in the address."""
        return {name: text for name in self.fields if (text := str(self.data.get(name, "")))}
