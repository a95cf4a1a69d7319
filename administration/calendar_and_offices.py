"""Owns the administrators' pages of what all plans share: offices, posts, fiscal years, deadlines."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db import models as columns
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from administration.forms import KeptForm
from administration.kept import KeptAdmin, KeptInline
from offices import models
from plan_tree.terms import QUARTERS
from plans.actions.ledger import lock_shared
from plans.actions.reference_edits import edit_reference
from plans.actions.row_writes import RowEdit
from plans.display import date_short, digits, quarter_name
from plans.views.standing import standing_for


class SharedAdmin(KeptAdmin):
    """A page of what all plans share: for administrators, written by an action that tells the ledger."""

    def hold(self, key: str | None) -> None:
        lock_shared()

    def write(self, request: HttpRequest, row: Any, edits: Sequence[RowEdit]) -> None:
        edit_reference(edits=edits, by=request.user)  # type: ignore[arg-type]

    def delete_model(self, request: HttpRequest, obj: columns.Model) -> None:
        edit_reference(edits=[RowEdit(obj, is_removed=True)], by=request.user)  # type: ignore[arg-type]

    def may_write(self, request: HttpRequest) -> bool:
        return standing_for(request).is_administrator

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.may_write(request) and super().has_add_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_write(request) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What plans, people and receipts hang on stays."""
        return False


class SpellingInline(KeptInline):
    model = models.OfficeSpelling
    fields = ("spelling",)


class ExtensionInline(KeptInline):
    """An extension is granted by who saves it."""

    model = models.DeadlineExtension
    autocomplete_fields = ("office",)
    fields = ("office", "until", "reason", "granted_by", "granted_at")
    readonly_fields = ("granted_by", "granted_at")


@admin.register(models.Office)
class OfficeAdmin(SharedAdmin):
    list_display = ("name_bn", "name_en", "code", "tier", "parent", "makes_plan")
    list_filter = ("tier", "makes_plan")
    list_select_related = ("parent",)
    search_fields = ("name_bn", "name_en", "code", "spellings__spelling")
    autocomplete_fields = ("parent",)
    inlines = (SpellingInline,)


@admin.register(models.Post)
class PostAdmin(SharedAdmin):
    list_display = ("title", "office")
    list_select_related = ("office",)
    list_filter = ("office__tier",)
    search_fields = ("title", "office__name_bn")
    autocomplete_fields = ("office",)


@admin.register(models.FiscalYear)
class FiscalYearAdmin(SharedAdmin):
    list_display = ("named", "begins")

    @admin.display(description=_("fiscal year"), ordering="start_year")
    def named(self, year: models.FiscalYear) -> str:
        return year.label

    @admin.display(description=_("begins on 1 July of"), ordering="start_year")
    def begins(self, year: models.FiscalYear) -> str:
        return digits(year.start_year)


class DeadlineForm(KeptForm):
    quarter = forms.TypedChoiceField(label=_("quarter"), coerce=int)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "quarter" in self.fields:
            self.fields["quarter"].choices = [(each, quarter_name(each)) for each in QUARTERS]  # type: ignore[attr-defined]


@admin.register(models.Deadline)
class DeadlineAdmin(SharedAdmin):
    form = DeadlineForm
    list_display = ("year", "in_quarter", "tier", "due")
    list_filter = ("year", "quarter", "tier")
    list_select_related = ("year",)
    inlines = (ExtensionInline,)

    @admin.display(description=_("quarter"), ordering="quarter")
    def in_quarter(self, deadline: models.Deadline) -> str:
        return quarter_name(deadline.quarter)

    @admin.display(description=_("due on"), ordering="due_on")
    def due(self, deadline: models.Deadline) -> str:
        return date_short(deadline.due_on)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)
