"""Owns giving up what was typed and not taken, from the page that lists it."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entry.views.answering import take
from plans.actions.refused import discard_refused
from plans.models import RefusedValue
from plans.queries.access import cells_read_by
from plans.views.standing import standing_for


@require_POST
def discard(request: HttpRequest, refused_id: int) -> HttpResponse:
    """The stored value stands; back to the page before submitting."""
    standing = standing_for(request)
    readable = RefusedValue.objects.filter(cell__in=cells_read_by(standing).values("pk"))
    refused = get_object_or_404(readable.select_related("by", "cell__indicator__activity__area"), pk=refused_id)
    cell = refused.cell
    take(request, partial(discard_refused, refused=refused, by=standing.person), _("The stored value stands."))
    return redirect("entry:submit", plan_id=cell.indicator.activity.area.plan_id, quarter=cell.quarter)
