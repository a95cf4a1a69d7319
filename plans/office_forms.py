"""Owns what the pages of an office accept: the day and reason of a move or a closing, the new office above."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from offices.models import Office
from offices.queries.finding import proposals
from offices.queries.lookup import find_offices
from plans.day_field import DayField
from plans.display import digits
from plans.written_field import WrittenField

LONGEST_REASON = 2000


class OfficeChangeForm(forms.Form):
    """From which day, and why."""

    on = DayField(label=_("Last day of the office"), max_length=40, help_text=_("A day like 30/06/2026."))
    reason = WrittenField(_("Reason"), rows=3, max_length=LONGEST_REASON, help_text=_("The order."))


class ReopenForm(OfficeChangeForm):
    """The day it was decided."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].label = _("Day")


class MoveForm(OfficeChangeForm):
    """The new office above, in any spelling or by its code."""

    above = forms.CharField(label=_("New office above, by name or code"), max_length=200)
    field_order = ("above", "on", "reason")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].label = _("First day under it")

    def clean_above(self) -> Office:
        found = find_offices(self.cleaned_data["above"])
        if not found:
            raise forms.ValidationError(_unknown(self.cleaned_data["above"]))
        if len(found) > 1:
            raise forms.ValidationError(_("Several offices are called so; write the code of one."))
        return found[0]


def _unknown(text: str) -> str:
    if found := proposals(text):
        return gettext("No office is called so. Like it are: %s") % digits(found)
    return gettext("No office is called so; look for it in the tree of offices.")
