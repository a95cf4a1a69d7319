"""Owns the administrators' page that opens a fiscal year: what would be done is shown first, then a job does it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import methodcaller
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from administration.opening_form import YearOpeningForm
from administration.opening_job import ask_to_open
from offices.models import FiscalYear, Office
from plans.display import said
from plans.kinds import plan_kind
from plans.models import Plan
from plans.views.standing import administrator_for, standing_for
from workflow.transitions import Refusal
from year_opening.queries.opening import NO_POLICY, OpeningOfKind, YearOpening, carried_over, opening_of, usual_opening
from year_opening.queries.opening_offices import OpeningCase, OpeningChoices, named_offices
from year_opening.queries.rolling_over import plans_before, rolled_plan, told_rollover

NAMES_SHOWN = 60
NOT_ASKED = frozenset({"csrfmiddlewaretoken", "look", "seen", "agreed"})


@require_http_methods(["GET", "HEAD", "POST"])
def open_year_page(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Shows what opening a year would do, and asks for it to be done when just that was shown."""
    administrator_for(request)
    if request.method != "POST" and not request.GET:
        return _shown(request, site, usual_opening(timezone.localdate()))
    form = YearOpeningForm(request.POST if request.method == "POST" else request.GET)
    if not form.is_valid():
        return _page(request, site, form, None, 422)
    if request.method == "POST" and "open" not in request.POST:
        return redirect(f"{reverse('admin:offices_fiscalyear_open')}?{_asked(request.POST)}")
    opening = opening_of(form.choices)
    return _open(request, site, form, opening) if "open" in request.POST else _shown(request, site, opening)


def _asked(data: QueryDict) -> str:
    """What is looked at as an address, so that one can go away and come back."""
    kept = data.copy()
    for name in [name for name in kept if name in NOT_ASKED or not kept[name]]:
        del kept[name]
    return kept.urlencode()


def _open(request: HttpRequest, site: AdminSite, form: YearOpeningForm, opening: YearOpening) -> HttpResponse:
    if form.cleaned_data["seen"] != opening.fingerprint:
        messages.warning(request, _("What would be done is not what was shown. Look at it once more."))
        return _shown(request, site, opening, 409)
    if opening.refused_days:
        messages.error(request, _("Write the deadlines that lack."))
        return _shown(request, site, opening, 422)
    if not form.cleaned_data["agreed"]:
        messages.error(request, _("Tick that you have looked at it."))
        return _shown(request, site, opening, 422, is_unticked=True)
    try:
        job = ask_to_open(opening=opening, by=standing_for(request).person)
    except Refusal as refusal:
        messages.error(request, said(refusal.sentence))
        return _shown(request, site, opening, 409)
    return redirect("jobs:job", job_id=job.pk)


def _shown(
    request: HttpRequest, site: AdminSite, opening: YearOpening, status: int = 200, *, is_unticked: bool = False
) -> HttpResponse:
    """The page with what would be done."""
    return _page(request, site, YearOpeningForm.showing(opening, is_unticked=is_unticked), opening, status)


def _page(
    request: HttpRequest, site: AdminSite, form: YearOpeningForm, opening: YearOpening | None, status: int
) -> HttpResponse:
    context = site.each_context(request) | {
        "title": _("Open a fiscal year"),
        "opts": FiscalYear._meta,
        "form": form,
        "rows": list(form.rows(opening)),
        "opening": opening,
        "kinds": list(_kinds(opening)) if opening else [],
        "carried": _carried(opening) if opening else [],
    }
    return TemplateResponse(request, "administration/open_year.html", context, status=status)


@require_safe
def rolled_plan_page(request: HttpRequest, plan_id: int, site: AdminSite) -> HttpResponse:
    """What becomes of the rows of a plan in the year after its own: dates moved, and what to look at."""
    administrator_for(request)
    plan = get_object_or_404(Plan.objects.select_related("office", "year"), pk=plan_id)
    rolled = rolled_plan(plan)
    context = site.each_context(request) | {
        "title": _("The plan of the year before, a year on"),
        "opts": FiscalYear._meta,
        "plan": plan,
        "kind": said(plan_kind(plan.kind).short),
        "year": FiscalYear(start_year=plan.year.start_year + 1).label,
        **told_rollover(rolled),
    }
    return TemplateResponse(request, "administration/rolled_plan.html", context)


def _kinds(opening: YearOpening) -> Iterator[dict[str, Any]]:
    """Each kind with its policy, its counts and the names behind them."""
    found, templates = named_offices(opening.choices, NAMES_SHOWN), opening.templates
    for each in opening.kinds:
        rolled = _first(found, methodcaller("is_rolled", each.kind, templates))
        yield {
            "title": said(plan_kind(each.kind).title),
            "policy": each.policy,
            "why_none": said(NO_POLICY),
            "made": _named(_first(found, methodcaller("gets", each.kind)), each.made),
            "rolled": each.rolled,
            "templated": each.templated,
            "templates": list(templates.get(each.kind, {}).values()),
            "before": _plans_before(opening.choices, each, rolled),
            "there": _named(_first(found, methodcaller("has", each.kind)), each.there),
            "no_own_plan": _named(_first(found, methodcaller("makes_none")), each.no_own_plan),
        }


def _first(found: Iterable[tuple[OpeningCase, Office]], fits: Callable[[OpeningCase], bool]) -> list[Office]:
    return [office for outlook, office in found if fits(outlook)][:NAMES_SHOWN]


def _plans_before(choices: OpeningChoices, each: OpeningOfKind, offices: Sequence[Office]) -> list[Plan]:
    """The first plans of the year before that others begin with."""
    if not each.rolled:
        return []
    return list(plans_before([office.pk for office in offices], choices.start_year, each.kind).values())


def _named(offices: Sequence[Office], count: int) -> dict[str, Any]:
    """How many, the names of the first, and how many more there are."""
    names = [str(office) for office in offices] if count else []
    return {"count": count, "names": names, "more": count - len(names)}


def _carried(opening: YearOpening) -> list[str]:
    """The names of the first focal points that are carried over."""
    if not opening.people.carried:
        return []
    return [f"{each.person} · {each.office}" for each in carried_over(opening.choices)[:NAMES_SHOWN]]
