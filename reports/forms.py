"""Owns what the pages of reports let a reader choose."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from offices.models import FiscalYear, Tier
from plan_tree.terms import QUARTERS
from plans.display import quarter_name, said
from plans.kinds import plan_kinds

ALL_TIERS = "all"
VIEWS = ("ranking", "quarters", "trend", "distribution", "submissions")


class ComparisonForm(forms.Form):
    """Which plans to compare and how: kind, year, through which quarter; offices by tier, office above and name."""

    kind = forms.ChoiceField(label=_("Plan"))
    year = forms.ChoiceField(label=_("Fiscal year"))
    through = forms.TypedChoiceField(label=_("Through the quarter"), coerce=int)
    tier = forms.ChoiceField(label=_("Tier"), required=False)
    under = forms.CharField(label=_("Under the office"), required=False, max_length=200)
    cluster = forms.ChoiceField(label=_("Among like offices"), required=False)
    search = forms.CharField(label=_("Name or code"), required=False, max_length=200)
    view = forms.ChoiceField(required=False, choices=[(view, view) for view in VIEWS], widget=forms.HiddenInput)
    sort = forms.RegexField(r"\A-?(earned|name|area-[\w.]+)\Z", required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Mapping[str, Any], *, years: Iterable[FiscalYear], clusters: Sequence[str] = (), is_top: bool = True
    ) -> None:
        """``is_top`` says that no tier means ministries and divisions; otherwise it means all offices below.

        Where no office is in a cluster, none is asked for.
        """
        super().__init__(data)
        usual = _("Ministries and divisions") if is_top else _("All offices below")
        choices: dict[str, list[Any]] = {
            "kind": [(kind.code, said(kind.title)) for kind in plan_kinds().values()],
            "year": [(str(year.start_year), year.label) for year in years],
            "through": [(quarter, quarter_name(quarter)) for quarter in QUARTERS],
            "cluster": [("", _("All offices")), *((name, name) for name in clusters)],
            "tier": [("", usual), (ALL_TIERS, _("All tiers")), *Tier.choices],
        }
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = offered
        if not clusters:
            self.fields["cluster"].widget = forms.HiddenInput()


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
            "kind": [(kind.code, said(kind.title)) for kind in plan_kinds().values()],
            "year": [(str(year.start_year), year.label) for year in years],
            "quarter": [(quarter, quarter_name(quarter)) for quarter in QUARTERS],
        }
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = [("", _("All")), *offered]
