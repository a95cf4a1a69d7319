"""Owns the public pages on which a printed report is verified by its number."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from plans.kinds import plan_kind
from plans.models import QuarterReport
from plans.queries.scorecards import stored_scorecard
from reports.verification import Verdict, digest_of, find, is_final


@login_not_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Where a number is typed in."""
    number = "".join(letter for letter in request.GET.get("number", "") if letter.isascii() and letter.isalnum())
    if number:
        return redirect("verification:verdict", number=number)
    return render(request, "reports/verification.html", {"number": ""})


@login_not_required
@require_safe
def verdict(request: HttpRequest, number: str) -> HttpResponse:
    """What a number says of the paper it stands on; figures only once they are approved."""
    finding = find(number)
    context = {"number": number.upper(), "verdict": finding.verdict.value} | _shown(finding.report, finding.verdict)
    status = 404 if finding.verdict is Verdict.UNKNOWN else 200
    return render(request, "reports/verification.html", context, status=status)


def _shown(report: QuarterReport | None, verdict: Verdict) -> dict[str, Any]:
    if report is None:
        return {}
    context: dict[str, Any] = {"report": report, "plan": report.plan, "kind": plan_kind(report.plan.kind)}
    if is_final(report) and verdict is not Verdict.CHANGED:
        context |= {"scorecard": stored_scorecard(report), "digest": _grouped(digest_of(report))}
    return context


def _grouped(digest: str) -> str:
    """Sixteen letters at a time, for eyes and narrow screens."""
    return " ".join(digest[place : place + 16] for place in range(0, len(digest), 16))
