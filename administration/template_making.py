"""Owns the administrators' pages that make a template: a plan is chosen, then what of it is fixed for whom."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from administration.list_columns import kind_named
from administration.template_form import TemplateForm
from cell_values.text import normalise
from offices.models import Person
from plan_tree.rollover import ToSee
from plans.actions.templates import make_template
from plans.display import digits, said
from plans.models import Plan, PlanTemplate
from plans.queries.templates import plan_for_year, plans_with_areas
from plans.queries.trees import load_tree
from plans.views.standing import administrator_for
from workflow.transitions import Refusal

PLANS_SHOWN = 50


@require_safe
def choose_plan_page(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """The plans a template can be made from, found by office."""
    administrator_for(request)
    search = normalise(request.GET.get("office", ""))
    found = _found(search)
    plans = [{"plan": plan, "kind": kind_named(plan.kind)} for plan in found[:PLANS_SHOWN]]
    more = found.count() - len(plans)
    return _page(request, site, "template_plans.html", {"plans": plans, "more": more, "search": search})


@require_http_methods(["GET", "HEAD", "POST"])
def make_template_page(request: HttpRequest, plan_id: int, site: AdminSite) -> HttpResponse:
    """What of a plan is fixed, for which year and tier; made, it is shown."""
    person = administrator_for(request).person
    plan = get_object_or_404(plans_with_areas(), pk=plan_id)
    areas = load_tree(plan).areas
    initial = {"year": plan.year.label, "tier": plan.office.tier}
    form = TemplateForm(request.POST if request.method == "POST" else None, areas=areas, initial=initial)
    if request.method == "POST" and form.is_valid() and (made := _made(form, plan, person)):
        messages.success(request, _told(made))
        return redirect("admin:plans_plantemplate_change", made.pk)
    start_year = form.cleaned_data.get("year", plan.year.start_year) if form.is_bound else plan.year.start_year
    context = {"plan": plan, "kind": kind_named(plan.kind), "form": form, "dated": _naming_a_year(plan, start_year)}
    return _page(request, site, "make_template.html", context, 422 if form.is_bound else 200)


def _found(search: str) -> QuerySet[Plan]:
    """Plans of the offices whose name or code holds what is searched for."""
    if not search:
        return plans_with_areas()
    names = Q(office__name_bn__icontains=search) | Q(office__name_en__icontains=search)
    return plans_with_areas().filter(names | Q(office__code__iexact=search))


def _made(form: TemplateForm, plan: Plan, by: Person) -> PlanTemplate | None:
    """The template; None with what was refused said in the form."""
    try:
        chosen = form.cleaned_data
        return make_template(plan=plan, start_year=chosen["year"], tier=chosen["tier"], choices=form.choices, by=by)
    except Refusal as refusal:
        form.add_error(None, said(refusal.sentence))
        return None


def _told(made: PlanTemplate) -> str:
    if made.version == 1:
        return _("The template was stored. Plans begin with it when the year is opened.")
    told = _("The template was stored as version %(version)s. Plans made from the one before keep that.")
    return digits(told % {"version": made.version})


def _naming_a_year(plan: Plan, start_year: int) -> list[dict[str, str]]:
    """The words of a plan that name a year: in a template they stay as they are."""
    to_see = plan_for_year(plan, start_year).to_see
    return [{"number": each.number, "text": each.text} for each in to_see if each.why is ToSee.NAMES_A_YEAR]


def _page(request: HttpRequest, site: AdminSite, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    told = site.each_context(request) | {"title": _("Make a template"), "opts": PlanTemplate._meta} | context
    return TemplateResponse(request, f"administration/{name}", told, status=status)
