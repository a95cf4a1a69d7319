"""Owns what waits for a reviewer on the first page, and reminding those who have not reported."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from plans.actions.reminding import remind_unreported
from plans.addresses import entry_url
from plans.display import digits, said
from plans.kinds import plan_kind
from plans.queries.assessing import marks_open
from plans.queries.reviewer_work import days_late, gained
from plans.views.standing import standing_for
from workflow.transitions import Refusal


@dataclass(frozen=True)
class WaitingReport:
    """A submitted report that waits for its reviewer; ``marks_open``: how many of its rows wait for marks."""

    report: Any
    label: str
    url: str
    marks_open: int

    @property
    def round(self) -> int:
        return self.report.last_round or 1

    @property
    def days_waiting(self) -> int:
        return (timezone.localdate() - timezone.localdate(self.report.handed_in_at)).days

    @property
    def days_late(self) -> int | None:
        return days_late(self.report)

    @property
    def written_since(self) -> int:
        """How many cells were written since it was returned."""
        return self.report.written_since or 0

    @property
    def gained(self) -> Decimal | None:
        return gained(self.report)

    @property
    def lost(self) -> Decimal:
        return -(self.gained or Decimal(0))


def waiting_reports(reports: Sequence[Any]) -> list[WaitingReport]:
    """As they are shown, the longest waiting first. One query."""
    counted = marks_open(reports)
    return [
        WaitingReport(
            each,
            said(plan_kind(each.plan.kind).title),
            entry_url(each.plan, each.quarter),
            counted.get(each.pk, 0),
        )
        for each in reports
    ]


@require_POST
def remind(request: HttpRequest) -> HttpResponse:
    """Reminds all offices that have not handed the current quarter in."""
    standing = standing_for(request)
    if not standing.is_reviewer:
        raise PermissionDenied
    try:
        number = remind_unreported(by=standing.person)
    except Refusal as refusal:
        messages.warning(request, said(refusal.sentence))
    else:
        told = ngettext("%(shown)s office was reminded.", "%(shown)s offices were reminded.", number)
        messages.success(request, told % {"shown": digits(number)})
    return redirect("home")
