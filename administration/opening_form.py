"""Owns what the page that opens a fiscal year accepts: the year, who gets which plans, the deadlines."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from administration.form_fields import DAY, YearField
from offices.models import FiscalYear, Tier
from plan_tree.terms import QUARTERS
from plans.display import date_short, quarter_name, said
from plans.kinds import plan_kinds
from plans.written_fields import DayField
from year_opening.queries.opening import YearOpening
from year_opening.queries.opening_days import NOT_IN_THE_YEAR, Place, is_possible
from year_opening.queries.opening_offices import OpeningChoices

PLACES: tuple[Place, ...] = tuple((tier, quarter) for tier in Tier.values for quarter in QUARTERS)
UNTICKED = {"autofocus": True, "aria-invalid": "true", "aria-describedby": "agreed-error"}


def field_of(place: Place) -> str:
    """The name of the field of a deadline."""
    return f"day_{place[0]}_{place[1]}"


class YearOpeningForm(forms.Form):
    """Days count for the year they were shown for (``shown_year``): another year gets its own proposals."""

    year = YearField()
    kinds = forms.MultipleChoiceField(label=_("Kinds of plan"), widget=forms.CheckboxSelectMultiple)
    tiers = forms.MultipleChoiceField(
        label=_("Tiers whose offices get a plan"), choices=Tier, widget=forms.CheckboxSelectMultiple
    )
    half_yearly = forms.MultipleChoiceField(
        label=_("Tiers that report by half-years"),
        help_text=_("They have deadlines for the second and fourth quarter only."),
        choices=Tier,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    carries_people = forms.BooleanField(
        label=_("Carry over the focal points whose time ended with the year before"), required=False
    )
    rolls_over = forms.BooleanField(
        label=_("Begin with the plan of the year before where the office has one, its dates moved on"), required=False
    )
    uses_templates = forms.BooleanField(
        label=_("Begin with the template of the year where there is one for the kind of plan and the tier"),
        required=False,
    )
    shown_year = forms.CharField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    agreed = forms.BooleanField(label=_("I have looked at what would be done."), required=False)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        kinds = self.fields["kinds"]
        assert isinstance(kinds, forms.ChoiceField)  # noqa: S101 - declared above
        kinds.choices = [(code, said(kind.title)) for code, kind in plan_kinds().items()]
        for place in PLACES:
            tier, quarter = place
            label = f"{Tier(tier).label}, {quarter_name(quarter)}"
            widget = forms.TextInput(attrs={**DAY, "aria-label": label})
            self.fields[field_of(place)] = DayField(label=label, required=False, widget=widget)

    @classmethod
    def showing(cls, opening: YearOpening, *, is_unticked: bool = False) -> "YearOpeningForm":
        """The form as it stands for what was chosen, with the days that would be stored; ``is_unticked``: asked for
        without having been looked at, so the page opens at the tick, which is far below.
        """
        chosen, year = opening.choices, FiscalYear(start_year=opening.choices.start_year)
        as_chosen = ("kinds", "tiers", "carries_people", "rolls_over", "uses_templates")
        initial = {name: getattr(chosen, name) for name in as_chosen}
        initial |= {"year": year.label, "shown_year": str(chosen.start_year), "seen": opening.fingerprint}
        initial["half_yearly"] = opening.half_yearly
        days = {field_of((day.tier, day.quarter)): date_short(day.due_on) for day in opening.days}
        form = cls(initial=initial | days)
        if is_unticked:
            form.fields["agreed"].widget.attrs |= UNTICKED
        return form

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for place, day in list(self._days()):
            if not is_possible(day, cleaned["year"], place[1]):
                self.add_error(field_of(place), said(NOT_IN_THE_YEAR))
        return cleaned

    @property
    def choices(self) -> OpeningChoices:
        """What was chosen; the form must be valid."""
        chosen = self.cleaned_data
        return OpeningChoices(
            chosen["year"],
            tuple(chosen["kinds"]),
            tuple(chosen["tiers"]),
            tuple(chosen["half_yearly"]),
            dict(self._days()),
            chosen["carries_people"],
            chosen["rolls_over"],
            chosen["uses_templates"],
        )

    def rows(self, opening: YearOpening | None) -> Iterator[dict[str, Any]]:
        """The deadlines as the page shows them: a tier with the field of each quarter and what would become of it."""
        days = {(day.tier, day.quarter): day for day in opening.days} if opening else {}
        for tier in Tier:
            places = [(tier.value, quarter) for quarter in QUARTERS]
            cells = [{"quarter": each[1], "field": self[field_of(each)], "day": days.get(each)} for each in places]
            yield {"tier": tier.label, "cells": cells}

    def _days(self) -> Iterator[tuple[Place, date]]:
        """The days written for the year that is opened; none for tiers and quarters without a deadline."""
        start_year = self.cleaned_data.get("year")
        if start_year is None or self.cleaned_data["shown_year"] != str(start_year):
            return
        for place in PLACES:
            if (day := self.cleaned_data.get(field_of(place))) is not None:
                yield place, day
