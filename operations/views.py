"""Owns what machines ask: whether the process lives, whether it can serve people, and its figures."""

import hmac
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from operations.readiness import Condition, readiness

NOT_KEPT = {"Cache-Control": "no-store"}


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process lives; nothing else is asked."""
    return JsonResponse({"alive": True}, headers=NOT_KEPT)


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Each condition with what is wrong; 503 where one is missing without which nobody can be served."""
    found = readiness.get()
    is_ready = all(each.is_met for each in found if each.is_needed)
    status = HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE
    told = {"ready": is_ready, "checks": {each.name: _told(each) for each in found}}
    return JsonResponse(told, status=status, headers=NOT_KEPT)


def _told(condition: Condition) -> dict[str, Any]:
    told: dict[str, Any] = {"ok": condition.is_met, "needed": condition.is_needed}
    return told if condition.is_met else told | {"why": condition.why}


@login_not_required
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """For who has the token; where there is none, there is no such page."""
    if not settings.METRICS_TOKEN:
        raise Http404
    given = request.headers.get("Authorization", "").encode()
    if not hmac.compare_digest(given, f"Bearer {settings.METRICS_TOKEN}".encode()):
        return HttpResponse(status=HTTPStatus.UNAUTHORIZED, headers={"WWW-Authenticate": "Bearer"} | NOT_KEPT)
    from operations.metrics import exposition  # looks for its folder when it is imported

    return HttpResponse(exposition(), content_type="text/plain; version=0.0.4; charset=utf-8", headers=NOT_KEPT)
