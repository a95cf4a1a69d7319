"""Owns the answer to who saves after the session has ended: what was typed is kept, and log-in leads back to it."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from entry.seals import writer_of
from entry.unsent import Unsent, keep_unsent, typed_in_cells, typed_in_field
from offices.models import Person
from plans.addresses import entry_url
from plans.models import QuarterCell
from plans.queries.access import cells_read_by, standing_today

Answer = Callable[..., HttpResponse | None]
View = Callable[..., HttpResponse]


def kept_by(answer: Answer) -> Callable[[View], View]:
    """Marks a view: ``answer`` says what comes of a POST by who is signed out; None: log-in alone, nothing is kept."""

    def marked(view: View) -> View:
        view.answers_signed_out = answer  # type: ignore[attr-defined]
        return view

    return marked


def keep_cell(request: HttpRequest, cell_id: int) -> HttpResponse | None:
    """One cell, and those beside it that were typed into."""
    return _keep(request, typed_in_cells(request.POST, cell_id), cell_id)


def keep_cells(request: HttpRequest, plan_id: int, quarter: int) -> HttpResponse | None:
    """The cells of a page that were typed into."""
    typed = typed_in_cells(request.POST, None)
    return _keep(request, typed, next((int(name.removeprefix("cell-")) for name in typed), 0))


def keep_field(name: str) -> Answer:
    """What stands beside a row, by the name of its form."""

    def keep(request: HttpRequest, cell_id: int) -> HttpResponse | None:
        page = reverse("entry:cell", args=[cell_id])
        return _keep(request, typed_in_field(request.POST, f"{name}-{cell_id}"), cell_id, page)

    return keep


def _keep(request: HttpRequest, typed: Unsent, cell_id: int, page: str = "") -> HttpResponse | None:
    writer = Person.objects.filter(pk=writer_of(request.POST) or 0, is_active=True).first()
    cell = _cell_of(writer, cell_id) if writer and typed else None
    if writer is None or cell is None or not keep_unsent(request, writer.pk, typed):
        return None
    messages.info(request, _("What you typed is kept and is not saved yet. Sign in: it stands in its field again."))
    return redirect_to_login(page or entry_url(cell.indicator.activity.area.plan, cell.quarter))


def _cell_of(writer: Person, cell_id: int) -> QuarterCell | None:
    found = cells_read_by(standing_today(writer)).select_related("indicator__activity__area__plan")
    return found.filter(pk=cell_id).first()
