"""Owns the page about the system, which anybody may read: its version, the rules of marks in force, whom to ask."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from config.version import running_version
from marking.clauses import read_clauses
from offices.models import FiscalYear
from plans.kinds import plan_kinds
from plans.models import MarkingPolicy
from plans.policy_forms import SWITCH_NAMES
from plans.queries.policies import policy_for
from reports.views.unchanged import shown_anew


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Three queries at most for each kind of plan."""
    today = timezone.localdate()
    rules = list(_rules(FiscalYear(start_year=today.year - (today.month < 7))))
    version, contact = running_version(settings.BASE_DIR), settings.ADMINISTRATOR_CONTACT
    context = {"version": version, "contact": contact, "rules": rules}
    policies = [each["policy"] for each in rules]
    told = version, contact, [policy and (policy.pk, policy.name, policy.switches) for policy in policies]
    return shown_anew(request, told, lambda: render(request, "about.html", context))


def _rules(year: FiscalYear) -> Iterator[dict[str, Any]]:
    """Each kind of plan with the policy its new plans of this year take, in words."""
    for kind in plan_kinds().values():
        try:
            policy = policy_for(kind.code, year)
        except MarkingPolicy.DoesNotExist:
            yield {"kind": kind, "policy": None}
            continue
        clauses = [{"name": SWITCH_NAMES[each.switch], "clause": each} for each in read_clauses(policy.as_policy())]
        yield {"kind": kind, "policy": policy, "clauses": clauses}
