"""Owns the administrators' pages of a plan, which every form app subclasses for its own kind; the editor in their
house.
"""

from functools import partial
from typing import Any

from django.contrib.admin import AdminSite
from django.db.models import QuerySet
from django.db.models.options import Options
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from administration.form_rows import AreaInline, RowAdmin
from administration.list_columns import column, moment, state_filter
from administration.long_lists import ListOfOffices
from editor.views import EditorHouse, EditorPage, LookPage
from plans import models
from plans.models import Plan
from plans.views.standing import administrator_for


class PlanAdmin(ListOfOffices, RowAdmin):
    """A plan of one kind; subclassed by each form app for its proxy."""

    path_to_plan = ""
    change_form_template = "administration/plan_change_form.html"
    list_display = ("office_of", "year_of", "states_of", "revision", "policy", "made_at")
    list_filter = ("year", state_filter(""), "office__tier", "policy")
    search_fields = ("office__name_bn",)
    office_column = "office"
    ordering = ("-pk",)
    autocomplete_fields = ("office",)
    inlines = (AreaInline,)
    fields = ("office", "year", "policy", "revision", "template")
    readonly_fields = ("template",)  # chosen where the year is opened

    def get_urls(self) -> list[Any]:
        return [*whole_plan_addresses(self.admin_site, self.opts), *super().get_urls()]

    def response_add(self, request: HttpRequest, obj: models.Plan, post_url_continue: Any = None) -> HttpResponse:
        """A new plan is written at once, all of it on one page."""
        answer: HttpResponse = super().response_add(request, obj, post_url_continue)
        goes_on = not {"_continue", "_addanother", "_popup"} & set(request.POST)
        return redirect(whole_plan_url(obj, self.opts)) if goes_on else answer

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> HttpResponse:
        plan = options.get("obj")
        more = {"whole_url": whole_plan_url(plan, self.opts)} if plan else {}
        answer: HttpResponse = super().render_change_form(request, context | more, *args, **options)
        return answer

    made_at = column(_("made at"), "created_at", moment, ordering="created_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("policy")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """A plan is marked by a policy of its own kind."""
        if db_field.name == "policy":
            options["queryset"] = models.MarkingPolicy.objects.filter(kind=self.model.KIND)
        return super().formfield_for_foreignkey(db_field, request, **options)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(
            self.may_write(request) and request.user.has_perm(f"{self.opts.app_label}.add_{self.opts.model_name}")
        )


def whole_plan_addresses(site: AdminSite, opts: Options[Any]) -> list[Any]:
    """The pages on which a whole plan of a kind is written, and looked at before it is stored."""
    house, name = _house(site, opts), f"{opts.app_label}_{opts.model_name}"
    pages = {"whole": EditorPage.as_view(house=house), "look": LookPage.as_view(house=house)}
    return [
        path(f"<int:plan_id>/{page}/", site.admin_view(view), name=f"{name}_{page}") for page, view in pages.items()
    ]


def whole_plan_url(plan: Plan, opts: Options[Any], page: str = "whole") -> str:
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{page}", args=[plan.pk])


def _house(site: AdminSite, opts: Options[Any]) -> EditorHouse:
    editor_url = partial(whole_plan_url, opts=opts)
    return EditorHouse(
        base_template="admin/base_site.html",
        crumbs_template="administration/editor_crumbs.html",
        find_plan=partial(_find_plan, opts=opts),
        editor_url=editor_url,
        look_url=partial(editor_url, page="look"),
        back_url=editor_url,
        context=lambda request, plan: {
            **site.each_context(request),
            "opts": opts,
            "change_url": whole_plan_url(plan, opts, "change"),
            "history_url": whole_plan_url(plan, opts, "history"),
        },
    )


def _find_plan(request: HttpRequest, plan_id: int, *, opts: Options[Any]) -> Plan:
    administrator_for(request)
    plans: Any = opts.model._default_manager
    found: Plan = get_object_or_404(
        plans.select_related("office__parent__parent", "year", "policy", "template"), pk=plan_id
    )
    return found
