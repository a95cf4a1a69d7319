"""Owns the row opened: on a page of its own, or in its place in the form, where htmx asks for a part of it."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entry.forms import CommentForm, EvidenceForm, WordsForm
from entry.unsent import forget_unsent, unsent_of
from entry.views.entry_parts import Words
from entry.views.open_row import OpenRow
from entry.views.signed_out import keep_field, kept_by
from jobs.downloads import printable
from jobs.keeping import kept_content, kept_copy
from plans.actions.achievements import StaleVersionError
from plans.actions.evidence import attach_evidence, remove_evidence, write_comment
from plans.actions.remarks import claim_marks, claim_text, fingerprint, write_remark
from plans.display import said
from plans.models import Evidence, Plan, QuarterCell
from plans.queries.access import cells_read_by, evidence_read_by, plans_read_by, with_quarter_of
from plans.views.sent_keys import key_in
from plans.views.standing import standing_for
from uploads.file_kinds import media_type_of
from uploads.thumbnails import thumbnail
from workflow.transitions import Refusal

EVIDENCE, COMMENTS, WORDS = "entry/cell_evidence.html", "entry/cell_comments.html", "entry/cell_words.html"
STORED: dict[str, Callable[[QuarterCell], str]] = {
    "remark": lambda cell: cell.remark,
    "claim": lambda cell: claim_text(cell.claimed_marks),
}


@require_safe
def cell(request: HttpRequest, cell_id: int) -> HttpResponse:
    """One row of the form, opened."""
    opened = _opened(request, cell_id, **_unsent(request, cell_id))
    name = "entry/row_open.html" if _is_part(request) else "entry/cell.html"
    return render(request, name, opened.context() | {"in_row": _is_part(request)})


def _unsent(request: HttpRequest, cell_id: int) -> dict[str, Words]:
    """What was typed beside the row and sent after the session had ended."""
    unsent, why = unsent_of(request), _("the session had ended when this was sent.")
    names = {name: f"{name}-{cell_id}" for name in ("remark", "claim", "comment")}
    return {
        name: Words(unsent[key]["text"], unsent[key]["version"], why) for name, key in names.items() if key in unsent
    }


def _opened(request: HttpRequest, cell_id: int, **typed: Words) -> OpenRow:
    standing = standing_for(request)
    plan = get_object_or_404(with_quarter_of(cell_id, plans_read_by(standing)))
    return OpenRow(plan, plan.quarter_of_cell, cell_id, standing, typed)


@require_POST
def attach(request: HttpRequest, cell_id: int) -> HttpResponse:
    """Several files at once; each is taken or refused by itself."""
    found = get_object_or_404(cells_read_by(standing_for(request)), pk=cell_id)
    form, files = EvidenceForm(request.POST, request.FILES), request.FILES.getlist("file")
    if not form.is_valid() and len(files) <= 1:
        return _told(request, found.pk, EVIDENCE, refused=map(str, form.errors.get("file", [_("Choose a file.")])))
    refused, by = [], standing_for(request).person
    for file in files:
        try:
            attach_evidence(cell=found, file=file, by=by)
        except Refusal as refusal:
            sentence = said(refusal.sentence)
            refused.append(f"{file.name}: {sentence}" if len(files) > 1 else sentence)
    done = _("The file was attached.") if len(files) - len(refused) else ""
    return _told(request, found.pk, EVIDENCE, done=done, refused=refused)


@require_POST
def remove(request: HttpRequest, evidence_id: int) -> HttpResponse:
    found = get_object_or_404(evidence_read_by(standing_for(request)), pk=evidence_id)
    by, place = standing_for(request).person, found.cell_id
    return _done(request, place, EVIDENCE, lambda: remove_evidence(evidence=found, by=by), _("The file was taken off."))


@kept_by(keep_field("comment"))
@require_POST
def comment(request: HttpRequest, cell_id: int) -> HttpResponse:
    form = CommentForm(request.POST)
    if not form.is_valid():
        name = COMMENTS if _is_part(request) else "entry/cell.html"
        return render(request, name, _opened(request, cell_id).context(comment_form=form), status=422)
    found = get_object_or_404(cells_read_by(standing_for(request)), pk=cell_id)
    by, text, after = standing_for(request).person, form.cleaned_data["text"], _last_shown(request)
    done = _("The comment was added.")
    forget_unsent(request, [f"comment-{cell_id}"])
    return _done(request, found.pk, COMMENTS, lambda: write_comment(cell=found, text=text, by=by, after=after), done)


def _last_shown(request: HttpRequest) -> int | None:
    """The last comment the page showed that is sent; None where it does not say."""
    return key_in(request.POST.get("after", ""))


@kept_by(keep_field("remark"))
@require_POST
def remark(request: HttpRequest, cell_id: int) -> HttpResponse:
    """What stands in column 14 for the quarter."""
    return _write(request, cell_id, "remark", write_remark)


@kept_by(keep_field("claim"))
@require_POST
def claim(request: HttpRequest, cell_id: int) -> HttpResponse:
    """The marks the office claims itself."""
    return _write(request, cell_id, "claim", claim_marks)


def _write(request: HttpRequest, cell_id: int, name: str, action: Callable[..., object]) -> HttpResponse:
    """Writes one of the two; what is not taken stays in its field with the reason."""
    form, standing = WordsForm(request.POST), standing_for(request)
    text, over = form.data.get("text", ""), form.data.get("version", "")
    if not form.is_valid():
        return _kept(request, cell_id, name, Words(text, over, " ".join(map(str, form.errors.get("text", [])))), 422)
    try:
        action(cell_id=cell_id, text=form.cleaned_data["text"], over=over, by=standing, among=standing)
    except Plan.DoesNotExist as unknown:
        raise Http404 from unknown
    except StaleVersionError as stale:
        theirs = STORED[name](stale.cell)
        return _kept(request, cell_id, name, Words(text, fingerprint(theirs), theirs=theirs), 409)
    except Refusal as refusal:
        sentence = said(refusal.sentence)
        status = 422 if _opened(request, cell_id).can_write else 403
        return _kept(request, cell_id, name, Words(text, over, sentence), status)
    forget_unsent(request, [f"{name}-{cell_id}"])
    if _is_part(request):
        return render(request, WORDS, _opened(request, cell_id).context() | {"is_answer": True, "saved": name})
    messages.success(request, _("Saved."))
    return redirect("entry:cell", cell_id=cell_id)


def _kept(request: HttpRequest, cell_id: int, name: str, words: Words, status: int) -> HttpResponse:
    opened, is_part = _opened(request, cell_id, **{name: words}), _is_part(request)
    return render(
        request, WORDS if is_part else "entry/cell.html", opened.context() | {"is_answer": is_part}, status=status
    )


@require_safe
def evidence(request: HttpRequest, evidence_id: int) -> FileResponse:
    """The file as it was brought, always as a download: nothing of others is opened under our address."""
    found: Evidence = get_object_or_404(evidence_read_by(standing_for(request)), pk=evidence_id)
    copy = kept_copy(found.file.name, found.sha256)
    kind, name = media_type_of(found.name), printable(found.name)
    return FileResponse(copy, as_attachment=True, filename=name, content_type=kind)


@require_safe
def picture(request: HttpRequest, evidence_id: int) -> HttpResponse:
    """A small picture of an attached one, drawn anew."""
    found: Evidence = get_object_or_404(evidence_read_by(standing_for(request)), pk=evidence_id)
    small = thumbnail(kept_content(found.file.name, found.sha256))
    if small is None:
        raise Http404
    return HttpResponse(small, content_type="image/jpeg")


def _is_part(request: HttpRequest) -> bool:
    return bool(request.htmx)  # type: ignore[attr-defined]


def _done(request: HttpRequest, cell_id: int, part: str, action: Callable[[], Any], done: str) -> HttpResponse:
    try:
        action()
    except Refusal as refusal:
        return _told(request, cell_id, part, refused=[said(refusal.sentence)])
    return _told(request, cell_id, part, done=done)


def _told(
    request: HttpRequest, cell_id: int, part: str, *, done: str = "", refused: Iterable[str] = ()
) -> HttpResponse:
    """What came of a step: beside its part of the row, or on the page of the row."""
    refused = list(refused)
    if _is_part(request):
        context = _opened(request, cell_id).context() | {"is_answer": True, "refused": refused}
        return render(request, part, context, status=422 if refused and not done else 200)
    if refused:
        messages.error(request, " ".join(refused))
    if done:
        messages.success(request, done)
    return redirect("entry:cell", cell_id=cell_id)
