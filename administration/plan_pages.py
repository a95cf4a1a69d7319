"""Owns the administrators' page of a plan, which every form app subclasses for its own kind."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from administration.form_rows import AreaInline, RowAdmin
from administration.list_columns import moment
from plans import models


class PlanAdmin(RowAdmin):
    """A plan of one kind; subclassed by each form app for its proxy."""

    path_to_plan = ""
    list_display = ("office_of", "year_of", "states_of", "revision", "policy", "made_at")
    list_filter = ("year", "reports__state", "office__tier", "policy")
    list_select_related = ("policy",)
    search_fields = ("office__name_bn", "office__name_en", "office__code")
    autocomplete_fields = ("office",)
    inlines = (AreaInline,)
    fields = ("office", "year", "policy", "revision")

    @admin.display(description=_("made at"), ordering="created_at")
    def made_at(self, plan: models.Plan) -> str:
        return moment(plan.created_at)

    def plan_of(self, row: models.Plan) -> models.Plan:
        return row

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """A plan is marked by a policy of its own kind."""
        if db_field.name == "policy":
            options["queryset"] = models.MarkingPolicy.objects.filter(kind=self.model.KIND)
        return super().formfield_for_foreignkey(db_field, request, **options)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(
            self.may_write(request) and request.user.has_perm(f"{self.opts.app_label}.add_{self.opts.model_name}")
        )
