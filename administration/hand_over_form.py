"""Owns what the page of a hand-over accepts: which role, to whom, from which day."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from administration.form_fields import DAY, NormalField
from offices.models import Membership, Person
from plans.day_field import DayField


class HandOverForm(forms.Form):
    """Who takes over is named as for log-in, or by the Bengali name where nobody else has it."""

    held = forms.ModelChoiceField(
        Membership.objects.none(), label=_("Role and office"), widget=forms.RadioSelect, empty_label=None
    )
    to = NormalField(label=_("To whom"), help_text=_("The name for log-in, or the whole Bengali name."))
    on = DayField(label=_("First day of who takes over"), widget=forms.TextInput(attrs=DAY))

    def __init__(self, *arguments: Any, passable: QuerySet[Membership], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["held"].queryset = passable  # type: ignore[attr-defined]
        self.fields["held"].initial = passable.first()

    def clean_to(self) -> Person:
        name = self.cleaned_data["to"]
        found = list(Person.objects.filter(Q(username__iexact=name) | Q(name_bn=name))[:2])
        if not found:
            raise forms.ValidationError(_("Nobody is called so. Invite somebody new below."))
        if len(found) > 1:
            raise forms.ValidationError(_("Several people are called so: write the name for log-in."))
        return found[0]
