"""Owns the page on which rules are tried on a plan: marks before and after, with nothing stored."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from marking.clauses import read_clauses
from marking.policy import Policy
from plan_tree.terms import QUARTERS
from plans.display import quarter_name
from plans.kinds import plan_kind
from plans.models import Plan
from plans.policy_forms import SWITCH_NAMES, SwitchesForm, fields_of
from plans.queries.policies import policies_read_by, policy_of
from plans.queries.scorecards import reports_of, stored_scorecard
from plans.queries.trying import try_policy
from plans.views.standing import plan_read, standing_for

LIKE = "like"  # the stored policy whose switches are tried


@require_safe
def try_out(request: HttpRequest, plan_id: int, quarter: int) -> HttpResponse:
    """What other rules would make of a plan's marks, to whoever may look at the plan."""
    standing = standing_for(request)
    plan = plan_read(request, plan_id)
    known = list(policies_read_by(standing).filter(kind=plan.kind).order_by("valid_from__start_year", "version"))
    like = next((policy for policy in known if str(policy.pk) == request.GET.get(LIKE)), None)
    report = reports_of(plan, scorecards=[quarter])[quarter]
    base = policy_of(report, plan)
    form = SwitchesForm(_chosen(request, like.as_policy() if like else None), initial=fields_of(base))
    tried = Policy.from_switches(_("tried"), form.as_switches()) if form.is_valid() else None
    context = {
        "plan": plan,
        "kind": plan_kind(plan.kind),
        "report": report,
        "quarter": quarter,
        "scorecard": stored_scorecard(report),
        "base": base,
        "form": form,
        "known": known,
        "like": like,
        "switched": _switched(base, tried) if tried else [],
        "trial": try_policy(plan, report, tried) if tried else None,
        "quarters": [_tab(request, plan, each, quarter) for each in QUARTERS],
    }
    return render(request, "plans/try_out.html", context, status=422 if form.errors else 200)


def _chosen(request: HttpRequest, like: Policy | None) -> dict[str, Any] | None:
    """The switches asked for: those of the page's form, else those of a stored policy; None: nothing is tried yet."""
    given = {name: request.GET[name] for name in SWITCH_NAMES if name in request.GET}
    if given:
        return given
    return fields_of(like) if like else None


def _switched(base: Policy, tried: Policy) -> list[dict[str, Any]]:
    """The switches set otherwise than in the policy in force, as they were and as they are tried."""
    pairs = zip(read_clauses(base), read_clauses(tried), strict=True)
    return [{"name": SWITCH_NAMES[was.switch], "was": was, "now": now} for was, now in pairs if was != now]


def _tab(request: HttpRequest, plan: Plan, quarter: int, current: int) -> dict[str, Any]:
    url = reverse("plans:try_out", kwargs={"plan_id": plan.pk, "quarter": quarter})
    asked = urlencode(request.GET.dict())
    label = quarter_name(quarter)
    return {"url": f"{url}?{asked}" if asked else url, "label": label, "current": quarter == current, "count": None}
