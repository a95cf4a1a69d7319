"""Owns the administrators' page of a whole plan: the editor in the house of the administration."""

from functools import partial
from typing import Any

from django.contrib.admin import AdminSite
from django.db.models.options import Options
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from editor.views import EditorHouse, EditorPage, LookPage
from plans.models import Plan
from plans.views.standing import administrator_for


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
