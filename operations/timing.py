"""Owns how long requests take, and with how many queries: what took too long stands in the log."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse

logger = logging.getLogger("slow")
NO_VIEW = "none"  # an address that leads nowhere, or an answer before any view was asked


class QueryClock:
    """Counts the queries of one request and the seconds they took; wrapped around each by Django."""

    def __init__(self) -> None:
        self.count = 0
        self.seconds = 0.0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.count += 1
            self.seconds += time.perf_counter() - begun


class TimingMiddleware:
    """Measures every request; the number and the name of its view are all that is told of it, never its address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        clock, begun = QueryClock(), time.perf_counter()
        with connection.execute_wrapper(clock):
            response = self.get_response(request)
        seconds = time.perf_counter() - begun
        if settings.METRICS_TOKEN:
            _count(request, response, seconds, clock)
        if settings.SLOW_REQUEST_MS and seconds * 1000 >= settings.SLOW_REQUEST_MS:
            _tell(request, response, seconds, clock)
        return response


def view_name(request: HttpRequest) -> str:
    """The name of the view that answered: one of a few hundred, whatever address was asked for."""
    match = request.resolver_match
    return (match.view_name if match else "") or NO_VIEW


def _count(request: HttpRequest, response: HttpResponse, seconds: float, clock: QueryClock) -> None:
    from operations.metrics import observe  # looks for its folder when it is imported

    view, method = view_name(request), request.method or ""
    observe(view=view, method=method, status=response.status_code, seconds=seconds, queries=clock.count)


def _tell(request: HttpRequest, response: HttpResponse, seconds: float, clock: QueryClock) -> None:
    told = {
        "view": view_name(request),
        "method": request.method,
        "status": response.status_code,
        "ms": round(seconds * 1000),
        "queries": clock.count,
        "query_ms": round(clock.seconds * 1000),
    }
    logger.warning(" ".join(f"{name}={value}" for name, value in told.items()), extra={"told": told})
