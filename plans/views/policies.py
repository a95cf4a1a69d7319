"""Owns the pages of marking policies: the list, one to read with its versions and plans, and making a new version."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cell_values.text import normalise
from marking.policy import Policy
from offices.queries.rights import Standing
from plans.actions.policies import add_first_policy, add_policy_version
from plans.display import said
from plans.kinds import plan_kind, plan_kinds
from plans.models import MarkingPolicy
from plans.policy_forms import SWITCH_NAMES, FirstPolicyForm, NewVersionForm, fields_of
from plans.queries.access import plans_read_by
from plans.queries.policies import Version, policies_read_by, versions
from plans.views.standing import administrator_for, standing_for
from workflow.transitions import Refusal

PLANS_A_PAGE = 20
GIVEN = ("name", "valid_from", "reason")


@require_safe
def policies(request: HttpRequest) -> HttpResponse:
    """Every policy by kind of plan, the latest first, for reviewers and administrators."""
    standing = standing_for(request)
    if not (standing.is_reviewer or standing.is_administrator):
        raise PermissionDenied
    kinds = [(kind, versions(kind.code)) for kind in plan_kinds().values()]
    return render(request, "plans/policies.html", {"kinds": kinds, "standing": standing})


@require_safe
def policy(request: HttpRequest, policy_id: int) -> HttpResponse:
    """One policy in words, beside the versions of its kind and the plans that use it."""
    standing = standing_for(request)
    found = get_object_or_404(policies_read_by(standing), pk=policy_id)
    readable = set(policies_read_by(standing).filter(kind=found.kind).values_list("pk", flat=True))
    known = [version for version in versions(found.kind) if version.policy.pk in readable]
    version = next(version for version in known if version.policy == found)
    return render(
        request,
        "plans/policy.html",
        {
            "policy": found,
            "kind": plan_kind(found.kind),
            "version": version,
            "clauses": _named(version),
            "versions": known,
            "standing": standing,
        }
        | _plans(request, standing, found),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new_version(request: HttpRequest, policy_id: int) -> HttpResponse:
    """A new version of a policy, for administrators; nothing is ever edited."""
    standing = administrator_for(request)
    base = get_object_or_404(policies_read_by(standing), pk=policy_id)
    form = NewVersionForm(request.POST if request.method == "POST" else None, initial=_initial(base))
    if made := _made(form, partial(add_policy_version, base=base, by=standing.person)):
        messages.success(request, _("The new version was stored. Plans already there keep the policy they have."))
        return redirect("plans:policy", policy_id=made.pk)
    context = {"form": form, "policy": base, "kind": plan_kind(base.kind)}
    return render(request, "plans/policy_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def first_policy(request: HttpRequest, kind: str) -> HttpResponse:
    """The first policy of a kind of plan that has none, for administrators; what it proposes is the rulebook's."""
    standing = administrator_for(request)
    if kind not in plan_kinds():
        raise Http404
    form = FirstPolicyForm(request.POST if request.method == "POST" else None, initial=fields_of(Policy("")))
    if made := _made(form, partial(add_first_policy, kind=kind, by=standing.person)):
        messages.success(request, _("The policy was stored. Plans of this kind can now be imported."))
        return redirect("plans:policy", policy_id=made.pk)
    context = {"form": form, "policy": None, "kind": plan_kind(kind)}
    return render(request, "plans/policy_new.html", context, status=422 if form.errors else 200)


def _made(form: NewVersionForm, make: Callable[..., MarkingPolicy]) -> MarkingPolicy | None:
    """The policy a valid form makes; None with what was refused said in the form."""
    if not form.is_valid():
        return None
    try:
        return make(switches=form.as_switches(), **{name: form.cleaned_data[name] for name in GIVEN})
    except Refusal as refusal:
        form.add_error(None, said(refusal.sentence))
        return None


def _initial(base: MarkingPolicy) -> dict[str, Any]:
    return fields_of(base.as_policy()) | {"name": base.name, "valid_from": base.valid_from_id}


def _named(version: Version) -> list[dict[str, Any]]:
    """The clauses with the names of their switches, and how each stood in the version before."""
    before = {now.switch: was for was, now in version.changes}
    return [
        {"name": SWITCH_NAMES[clause.switch], "clause": clause, "before": before.get(clause.switch)}
        for clause in version.clauses
    ]


def _plans(request: HttpRequest, standing: Standing, policy: MarkingPolicy) -> dict[str, Any]:
    """The plans a person may look at: those that use the policy, or all of its kind, to try it on."""
    plans = plans_read_by(standing).filter(kind=policy.kind)
    using, search = plans.filter(policy=policy), normalise(request.GET.get("office", ""))
    used_by = using.count()
    shows_all = request.GET.get("plans") == "all" or not used_by
    shown = plans if shows_all else using
    if search:
        shown = shown.filter(Q(office__name_bn__icontains=search) | Q(office__name_en__icontains=search))
    page = Paginator(shown.order_by("-year__start_year", "office__name_bn", "pk"), PLANS_A_PAGE)
    tabs = [
        {"url": "?#plans", "label": _("Plans that use it"), "count": used_by, "current": not shows_all},
        {"url": "?plans=all#plans", "label": _("All plans of this kind"), "count": None, "current": shows_all},
    ]
    found = page.get_page(request.GET.get("page"))
    return {
        "page": found,
        "plans": [{"plan": each, "quarter": each.year.quarter_begun(timezone.localdate())} for each in found],
        "tabs": tabs,
        "search": search,
        "is_all": shows_all,
    }
