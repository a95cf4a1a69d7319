"""Owns the page of checkpoints of the ledger, and giving them out to be held outside."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plans.actions.checkpoints import not_anchored
from plans.models import Checkpoint
from plans.queries.anchors import documents_given_out
from plans.sealing import public_keys
from plans.views.standing import standing_for

SHOWN = 50


@require_safe
def checkpoints(request: HttpRequest) -> HttpResponse:
    """The latest checkpoints, and how much is in none yet; for reviewers and administrators."""
    _check(request)
    found = Checkpoint.objects.order_by("-number").defer("document")[:SHOWN]
    context = {"checkpoints": found, "waiting": not_anchored(), "public_key": public_keys()[0]}
    return render(request, "plans/checkpoints.html", context)


@require_safe
def checkpoint_file(request: HttpRequest) -> HttpResponse:
    """The last checkpoint of all chains and those since, one to a line, for ``verify_events --checkpoint``."""
    _check(request)
    response = HttpResponse("".join(f"{each}\n" for each in documents_given_out()), content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="checkpoints.json"'
    return response


def _check(request: HttpRequest) -> None:
    standing = standing_for(request)
    if not (standing.is_reviewer or standing.is_administrator):
        raise PermissionDenied
