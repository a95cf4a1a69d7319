"""Owns what the pages of reports let a reader choose."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from offices.models import FiscalYear, Tier
from plans.kinds import plan_kinds
from plans.marking.facts import QUARTERS
from plans.templatetags.bengali import quarter_name


class ComparisonForm(forms.Form):
    """Which plans to compare: kind, year, through which quarter, which tier, whose name."""

    kind = forms.ChoiceField(label=_("Plan"))
    year = forms.ChoiceField(label=_("Fiscal year"))
    through = forms.TypedChoiceField(label=_("Through the quarter"), coerce=int)
    tier = forms.ChoiceField(label=_("Tier"), required=False)
    search = forms.CharField(label=_("Name"), required=False, max_length=100)
    sort = forms.RegexField(r"-?(earned|name|area-[\w.]+)", required=False, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any], *, years: Iterable[FiscalYear]) -> None:
        super().__init__(data)
        choices: dict[str, list[Any]] = {
            "kind": [(kind.code, kind.label) for kind in plan_kinds().values()],
            "year": [(str(year.start_year), year.label) for year in years],
            "through": [(quarter, quarter_name(quarter)) for quarter in QUARTERS],
            "tier": [("", _("Ministries and divisions")), *Tier.choices],
        }
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = offered


class PublishedForm(forms.Form):
    """Which published reports to list: of which kind, year, quarter and office; whatever is no choice counts as any."""

    kind = forms.ChoiceField(label=_("Plan"), required=False)
    year = forms.ChoiceField(label=_("Fiscal year"), required=False)
    quarter = forms.TypedChoiceField(label=_("Quarter"), required=False, coerce=int, empty_value=None)
    search = forms.CharField(label=_("Office"), required=False, max_length=100)
    office = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any], *, years: Iterable[FiscalYear]) -> None:
        super().__init__(data)
        choices: dict[str, list[Any]] = {
            "kind": [(kind.code, kind.label) for kind in plan_kinds().values()],
            "year": [(str(year.start_year), year.label) for year in years],
            "quarter": [(quarter, quarter_name(quarter)) for quarter in QUARTERS],
        }
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = [("", _("All")), *offered]
