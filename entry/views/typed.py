"""Owns what a reviewer typed and has not sent: kept with the session until the report is decided."""

from collections.abc import Collection
from typing import Any

from django.http import HttpRequest

KEPT = "typed"
MOST_REPORTS, LONGEST = 5, 20_000
REASON = "reason"
ANSWERS = "answer-"  # before the key of a row the office wishes to open
PREFIXES = ("marks-", "why-", "exempt-", "say-", "ask-", ANSWERS)


def typed_in(request: HttpRequest) -> dict[str, str]:
    """What the fields of the review form hold in this request."""
    return {name: text[:LONGEST] for name, text in request.POST.items() if _is_ours(name) and isinstance(text, str)}


def keep_typed(request: HttpRequest, report_id: int, *, but: Collection[str] = ()) -> None:
    """Keeps what was typed beside what was just sent; of the latest few reports.

    An answer given in the check before approval sends its own row alone: what was typed at others stays.
    """
    before = typed_for(request, report_id) if "back" in request.POST else {}
    typed = {name: text for name, text in (before | typed_in(request)).items() if text.strip() and name not in but}
    kept: dict[str, Any] = {key: each for key, each in _kept(request).items() if key != str(report_id)}
    if typed:
        kept[str(report_id)] = typed
    request.session[KEPT] = dict(list(kept.items())[-MOST_REPORTS:])


def typed_for(request: HttpRequest, report_id: int) -> dict[str, str]:
    """What was typed for a report and not sent yet."""
    found: dict[str, str] = _kept(request).get(str(report_id), {})
    return found


def forget_typed(request: HttpRequest, report_id: int) -> None:
    """Once a report is returned or approved, nothing waits to be sent."""
    if str(report_id) in _kept(request):
        request.session[KEPT] = {key: each for key, each in _kept(request).items() if key != str(report_id)}


def _kept(request: HttpRequest) -> dict[str, Any]:
    return dict(request.session.get(KEPT, {}))


def _is_ours(name: str) -> bool:
    return name == REASON or name.startswith(PREFIXES)
