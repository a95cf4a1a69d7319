"""Owns the public pages on which a printed report is verified by its number."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from plans.kinds import plan_kind
from plans.queries.scorecards import stored_scorecard
from reports.paper_numbers import Misspelled, read_number
from reports.verification import Verdict, VerifiedPaper, digest_of, find

PAGE = "reports/verification.html"
STATUS = {Verdict.UNKNOWN: 404, Verdict.MISSPELLED: 404}
VOUCHED_FOR = {Verdict.CURRENT, Verdict.SUPERSEDED}
LONGEST = 100  # characters that somebody types
MOST_GUESSES, QUIET = 50, 5 * 60  # invented numbers from one address, until it was silent for so many seconds


@login_not_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Where a number is typed in."""
    typed = request.GET.get("number", "").replace("/", "-").strip(" .")[:LONGEST]
    if typed:
        return redirect("verification:verdict", number=_spelled(typed))
    return render(request, PAGE, {"number": ""})


@login_not_required
@require_safe
def verdict(request: HttpRequest, number: str) -> HttpResponse:
    """What a number says of the paper it stands on; figures only once they are approved."""
    guesses = _guesses(request)
    if cache.get(guesses, 0) >= MOST_GUESSES:
        return render(request, PAGE, {"number": _spelled(number), "verdict": "guessing"}, status=429)
    finding = find(number[:LONGEST])
    if finding.verdict is Verdict.UNKNOWN:
        cache.set(guesses, cache.get(guesses, 0) + 1, QUIET)
    context = {"number": _spelled(number), "verdict": finding.verdict.value, "is_older": finding.is_older}
    return render(request, PAGE, context | _shown(finding), status=STATUS.get(finding.verdict, 200))


def _shown(finding: VerifiedPaper) -> dict[str, Any]:
    report = finding.report
    if report is None:
        return {}
    context: dict[str, Any] = {"report": report, "plan": report.plan, "kind": plan_kind(report.plan.kind)}
    if finding.verdict in VOUCHED_FOR:
        context |= {"scorecard": stored_scorecard(report), "digest": _grouped(digest_of(report))}
    return context


def _spelled(typed: str) -> str:
    """The number as it is printed; what is no number as it was typed."""
    try:
        return str(read_number(typed))
    except Misspelled:
        return typed[:LONGEST]


def _guesses(request: HttpRequest) -> str:
    return f"guessed-numbers:{get_adapter().get_client_ip(request)}"


def _grouped(digest: str) -> str:
    """Sixteen letters at a time, for eyes and narrow screens."""
    return " ".join(digest[place : place + 16] for place in range(0, len(digest), 16))
