"""Owns writing the claim in the last line of the form."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entry.forms import WordsForm
from entry.unsent import forget_unsent, total_name
from entry.views.entry_parts import Words
from entry.views.reviewing import page_of
from entry.views.signed_out import keep_total, kept_by
from plans.actions.remarks import fingerprint
from plans.actions.total_claims import StaleClaimError, claim_total
from plans.addresses import entry_url
from plans.display import said
from plans.models import Plan
from plans.queries.access import plans_read_by
from plans.views.standing import standing_for
from workflow.transitions import Refusal

CONFLICT, REFUSED, FORBIDDEN = 409, 422, 403


@kept_by(keep_total)
@require_POST
def claim(request: HttpRequest, plan_id: int, quarter: int) -> HttpResponse:
    """Writes what the office claims; what is not taken stays in its field with the reason."""
    form, standing = WordsForm(request.POST), standing_for(request)
    text, over = form.data.get("text", ""), form.data.get("version", "")
    if not form.is_valid():
        why = " ".join(map(str, form.errors.get("text", [])))
        return _again(request, plan_id, quarter, Words(text, over, why), REFUSED)
    what: dict[str, Any] = {"plan_id": plan_id, "quarter": quarter, "text": form.cleaned_data["text"], "over": over}
    try:
        report = claim_total(**what, by=standing.person, among=plans_read_by(standing))
    except Plan.DoesNotExist as unknown:
        raise Http404 from unknown
    except StaleClaimError as stale:
        theirs = Words(text, fingerprint(stale.stands), theirs=stale.stands)
        return _again(request, plan_id, quarter, theirs, CONFLICT)
    except Refusal as refusal:
        return _again(request, plan_id, quarter, Words(text, over, said(refusal.sentence)))
    forget_unsent(request, [total_name(plan_id, quarter)])
    messages.success(request, _("Saved."))
    return redirect(f"{entry_url(report.plan, quarter)}#total-claim")


def _again(request: HttpRequest, plan_id: int, quarter: int, typed: Words, status: int | None = None) -> HttpResponse:
    """``status`` None: refused, to who can write the quarter, forbidden to others."""
    page = page_of(request, plan_id, quarter)
    page.total_typed = typed
    return render(
        request, "entry/entry.html", page.context(), status=status or (REFUSED if page.can_edit else FORBIDDEN)
    )
