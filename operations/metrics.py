"""Owns the figures for Prometheus: of requests, of all processes of this machine by the names of views alone; and of
what stands in the database: jobs, mails, the ledger, evidence; and readiness.
"""

import os
import time
from collections.abc import Iterator

from django.db import DatabaseError, connection
from django.db.models import Count, Max, Min, Sum
from django.utils import timezone
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from jobs.models import Job, JobState
from notices.models import MailState, NoticeMail
from operations.kept import KeptAnswer
from operations.metrics_folder import VARIABLE
from operations.readiness import readiness
from operations.replica_looks import asked
from plans.models import Event, Evidence

KEPT = 15.0  # seconds; evidence of a nation is added up anew
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


class StateCollector(Collector):
    """Asked at each scrape; without a database it tells the readiness alone."""

    def describe(self) -> list[GaugeMetricFamily]:
        return []  # so that nothing is asked when it is registered

    def collect(self) -> Iterator[GaugeMetricFamily]:
        met = GaugeMetricFamily("plans_ready", "1 where a condition of /readyz is met.", labels=["check"])
        for condition in readiness.get():
            met.add_metric([condition.name], float(condition.is_met))
        yield met
        try:
            yield from _stored.get()
        except DatabaseError:
            connection.close()


def _of_database() -> list[GaugeMetricFamily]:
    begun = time.perf_counter()
    asked("SELECT 1")
    seconds = time.perf_counter() - begun
    return [
        _one("plans_database_seconds", "Seconds a connection and an empty query took.", seconds),
        _by_state("plans_jobs", "Jobs by state.", Job, JobState.values),
        _one("plans_job_oldest_wait_seconds", "How long the first of the waiting jobs has waited.", _oldest_wait()),
        _by_state("plans_mails", "Mails by state.", NoticeMail, MailState.values),
        _one("plans_events", "Number of the last event of the ledger.", Event.objects.aggregate(n=Max("pk"))["n"] or 0),
        _one("plans_evidence_bytes", "Evidence kept.", Evidence.objects.aggregate(n=Sum("size"))["n"] or 0),
    ]


def _oldest_wait() -> float:
    first = Job.objects.filter(state=JobState.QUEUED).aggregate(first=Min("asked_at"))["first"]
    return max(0.0, (timezone.now() - first).total_seconds()) if first else 0.0


def _one(name: str, what: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, what, value=float(value))


def _by_state(name: str, what: str, model: type[Job] | type[NoticeMail], states: list[str]) -> GaugeMetricFamily:
    """Every state, those that nothing is in too: an alarm needs a zero."""
    counted = dict(model._default_manager.order_by().values_list("state").annotate(n=Count("pk")))
    family = GaugeMetricFamily(name, what, labels=["state"])
    for state in states:
        family.add_metric([state], float(counted.get(state, 0)))
    return family


_stored: KeptAnswer[list[GaugeMetricFamily]] = KeptAnswer(_of_database, seconds=KEPT)


_STATE = CollectorRegistry()
_STATE.register(StateCollector())
