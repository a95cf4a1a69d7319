"""Owns the page of the check before an approval, as it is opened and as it comes back with what was not taken."""

from collections.abc import Mapping

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entry.forms import ApproveForm
from entry.views.approval import Approval
from entry.views.entry_page import EntryPage

BACK, APPROVE = "back", "approve"  # the field by which an answer given in the check is known, and what it holds


def is_given_in_check(request: HttpRequest) -> bool:
    """Whether an answer was given where the check lists its row."""
    return request.POST.get(BACK) == APPROVE


def show_approval(
    request: HttpRequest,
    page: EntryPage,
    form: Form | None = None,
    *,
    errors: Mapping[int, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """What becomes final and what is open; ``errors``: why what was said of rows was not taken."""
    approval = Approval(page, errors or {})
    shown = {
        "decision": form or ApproveForm(agreed=approval.agreed, zero=approval.zero),
        "told": page.told,
        "approval": approval,
    }
    return render(request, "entry/approve.html", page.context() | shown, status=status)
