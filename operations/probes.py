"""Owns the way of machines past what people pass: probes know neither our name nor https."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

from operations.views import healthz, metrics, readyz

ASKED = {"/healthz": healthz, "/readyz": readyz, "/metrics": metrics}


class ProbesMiddleware(MiddlewareMixin):
    """Answers before the name of the host is looked at, before the redirect to https and before maintenance."""

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        """Nothing, so that the page is asked, for every other address."""
        answer = ASKED.get(request.path_info)
        if answer is None:
            return None
        try:
            return answer(request)
        except Http404:
            return HttpResponse(status=404)
