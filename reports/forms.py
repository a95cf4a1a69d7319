"""Owns what the pages of reports let a reader choose."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cell_values.digits import to_ascii
from cell_values.text import normalise
from offices.models import FiscalYear, Tier
from plan_tree.terms import QUARTERS
from plans.display import quarter_name, said
from plans.kinds import plan_kinds
from plans.written_fields import DayField

ALL_TIERS = "all"
VIEWS = ("ranking", "quarters", "trend", "distribution", "submissions")


class ChoosingForm(forms.Form):
    """A form whose choices come with its page."""

    def offer(self, first: Sequence[Any] = (), **choices: Iterable[Any]) -> None:
        """Sets the choices of fields, by their names, behind those that come ``first`` in each."""
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared by the form
            field.choices = [*first, *offered]


class ComparisonForm(ChoosingForm):
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
        self.offer(
            kind=_kinds(),
            year=_years(years),
            through=_quarters(),
            cluster=[("", _("All offices")), *((name, name) for name in clusters)],
            tier=[("", usual), (ALL_TIERS, _("All tiers")), *Tier.choices],
        )
        if not clusters:
            self.fields["cluster"].widget = forms.HiddenInput()


class PublishedForm(ChoosingForm):
    """Which published reports to list: of which kind, year, quarter and office; whatever is no choice counts as any."""

    kind = forms.ChoiceField(label=_("Plan"), required=False)
    year = forms.ChoiceField(label=_("Fiscal year"), required=False)
    quarter = forms.TypedChoiceField(label=_("Quarter"), required=False, coerce=int, empty_value=None)
    search = forms.CharField(label=_("Office"), required=False, max_length=100)
    office = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any], *, years: Iterable[FiscalYear]) -> None:
        super().__init__(data)
        self.offer([("", _("All"))], kind=_kinds(), year=_years(years), quarter=_quarters())


class LedgerForm(ChoosingForm):
    """Which events to show; whatever is no choice counts as any."""

    verb = forms.ChoiceField(label=_("What was done"), required=False)
    by = forms.ChoiceField(label=_("By whom"), required=False)
    quarter = forms.TypedChoiceField(label=_("Quarter"), required=False, coerce=int, empty_value=None)
    row = forms.CharField(label=_("Row, by its number"), required=False, max_length=20)
    since = DayField(label=_("From the day"), required=False, max_length=40)
    until = DayField(label=_("To the day"), required=False, max_length=40)

    def __init__(
        self, data: Mapping[str, Any], *, verbs: Sequence[tuple[str, str]], people: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(data)
        self.offer([("", _("All"))], verb=verbs, by=people, quarter=_quarters())

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


def _kinds() -> list[tuple[str, str]]:
    return [(kind.code, said(kind.title)) for kind in plan_kinds().values()]


def _years(years: Iterable[FiscalYear]) -> list[tuple[str, str]]:
    return [(str(year.start_year), year.label) for year in years]


def _quarters() -> list[tuple[int, str]]:
    return [(quarter, quarter_name(quarter)) for quarter in QUARTERS]
