"""Owns the way of machines past what people pass: probes know neither our name nor https."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

from operations.views import healthz, metrics, readyz

ASKED = {"/healthz": healthz, "/readyz": readyz, "/metrics": metrics}


class ProbesMiddleware:
    """Answers before the name of the host is looked at, before the redirect to https and before maintenance."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = ASKED.get(request.path_info)
        if answer is None:
            return self.get_response(request)
        try:
            return answer(request)
        except Http404:
            return HttpResponse(status=404)
