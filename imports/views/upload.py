"""Owns the start of an import: a workbook, pasted rows or a zip of workbooks, and the list of those brought before."""

import re
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from imports.actions.bringing import keep_source
from imports.forms import BundleForm, PasteForm, UploadForm, document_name
from imports.queries.undoing import why_not_undone, with_obstacles
from imports.views.administrators import administrators_only
from jobs.actions import ask_for
from jobs.keeping import keep
from jobs.storing import stored_name
from plans.display import digits, said
from plans.kinds import plan_kind
from plans.models import PlanImport, SourceFile
from plans.views.standing import standing_for

DOCUMENTS_SHOWN = 20
_TICK = re.compile(r"[0-9]{1,12}:[0-9a-f]{64}")


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def upload(request: HttpRequest) -> HttpResponse:
    """Takes a workbook and goes on to its preview."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    return _kept(request, form, upload_form=form)


@require_POST
@administrators_only
def paste(request: HttpRequest) -> HttpResponse:
    """Takes rows pasted from a spreadsheet and goes on to their preview."""
    form = PasteForm(request.POST)
    return _kept(request, form, paste_form=form)


@require_POST
@administrators_only
def bring_many(request: HttpRequest) -> HttpResponse:
    """Takes a zip of workbooks and goes on to the job that brings them in."""
    form = BundleForm(request.POST, request.FILES)
    if not form.is_valid():
        return _start(request, form, bundle_form=form)
    file = form.cleaned_data["bundle"]
    arguments = {
        "bundle": keep(f"imports/bundles/{stored_name(file.name)}", file),
        "accepts_doubts": form.cleaned_data["accepts_doubts"],
    }
    title = _("Import of all workbooks in %(name)s") % {"name": document_name(file)}
    job = ask_for(task="import_plans", title=title, by=standing_for(request).person, arguments=arguments)
    return redirect("jobs:job", job_id=job.pk)


@require_POST
@administrators_only
def accept(request: HttpRequest) -> HttpResponse:
    """Takes the ticked lines of a list of results and goes on to the job that stores their documents."""
    seen = [(int(source), shown) for source, _sep, shown in (tick.partition(":") for tick in _ticks(request))]
    if not seen:
        messages.error(request, _("Tick the files whose doubts you accept."))
        return redirect("jobs:list")
    storing = ngettext("Storing of a file with its doubts", "Storing of %(shown)s files with their doubts", len(seen))
    title = storing % {"shown": digits(len(seen))}
    job = ask_for(task="accept_doubts", title=title, by=standing_for(request).person, arguments={"seen": seen})
    return redirect("jobs:job", job_id=job.pk)


def _kept(request: HttpRequest, form: UploadForm | PasteForm, **bound: Any) -> HttpResponse:
    """Keeps what was brought, and goes on to its preview."""
    if not form.is_valid():
        return _start(request, form, **bound)
    source = keep_source(*form.document, by=standing_for(request).person)
    return redirect("imports:preview", source_id=source.pk)


def _ticks(request: HttpRequest) -> list[str]:
    ticks = dict.fromkeys(tick for tick in request.POST.getlist("tick") if _TICK.fullmatch(tick))
    known = set(SourceFile.objects.filter(pk__in=[tick.split(":")[0] for tick in ticks]).values_list("pk", flat=True))
    return [tick for tick in ticks if int(tick.split(":")[0]) in known]


def _start(request: HttpRequest, form: Any, **bound: Any) -> HttpResponse:
    """The page with all ways to bring documents; ``form`` is the one whose errors stand at the top."""
    unbound = {"upload_form": UploadForm(), "paste_form": PasteForm(), "bundle_form": BundleForm()}
    page = Paginator(_documents(), DOCUMENTS_SHOWN).get_page(request.GET.get("page"))
    for document in page:
        for each in document.brought:
            each.is_undoable, each.kind_title = why_not_undone(each) is None, said(plan_kind(each.kind).title)
    context = unbound | bound | {"form": form, "page": page}
    return render(request, "imports/upload.html", context, status=422 if form.is_bound else 200)


def _documents() -> Any:
    imports = with_obstacles(PlanImport.objects.select_related("office", "year", "undone_by", "imported_by"))
    return SourceFile.objects.select_related("brought_by").prefetch_related(
        Prefetch("imports", imports, to_attr="brought")
    )
