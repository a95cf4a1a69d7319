"""Owns the administrators' pages every kind of plan shares: a plan, its areas, activities and indicators."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from plans import models
from plans.actions.editing import is_editable, note_edit


class AreaInline(admin.TabularInline):
    model = models.Area
    fields = ("position", "number", "title", "weight", "note")
    extra = 0
    show_change_link = True


class ActivityInline(admin.TabularInline):
    model = models.Activity
    fields = ("position", "number", "title")
    extra = 0
    show_change_link = True


class IndicatorInline(admin.TabularInline):
    model = models.Indicator
    fields = ("position", "number", "title", "weight", "unit", "unit_text", "quarter_rule", "direction")
    extra = 0
    show_change_link = True


class GradedTargetInline(admin.TabularInline):
    model = models.GradedTarget
    fields = ("percent", "target_text")
    extra = 0


class CellInline(admin.TabularInline):
    """Quarterly targets; achievements are entered by focal points only."""

    model = models.QuarterCell
    fields = ("quarter", "target_text", "achievement_text")
    readonly_fields = ("quarter", "achievement_text")
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class RowAdmin(admin.ModelAdmin):
    """A page that edits part of a plan: closed once a report was handed in, every edit with its event and marks."""

    def plan_of(self, row: Any) -> models.Plan:
        raise NotImplementedError

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or is_editable(self.plan_of(obj)))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        forms_changed = [form, *(each for formset in formsets for each in formset.forms)]
        before, after = _differences(forms_changed)
        if after or not change:
            plan = self.plan_of(form.instance)
            note_edit(plan=plan, subject=str(form.instance)[:200], before=before, after=after, by=request.user)


def _differences(edited: list[forms.ModelForm]) -> tuple[dict[str, str], dict[str, str]]:
    """What the forms held before and hold now, only where they differ."""
    before, after = {}, {}
    for form in edited:
        for name in form.changed_data:
            key = f"{form.instance._meta.model_name} {form.instance.pk} {name}"
            before[key], after[key] = str(form.initial.get(name, "")), str(form.cleaned_data.get(name, ""))
    return before, after


class PlanAdmin(RowAdmin):
    """A plan of one kind; subclassed by each form app for its proxy."""

    kind: str
    list_display = ("office", "year", "revision", "policy", "created_at")
    list_filter = ("year",)
    list_select_related = ("office", "year", "policy")
    search_fields = ("office__name_bn", "office__name_en", "office__code")
    autocomplete_fields = ("office",)
    inlines = (AreaInline,)
    fields = ("office", "year", "policy", "revision")

    def plan_of(self, row: Any) -> models.Plan:
        return row

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """A plan is marked by a policy of its own kind."""
        if db_field.name == "policy":
            options["queryset"] = models.MarkingPolicy.objects.filter(kind=self.kind)
        return super().formfield_for_foreignkey(db_field, request, **options)


@admin.register(models.Area)
class AreaAdmin(RowAdmin):
    list_display = ("number", "title", "weight", "plan")
    list_select_related = ("plan__office", "plan__year")
    search_fields = ("title", "plan__office__name_bn")
    fields = ("number", "title", "weight", "note", "position")
    inlines = (ActivityInline,)

    def plan_of(self, row: models.Area) -> models.Plan:
        return row.plan

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(models.Activity)
class ActivityAdmin(RowAdmin):
    list_display = ("number", "title", "area")
    list_select_related = ("area",)
    search_fields = ("title",)
    fields = ("number", "title", "position")
    inlines = (IndicatorInline,)

    def plan_of(self, row: models.Activity) -> models.Plan:
        return row.area.plan

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(models.Indicator)
class IndicatorAdmin(RowAdmin):
    list_display = ("number", "title", "weight", "unit", "quarter_rule")
    list_filter = ("unit", "quarter_rule")
    search_fields = ("number", "title", "activity__title")
    fields = ("number", "title", "weight", "unit", "unit_text", "quarter_rule", "direction", "responsible", "remark")
    inlines = (GradedTargetInline, CellInline)

    def plan_of(self, row: models.Indicator) -> models.Plan:
        return row.activity.area.plan

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(models.MarkingPolicy)
class MarkingPolicyAdmin(admin.ModelAdmin):
    """Policies to look at: they are never edited, and a new version is made on their own page, with its event."""

    list_display = ("name", "kind", "valid_from", "version")
    list_filter = ("kind",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(models.Event)
class EventAdmin(admin.ModelAdmin):
    """The ledger, to read."""

    list_display = ("at", "by", "verb", "subject", "plan_id", "sequence")
    list_select_related = ("by",)
    list_filter = ("verb",)
    search_fields = ("subject",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
