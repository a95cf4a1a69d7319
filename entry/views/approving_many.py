"""Owns the page on which a reviewer approves many reports at once, with one word to their offices."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cell_values.sentence import Sentence
from entry.forms import ApproveManyForm
from entry.views.approval import Approval
from entry.views.entry_page import EntryPage
from offices.queries.rights import Standing
from plans.actions.reporting import UnassessedError, approve_report
from plans.actions.seeing import ChangedMeanwhileError
from plans.display import said
from plans.queries.access import plans_read_by
from plans.queries.overview import longest_waiting, reports_reviewed
from plans.queries.quarter_contents import contents_of_many
from plans.seen import digest_of
from plans.views.sent_keys import key_in
from plans.views.standing import standing_for
from workflow.transitions import Refusal, ReportState, Step

MOST = 10  # reports of a page: each is checked as on its own page
NOTHING_TICKED = Sentence("কমপক্ষে একটি প্রতিবেদনে টিক দিন।", "Tick at least one report.")
CHANGED = Sentence(
    "পাতাটি খোলার পর এই প্রতিবেদন বদলেছে; আলাদা করে দেখুন।",
    "This report changed since you opened the page; look at it by itself.",
)
NOT_CLEAN = Sentence("এতে এখনও করণীয় আছে; আলাদা করে দেখুন।", "Something of it is still open; look at it by itself.")


@dataclass(frozen=True)
class ManyLine:
    """A report that waits, with what its own check says; ``told``: what came of approving it."""

    page: EntryPage
    told: str = ""
    is_done: bool = False
    is_ticked: bool = False

    @property
    def key(self) -> int:
        return self.page.report.pk

    @cached_property
    def approval(self) -> Approval:
        return Approval(self.page)

    @property
    def seen(self) -> str:
        """The digest of what the page showed of it."""
        return digest_of(self.page.shown)

    @cached_property
    def why_not(self) -> str:
        """Why it is not approved from here: something is open, or the quarters before it."""
        if not self.page.can_review:
            return self.page.why_undecided
        if self.approval.open_lines or self.approval.waiting:
            return said(NOT_CLEAN)
        return self.page.why_out_of_order(Step.APPROVE)


@require_http_methods(["GET", "HEAD", "POST"])
def approve_many(request: HttpRequest) -> HttpResponse:
    """The reports that wait, those without anything open to tick; confirmed, each is approved or says why not."""
    standing, told = standing_for(request), []
    form = ApproveManyForm(request.POST if request.method == "POST" else None)
    chosen = _keys(request) if request.method == "POST" else set()
    if request.method == "POST" and form.is_valid() and not chosen:
        form.add_error(None, said(NOTHING_TICKED))
    if request.method == "POST" and form.is_valid():
        told = [_approved(request, line, form.cleaned_data["note"]) for line in _lines(standing, chosen)]
        form, chosen = ApproveManyForm(), set()  # the next ones are looked at anew
    lines = [replace(line, is_ticked=line.key in chosen and _is_as_seen(request, line)) for line in _lines(standing)]
    context = {"form": form, "lines": lines, "told": told, "can_any": any(not line.why_not for line in lines)}
    return render(request, "entry/approve_many.html", context, status=422 if form.errors else 200)


def _keys(request: HttpRequest) -> set[int]:
    """The reports that were ticked."""
    sent = map(key_in, request.POST.getlist("report"))
    return {key for key in sent if key is not None}


def _lines(standing: Standing, chosen: Collection[int] = ()) -> list[ManyLine]:
    """The longest waiting first; those chosen, where any are, though others wait longer by now or they wait no more."""
    if not standing.is_reviewer:
        return []
    reports = reports_reviewed(standing, chosen)[:MOST] if chosen else longest_waiting(standing, MOST)
    plans = {plan.pk: plan for plan in plans_read_by(standing).filter(pk__in=[each.plan_id for each in reports])}
    found = contents_of_many([(plans[each.plan_id], each.quarter) for each in reports])
    return [ManyLine(EntryPage(contents, standing)) for contents in found]


def _is_as_seen(request: HttpRequest, line: ManyLine) -> bool:
    return request.POST.get(f"seen-{line.key}") == line.seen


def _approved(request: HttpRequest, line: ManyLine, note: str) -> ManyLine:
    """The line with what came of it; each report stands or falls by itself."""
    page = line.page
    if page.state is not ReportState.SUBMITTED:
        return ManyLine(page, page.why_no_decision)
    if not _is_as_seen(request, line):
        return ManyLine(page, said(CHANGED))
    if line.why_not:
        return ManyLine(page, line.why_not)
    try:
        approve_report(report=page.report, by=page.standing.person, seen=page.shown, note=note)
    except Refusal as refusal:
        return ManyLine(page, said(refusal.sentence))
    except ChangedMeanwhileError:
        return ManyLine(page, said(CHANGED))
    except UnassessedError:
        return ManyLine(page, said(NOT_CLEAN))
    return ManyLine(page, _("approved"), is_done=True)
