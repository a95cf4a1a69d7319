"""Owns the administrators' pages of what all plans share: offices, posts, fiscal years, deadlines."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models as columns
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from administration.forms import KeptForm
from administration.kept import KeptAdmin, KeptInline
from administration.list_columns import addresses, column
from administration.list_filters import ClusterFilter, FocalPointFilter
from administration.long_lists import ListOfOffices, LongList
from administration.opening_pages import open_year_page, rolled_plan_page
from administration.searches import any_of, offices_sought
from offices import models
from offices.queries.staffing import focal_points_today
from plan_tree.terms import QUARTERS
from plans.actions.ledger import lock_shared
from plans.actions.office_places import check_below
from plans.actions.reference_edits import edit_reference
from plans.actions.row_writes import RowEdit
from plans.display import date_short, digits, quarter_name, said
from workflow.transitions import Refusal


class SharedAdmin(KeptAdmin):
    """A page of what all plans share: for administrators, written by an action that tells the ledger."""

    def hold(self, key: str | None) -> None:
        lock_shared()

    def write(self, request: HttpRequest, row: Any, edits: Sequence[RowEdit]) -> None:
        edit_reference(edits=edits, by=request.user)  # type: ignore[arg-type]

    def delete_model(self, request: HttpRequest, obj: columns.Model) -> None:
        edit_reference(edits=[RowEdit(obj, is_removed=True)], by=request.user)  # type: ignore[arg-type]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.may_write(request) and super().has_add_permission(request)


class SpellingInline(KeptInline):
    model = models.OfficeSpelling
    fields = ("spelling",)


class GivenTimeInline(KeptInline):
    """More time is granted by who saves it."""

    autocomplete_fields = ("office",)
    fields = ("office", "until", "reason", "granted_by", "granted_at")
    readonly_fields = ("granted_by", "granted_at")


class ExtensionInline(GivenTimeInline):
    model = models.DeadlineExtension


class RevisionExtensionInline(GivenTimeInline):
    model = models.RevisionExtension


class OfficeForm(KeptForm):
    def clean_cluster(self) -> str:
        """A cluster is one name, however many spaces somebody types in it."""
        return " ".join(self.cleaned_data["cluster"].split())

    def clean_parent(self) -> models.Office | None:
        """Of a new office: one below which it can stand."""
        above: models.Office | None = self.cleaned_data["parent"]
        try:
            if above is not None:
                check_below(above)
        except Refusal as refusal:
            raise ValidationError(said(refusal.sentence)) from refusal
        return above


@admin.register(models.Office)
class OfficeAdmin(ListOfOffices, SharedAdmin):
    form = OfficeForm
    list_display = ("name_bn", "name_en", "code", "tier", "parent", "cluster", "makes_plan", "enters")
    list_filter = ("tier", "makes_plan", FocalPointFilter, ClusterFilter)
    list_select_related = ("parent",)
    search_fields = ("name_bn",)
    autocomplete_fields = ("parent",)
    inlines = (SpellingInline,)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """An office is moved with its day and reason, on its own page."""
        return () if obj is None else ("parent",)

    def view_on_site(self, obj: models.Office) -> str:
        """The way to that page, and to closing the office."""
        return reverse("offices:office", args=[obj.pk])

    @admin.display(description=_("focal point"))
    def enters(self, office: models.Office) -> str:
        """Who enters for the office; where nobody does, the way to invite somebody."""
        held = office.focal_points_today  # type: ignore[attr-defined]
        if held or not office.makes_plan:
            return ", ".join(str(each.person) for each in held) or "–"
        place = f"{reverse('admin:offices_person_invite')}?office={office.pk}"
        return format_html(
            '<a href="{}" aria-label="{}">{}</a>',
            place,
            f"{gettext('Invite somebody')}: {office}",
            gettext("Invite somebody"),
        )

    def get_queryset(self, request: HttpRequest) -> Any:
        held = focal_points_today().select_related("person")
        return (
            super().get_queryset(request).prefetch_related(columns.Prefetch("memberships", held, "focal_points_today"))
        )


@admin.register(models.Post)
class PostAdmin(LongList, SharedAdmin):
    list_display = ("title", "office")
    list_select_related = ("office",)
    list_filter = ("office__tier",)
    search_fields = ("title",)
    search_help_text = _("Words of the post; or an office in any usual spelling, or its code.")
    autocomplete_fields = ("office",)

    def found(self, rows: columns.QuerySet[Any], text: str) -> columns.QuerySet[Any]:
        return any_of(rows, "office", offices_sought(text), columns.Q(title__icontains=text))


@admin.register(models.FiscalYear)
class FiscalYearAdmin(SharedAdmin):
    """Beside the list stands the way to open a year with its deadlines, plans and people.

    Of a year stands here until when revised targets can be asked for, and which offices were given more time.
    """

    list_display = ("named", "begins", "revisions_close")
    inlines = (RevisionExtensionInline,)

    def get_urls(self) -> list[Any]:
        own = addresses(
            self.admin_site,
            ("open/", open_year_page, "offices_fiscalyear_open"),
            ("open/<int:plan_id>/", rolled_plan_page, "offices_fiscalyear_rolled"),
        )
        return [*own, *super().get_urls()]

    named = column(_("fiscal year"), "label", ordering="start_year")
    begins = column(_("begins on 1 July of"), "start_year", digits, ordering="start_year")
    revisions_close = column(_("revised targets can be asked for until"), "revisions_close", date_short)


class DeadlineForm(KeptForm):
    quarter = forms.TypedChoiceField(label=_("quarter"), coerce=int)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "quarter" in self.fields:
            self.fields["quarter"].choices = [(each, quarter_name(each)) for each in QUARTERS]  # type: ignore[attr-defined]


def _shown(day: date | None) -> str:
    return date_short(day) if day else "–"


class DayAdmin(SharedAdmin):
    """What is due on a day of a year; it may be taken away again."""

    list_select_related = ("year",)
    due = column(_("due on"), "due_on", date_short, ordering="due_on")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)


@admin.register(models.Deadline)
class DeadlineAdmin(DayAdmin):
    form = DeadlineForm
    list_display = ("year", "in_quarter", "tier", "opens", "due", "grace", "locks")
    fields = ("year", "quarter", "tier", "opens_on", "due_on", "grace_until", "locks_after")
    list_filter = ("year", "quarter", "tier")
    inlines = (ExtensionInline,)

    in_quarter = column(_("quarter"), "quarter", quarter_name, ordering="quarter")

    opens = column(_("opens on"), "opens_on", _shown, ordering="opens_on")
    grace = column(_("counts as in time until"), "grace_until", _shown, ordering="grace_until")
    locks = column(_("locked after"), "locks_after", _shown, ordering="locks_after")


@admin.register(models.YearEndDeadline)
class YearEndDeadlineAdmin(DayAdmin):
    """By when a tier gets its half-yearly feedback and hands in its annual report."""

    list_display = ("year", "document", "tier", "due")
    fields = ("year", "document", "tier", "due_on")
    list_filter = ("year", "document", "tier")
