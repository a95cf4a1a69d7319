"""Owns the answer to who saves after the session has ended: what was typed is kept, and log-in leads back to it."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from entry.seals import writer_of
from entry.unsent import Unsent, keep_unsent, total_name, typed_in_cells, typed_in_field
from offices.models import Person
from plans.addresses import entry_url
from plans.models import QuarterCell
from plans.queries.access import cells_read_by, plans_read_by, standing_today

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


def keep_total(request: HttpRequest, plan_id: int, quarter: int) -> HttpResponse | None:
    """The claim of the whole quarter."""
    writer, typed = _writer(request), typed_in_field(request.POST, total_name(plan_id, quarter))
    plan = plans_read_by(standing_today(writer)).filter(pk=plan_id).first() if writer and typed else None
    return _kept(request, writer, typed, f"{entry_url(plan, quarter)}#total-claim") if writer and plan else None


def _keep(request: HttpRequest, typed: Unsent, cell_id: int, page: str = "") -> HttpResponse | None:
    writer = _writer(request)
    cell = _cell_of(writer, cell_id) if writer and typed else None
    if writer is None or cell is None:
        return None
    return _kept(request, writer, typed, page or entry_url(cell.indicator.activity.area.plan, cell.quarter))


def _kept(request: HttpRequest, writer: Person, typed: Unsent, page: str) -> HttpResponse | None:
    """Log-in that leads back to the page; None where it is more than is kept."""
    if not keep_unsent(request, writer.pk, typed):
        return None
    messages.info(request, _("What you typed is kept and is not saved yet. Sign in: it stands in its field again."))
    return redirect_to_login(page)


def _writer(request: HttpRequest) -> Person | None:
    """Who was shown the page that is sent."""
    return Person.objects.filter(pk=writer_of(request.POST) or 0, is_active=True).first()


def _cell_of(writer: Person, cell_id: int) -> QuarterCell | None:
    found = cells_read_by(standing_today(writer)).select_related("indicator__activity__area__plan")
    return found.filter(pk=cell_id).first()
