"""Owns the administrators' page of a plan, which every form app subclasses for its own kind."""

from typing import Any

from django.http import HttpRequest

from plans import models
from plans.admin.rows import AreaInline, RowAdmin


class PlanAdmin(RowAdmin):
    """A plan of one kind; subclassed by each form app for its proxy."""

    kind: str
    path_to_plan = ""
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

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(
            self.may_write(request) and request.user.has_perm(f"{self.opts.app_label}.add_{self.opts.model_name}")
        )
