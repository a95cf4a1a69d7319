"""Owns the public pages on which a printed report or plan is verified by its number."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from marking.scorecard import Scorecard
from plans.kinds import plan_kind
from plans.models import Plan
from plans.queries.scorecards import stored_scorecard
from plans.queries.trees import load_tree
from reports.document_numbers import YearEndFinding, find_receipt, find_year_end
from reports.paper_numbers import number_in
from reports.queries.receipt import HandedIn
from reports.verification import Verdict, VerifiedPaper, digest_of, digest_of_plan, find

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
    guesses = f"guessed-numbers:{get_adapter().get_client_ip(request)}"
    if cache.get(guesses, 0) >= MOST_GUESSES:
        return render(request, PAGE, {"number": _spelled(number), "verdict": "guessing"}, status=429)
    if received := find_receipt(number[:LONGEST]):
        return render(request, PAGE, {"number": _spelled(number), **_received(*received)})
    if (paper := find_year_end(number[:LONGEST])) is not None:
        return render(request, PAGE, {"number": _spelled(number), **_of_year_end(paper)})
    finding = find(number[:LONGEST])
    if finding.verdict is Verdict.UNKNOWN:
        cache.set(guesses, cache.get(guesses, 0) + 1, QUIET)
    context = {"number": _spelled(number), "verdict": finding.verdict.value, "is_older": finding.is_older}
    return render(request, PAGE, context | _shown(finding), status=STATUS.get(finding.verdict, 200))


def _received(received: HandedIn, is_genuine: bool) -> dict[str, Any]:
    """What a receipt says to anybody who holds it, where it stands as it was issued."""
    verdict = "receipt" if is_genuine else "changed_receipt"
    return {"verdict": verdict, "received": received, "is_public": True}


def _of_year_end(paper: YearEndFinding) -> dict[str, Any]:
    """What an annual report or a feedback says to anybody who holds it, where it stands as it was issued."""
    name = "annual" if paper.round is not None else "feedback"
    verdict = name if paper.is_genuine else f"changed_{name}"
    return {"verdict": verdict, "paper": paper, "kind": plan_kind(paper.plan.kind), "is_public": True}


def _shown(finding: VerifiedPaper) -> dict[str, Any]:
    report = finding.report
    if finding.plan is not None:
        return _shown_of_plan(finding.plan, is_vouched_for=finding.verdict in VOUCHED_FOR)
    if report is None:
        return {}
    context: dict[str, Any] = {"report": report, "plan": report.plan, "kind": plan_kind(report.plan.kind)}
    if (kept := finding.taken_back) is not None:
        scorecard = Scorecard.from_json(kept.scorecard)
        context |= {"scorecard": scorecard, "digest": _grouped(kept.figures), "taken_back": kept}
    if finding.verdict in VOUCHED_FOR:
        context |= {"scorecard": stored_scorecard(report), "digest": _grouped(digest_of(report))}
    return context


def _shown_of_plan(plan: Plan, *, is_vouched_for: bool) -> dict[str, Any]:
    context: dict[str, Any] = {"plan": plan, "kind": plan_kind(plan.kind), "is_plan": True}
    if is_vouched_for:
        signed, approved = load_tree(plan).as_signed, plan.rounds.filter(is_approved=True).last()
        digest = _grouped(digest_of_plan(plan, signed))
        context |= {"signed": signed, "approved_on": approved and approved.approved_on, "digest": digest}
    return context


def _spelled(typed: str) -> str:
    """The number as it is printed; what is no number as it was typed."""
    return str(number_in(typed) or typed[:LONGEST])


def _grouped(digest: str) -> str:
    """Sixteen letters at a time, for eyes and narrow screens."""
    return " ".join(digest[place : place + 16] for place in range(0, len(digest), 16))
