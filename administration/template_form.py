"""Owns what the page that makes a template accepts: the year, the tier, and whose the rows of each area are."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from administration.form_fields import FIGURE, WholeField, YearField
from offices.models import Tier
from plan_tree.standard_rows import AreaChoice, AreaRows, proposed_choice
from plan_tree.tree import AreaNode

MOST_ROWS = 99
ROWS = [
    (AreaRows.STANDARD.value, _("all rows are fixed")),
    (AreaRows.BOTH.value, _("the rows are fixed, and an office adds its own")),
    (AreaRows.OWN.value, _("an office writes its own rows")),
]


class TemplateForm(forms.Form):
    """For each area of a plan, by its place: ``rows_0`` and ``least_0``. What its words ask for is proposed."""

    year = YearField()
    tier = forms.ChoiceField(label=_("Tier of the offices"), choices=Tier)

    def __init__(self, data: Mapping[str, Any] | None, *, areas: Sequence[AreaNode], **options: Any) -> None:
        super().__init__(data, **options)
        self._areas = areas
        for place, area in enumerate(areas):
            proposed = proposed_choice(area)
            select = forms.Select(attrs={"aria-label": f"{area.number} {area.title}"})
            self.fields[f"rows_{place}"] = forms.ChoiceField(
                label=_("Rows"), choices=ROWS, initial=proposed.rows.value, widget=select
            )
            least = forms.TextInput(attrs={**FIGURE, "aria-label": f"{area.number}: {_('own activities at least')}"})
            self.fields[f"least_{place}"] = WholeField(
                label=_("own activities at least"), initial=proposed.at_least or None, required=False, widget=least
            )

    def clean_tier(self) -> Tier:
        return Tier(self.cleaned_data["tier"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for place in range(len(self._areas)):
            self._check_least(place, cleaned.get(f"rows_{place}"), cleaned.get(f"least_{place}"))
        return cleaned

    @property
    def choices(self) -> dict[str, AreaChoice]:
        """What was chosen, by the number of the area; the form must be valid."""
        return {area.number: self._choice(place) for place, area in enumerate(self._areas)}

    @property
    def rows(self) -> Iterator[dict[str, Any]]:
        """The areas as the page shows them, each with its fields."""
        for place, area in enumerate(self._areas):
            count = len(area.indicators)
            yield {"area": area, "count": count, "rows": self[f"rows_{place}"], "least": self[f"least_{place}"]}

    def _choice(self, place: int) -> AreaChoice:
        return AreaChoice(AreaRows(self.cleaned_data[f"rows_{place}"]), self.cleaned_data[f"least_{place}"] or 0)

    def _check_least(self, place: int, rows: str | None, least: int | None) -> None:
        if least is not None and not 0 <= least <= MOST_ROWS:
            self.add_error(f"least_{place}", _("Write a number from 0 to 99."))
        elif least and rows == AreaRows.STANDARD:
            self.add_error(f"least_{place}", _("In an area whose rows are all fixed an office adds none."))
