"""Owns whether this process can serve people: what it needs is asked at most once in some seconds, and told by name."""

import logging
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from jobs.caretaking import unserved_jobs
from jobs.publishing import impatient_connection
from operations.kept import KeptAnswer
from operations.replica import has_replica
from operations.replica_looks import asked, replica_trouble
from reports.pdf.font_files import missing_files

logger = logging.getLogger(__name__)
KEPT = 3.0  # seconds: probes of several balancers, and whoever asks in a loop, cost one look


@dataclass(frozen=True)
class Condition:
    """Whether something is as it must be; ``why`` not, in words that tell nothing of the inside."""

    name: str
    why: str = ""
    is_needed: bool = True  # without it nobody is sent here

    @property
    def is_met(self) -> bool:
        return not self.why


def _first_line(error: Exception) -> str:
    """Of what is asked again every few seconds one line each time, not a traceback."""
    return f"{type(error).__name__}: {error}".splitlines()[0]


def database_trouble() -> str:
    """Whether the database answers."""
    try:
        asked("SELECT 1")
    except DatabaseError as error:
        logger.warning("the database is not reached: %s", _first_line(error))
        connection.close()
        return "the database does not answer"
    return ""


def unapplied_migrations() -> list[tuple[str, str]]:
    """What the code knows and the database does not have yet; one query."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(known for known in _known_migrations() if known not in applied)


@cache
def _known_migrations() -> frozenset[tuple[str, str]]:
    """Read from the files once by a process."""
    return frozenset(MigrationLoader(None).disk_migrations)


def migrations_trouble() -> str:
    """Whether the tables are those of this code."""
    try:
        missing = unapplied_migrations()
    except DatabaseError:
        return "the database does not answer"
    return f"{len(missing)} migrations are not applied: run migrate" if missing else ""


def storage_trouble() -> str:
    """Whether a file can be kept: written here; where files are kept elsewhere, whether that place is there."""
    try:
        if isinstance(default_storage, FileSystemStorage):
            folder = Path(settings.MEDIA_ROOT)
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder) as file:
                file.write(b"ready")
        else:
            default_storage.check_bucket()  # type: ignore[attr-defined]  # not of an object: without a bucket none is there either
    except Exception as error:  # each storage has errors of its own
        logger.warning("the storage of files cannot be used: %s", _first_line(error))
        return "files cannot be kept"
    return ""


def queue_trouble() -> str:
    """Whether the broker answers, where there is one; whether somebody takes the jobs that wait in the database."""
    if settings.JOBS_IN_DATABASE:
        return _unserved()
    if not settings.CELERY_BROKER_URL:
        return ""
    try:
        with impatient_connection() as broker:
            broker.ensure_connection(max_retries=1, interval_start=0, interval_step=0, timeout=3)
    except Exception as error:  # each transport has errors of its own
        logger.warning("the broker is not reached: %s", _first_line(error))
        return "the broker does not answer: jobs wait"
    return ""


def _unserved() -> str:
    try:
        return "no worker takes the jobs that wait" if unserved_jobs() else ""
    except DatabaseError:
        return "the database does not answer"


def fonts_trouble() -> str:
    """Whether Bengali can be printed."""
    return "fonts of printed reports are missing" if missing_files() else ""


CHECKS: dict[str, Callable[[], str]] = {
    "database": database_trouble,
    "migrations": migrations_trouble,
    "storage": storage_trouble,
    "queue": queue_trouble,
    "fonts": fonts_trouble,
}
NOT_NEEDED = {"queue", "replica"}  # jobs wait in the database, pages are read there: no reason to send people away


def _conditions() -> Iterator[Condition]:
    checks = CHECKS | ({"replica": replica_trouble} if has_replica() else {})
    for name, trouble in checks.items():
        yield Condition(name, trouble(), name not in NOT_NEEDED)


readiness: KeptAnswer[list[Condition]] = KeptAnswer(lambda: list(_conditions()), seconds=KEPT)
