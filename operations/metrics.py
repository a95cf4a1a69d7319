"""Owns the figures of requests for Prometheus: of all processes of this machine, by the names of views alone."""

import os

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from operations.metrics_folder import VARIABLE
from operations.state_metrics import StateCollector

METHODS = {"GET", "HEAD", "POST"}
SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

REQUESTS = Counter("plans_requests", "Requests answered.", ["view", "method", "status"])
DURATION = Histogram("plans_request_seconds", "Seconds until the answer began.", ["view"], buckets=SECONDS)
QUERIES = Counter("plans_request_queries", "Queries of requests to the database.", ["view"])


def observe(*, view: str, method: str, status: int, seconds: float, queries: int) -> None:
    """Counts an answer. ``view`` is the name of one of a few hundred, so the figures stay few."""
    REQUESTS.labels(view, method if method in METHODS else "other", str(status)).inc()
    DURATION.labels(view).observe(seconds)
    QUERIES.labels(view).inc(queries)


def exposition() -> bytes:
    """All figures in the text form of Prometheus."""
    registry = CollectorRegistry()
    if os.environ.get(VARIABLE):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry = REGISTRY
    return generate_latest(registry) + generate_latest(_STATE)


_STATE = CollectorRegistry()
_STATE.register(StateCollector())
