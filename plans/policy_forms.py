"""Owns what the pages of marking policies accept: switches in words, a new version with its name and reason."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cell_values.doubt import Doubt
from cell_values.numbers import read_number
from marking.policy import MOST_DECIMALS, BelowLowest, NotApplicable, Partly, Policy
from offices.models import FiscalYear
from plans.display import digits, said
from plans.written_fields import WrittenField

SWITCH_NAMES = {
    "interpolate": _("Between two grades"),
    "below_lowest": _("Below the lowest grade"),
    "late_date_share": _("A late date"),
    "several_dates": _("Several dates"),
    "number_and_date": _("Number and date, one of them unmet"),
    "not_applicable": _("Declared not applicable"),
    "decimals": _("Rounding"),
}
LINEAR, REACHED = "true", "false"
FULL = Decimal(100)


class SwitchesForm(forms.Form):
    """Every switch of a policy. ``as_switches`` answers them as a policy stores them."""

    interpolate = forms.ChoiceField(
        label=SWITCH_NAMES["interpolate"], choices=[(LINEAR, _("linear")), (REACHED, _("the grade reached"))]
    )
    below_lowest = forms.ChoiceField(
        label=SWITCH_NAMES["below_lowest"],
        choices=[
            (BelowLowest.PRORATA.value, _("achieved ÷ 100% target")),
            (BelowLowest.ZERO.value, _("nothing is earned")),
        ],
    )
    late_date_share = forms.CharField(
        label=_("A late date earns, percent of its share"),
        max_length=10,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    several_dates = forms.ChoiceField(
        label=SWITCH_NAMES["several_dates"],
        choices=[
            (Partly.SHARE.value, _("each carries an equal share")),
            (Partly.NOTHING.value, _("all must be kept")),
        ],
    )
    number_and_date = forms.ChoiceField(
        label=SWITCH_NAMES["number_and_date"],
        choices=[
            (Partly.SHARE.value, _("the part done in time")),
            (Partly.NOTHING.value, _("nothing is earned")),
        ],
    )
    not_applicable = forms.ChoiceField(
        label=SWITCH_NAMES["not_applicable"],
        choices=[
            (NotApplicable.EXCLUDE.value, _("left out of obtained and possible marks")),
            (NotApplicable.ZERO.value, _("stays possible, earns nothing")),
        ],
    )
    decimals = forms.TypedChoiceField(label=_("Decimals of a mark"), coerce=int)

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        field = self.fields["decimals"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(places, digits(places)) for places in range(MOST_DECIMALS + 1)]

    def clean_late_date_share(self) -> Decimal:
        read = read_number(self.cleaned_data["late_date_share"].strip().removesuffix("%"))
        if isinstance(read, Doubt):
            raise forms.ValidationError(said(read.sentence))
        if read > FULL:
            raise forms.ValidationError(_("Write a percentage between 0 and 100."))
        return read / FULL

    def as_switches(self) -> dict[str, Any]:
        """The switches chosen, as ``Policy.from_switches`` reads them; the form must be valid."""
        chosen = {name: self.cleaned_data[name] for name in SWITCH_NAMES}
        return chosen | {"interpolate": chosen["interpolate"] == LINEAR, "late_date_share": _plain(chosen)}


def _plain(chosen: dict[str, Any]) -> str:
    return f"{chosen['late_date_share'].normalize():f}"


def fields_of(policy: Policy) -> dict[str, Any]:
    """What ``SwitchesForm`` shows of a policy."""
    percent = (policy.late_date_share * FULL).normalize()
    shown = {"interpolate": LINEAR if policy.interpolate else REACHED, "late_date_share": digits(f"{percent:f}")}
    return policy.switches() | shown


class NewVersionForm(SwitchesForm):
    """A new version of a policy: its name, the year from which new plans take it, the reason, the switches."""

    name = forms.CharField(label=_("Name, as printed on reports"), max_length=100)
    valid_from = forms.ModelChoiceField(
        label=_("For new plans from the fiscal year"), queryset=FiscalYear.objects.all(), empty_label=None
    )
    reason = WrittenField(_("Why a new version"), rows=3)
    field_order = ("name", "valid_from", "reason")

    @property
    def switch_fields(self) -> Iterable[forms.BoundField]:
        return (self[name] for name in SWITCH_NAMES)


class FirstPolicyForm(NewVersionForm):
    """The same for a kind of plan that has no policy yet."""

    reason = WrittenField(_("Why these rules"), rows=3)
