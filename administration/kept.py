"""Owns what every page of the administration keeps: it holds the row first, then judges, and writes by an action."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.text import capfirst

from administration.form_fields import FIELDS, NUMERALS, NumeralField
from administration.forms import KeptForm, KeptFormSet
from plans.actions.row_writes import RowEdit
from plans.display import said
from plans.views.sent_keys import key_in
from plans.views.standing import standing_for
from workflow.transitions import Refusal


class KnownSelect(AutocompleteSelect):
    """A chosen row; what is no key at all is refused by the field, and not asked for in the database."""

    def optgroups(self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None) -> Any:
        return super().optgroups(name, [each for each in value if key_in(str(each)) is not None], attr)


class Fields(admin.options.BaseModelAdmin[Any]):
    """How a column is typed."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        if db_field.name in NUMERALS and "form_class" not in options:
            options |= {"form_class": NumeralField, "label": capfirst(NUMERALS[db_field.name])}
        return super().formfield_for_dbfield(db_field, request, **options)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            options["widget"] = KnownSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **options)


class KeptInline(Fields, admin.TabularInline[Any, Any]):
    form, formset = KeptForm, KeptFormSet
    formfield_overrides = FIELDS
    extra = 0


class KeptAdmin(Fields, admin.ModelAdmin[Any]):
    """A kind of it says ``hold`` and ``write``; nothing is saved by the page itself."""

    form = KeptForm
    formfield_overrides = FIELDS
    actions: Any = None

    def hold(self, key: str | None) -> None:
        """Holds what a row belongs to against other writers, before anything of it is read. None: a new row."""
        raise NotImplementedError

    def write(self, request: HttpRequest, row: Any, edits: Sequence[RowEdit]) -> None:
        """Stores the row and those under it by one action. Raises Refusal."""
        raise NotImplementedError

    def may_write(self, request: HttpRequest) -> bool:
        """Is it theirs to write here?"""
        return standing_for(request).is_administrator

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_write(request) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What plans, people and receipts hang on stays."""
        return False

    def changeform_view(self, request: HttpRequest, object_id: Any = None, *args: Any, **options: Any) -> HttpResponse:
        """What is posted is judged by what stands when nobody else can write any more."""
        if request.method != "POST":
            return super().changeform_view(request, object_id, *args, **options)
        try:
            with transaction.atomic():
                self.hold(object_id)
                return super().changeform_view(request, object_id, *args, **options)
        except Refusal as refusal:
            messages.error(request, said(refusal.sentence))
            return HttpResponseRedirect(request.get_full_path())

    def save_model(self, request: HttpRequest, obj: models.Model, form: Any, change: bool) -> None:
        """Nothing yet: ``save_related`` knows all that changed."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        edits = [form.as_edit(), *(edit for formset in formsets for edit in formset.edits())]
        self.write(request, form.instance, edits)


class ReadOnlyAdmin(admin.ModelAdmin[Any]):
    """What is written elsewhere, for administrators to look at; staff alone sees no plan."""

    actions: Any = None

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_administrator = standing_for(request).is_administrator
        return is_administrator and super().has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
