"""Owns the running of a job: claimed once, heard of while it goes on, ended in every case."""

import logging
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now
from django.utils.module_loading import import_string

from cell_values.sentence import Sentence
from jobs.heartbeat import beating
from jobs.models import SILENCE, Job, JobState
from jobs.origin import worked_for
from jobs.storing import discard, stored_name

logger = logging.getLogger(__name__)
MOST_ATTEMPTS = 3
BEATS = 2.5  # of the heart that somebody listens for before taking a job from another


NO_TROUBLE = Sentence("", "")
LOST = Sentence(
    "কাজটি যে প্রক্রিয়ায় চলছিল তা বন্ধ হয়ে গেছে। আবার চেষ্টা করুন।",
    "The process that did the work has stopped. Try again.",
)
LOST_AGAIN = Sentence(
    "কাজটি চালাতে গিয়ে প্রক্রিয়া বারবার বন্ধ হয়ে যাচ্ছে। প্রশাসককে জানান।",
    "The process stops again and again at this work. Tell the administrator.",
)
FAILED = Sentence(
    "সিস্টেমের একটি ত্রুটিতে কাজটি শেষ হয়নি। আবার চেষ্টা করুন; আবার হলে প্রশাসককে জানান।",
    "An error of the system stopped the work. Try again; if it happens again, tell the administrator.",
)


class CancelledError(Exception):
    """Somebody asked for the job to stop."""


class SupersededError(Exception):
    """The job was given up or begun anew elsewhere meanwhile: what this run does counts no more."""


class Progress:
    """What a task is given to say how far it is, and to leave what came of it."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def say(self, done: int, total: int) -> None:
        """How far the task is. Raises CancelledError or SupersededError when it should stop."""
        if not _this_run(self.job).update(done=done, total=total, **_alive()):
            raise SupersededError
        if Job.objects.filter(pk=self.job.pk, cancel_asked=True).exists():
            raise CancelledError

    def leave_file(self, content: bytes, name: str) -> None:
        """The file the job makes; it appears once the job is done."""
        self.job.file.save(stored_name(name), ContentFile(content), save=False)
        self.job.file_name = name

    def leave_summary(self, lines: list[Any]) -> None:
        """What came of the job, line by line, as JSON data its page understands."""
        self.job.summary = lines


Task = Callable[..., None]  # (progress, **arguments)


def run_job(job_id: int, *, redelivered: bool = False) -> None:
    """Runs a job that nobody else runs. ``redelivered``: the broker says its first worker was lost."""
    if redelivered and _is_heard_of(job_id):
        return
    if claim(job_id, redelivered=redelivered):
        run_claimed(job_id)


def run_claimed(job_id: int) -> None:
    """Runs a job that was just claimed."""
    job = Job.objects.get(pk=job_id)
    with worked_for(job.request_id):
        _run(job)


def _run(job: Job) -> None:
    if job.attempts > MOST_ATTEMPTS:
        _end(job, JobState.FAILED, LOST_AGAIN)
        return
    try:
        task: Task = import_string(settings.JOBS[job.task])
        with beating(lambda: _this_run(job).update(**_alive()), every=settings.JOBS_HEARTBEAT):
            task(Progress(job), **job.arguments)
    except CancelledError:
        _end(job, JobState.CANCELLED)
    except SupersededError:
        logger.warning("job %s went on elsewhere", job.pk)
        _drop_file(job)
    except Exception as error:
        logger.exception("job %s failed", job.pk)
        _end(job, JobState.FAILED, _why(error))
    else:
        _end(job, JobState.DONE)


def _is_heard_of(job_id: int) -> bool:
    """Whether a run lives elsewhere: a broker may be wrong about a worker that only lost its connection."""
    first = _heartbeat(job_id)
    if first is not None:
        time.sleep(BEATS * settings.JOBS_HEARTBEAT)
    return _heartbeat(job_id) != first


def _heartbeat(job_id: int) -> datetime | None:
    running = Job.objects.filter(pk=job_id, state=JobState.RUNNING)
    return running.values_list("heard_at", flat=True).first()


def silent_jobs() -> QuerySet[Job]:
    """What claims to run though nothing is heard of it any more."""
    heard_of_no_more = Q(heard_at__lt=Now() - SILENCE) | Q(heard_at__isnull=True)
    return Job.objects.filter(heard_of_no_more, state=JobState.RUNNING)


def fail_silent_jobs() -> None:
    """Ends what claims to run though its worker is gone; shown as failed, it can be asked for again."""
    silent_jobs().update(state=JobState.FAILED, ended_at=Now(), trouble=LOST.bn, trouble_en=LOST.en)


def give_back_silent_jobs() -> None:
    """Lets another worker do what claims to run though its worker is gone; what was to stop has stopped."""
    silent_jobs().filter(cancel_asked=True).update(state=JobState.CANCELLED, ended_at=Now())
    silent_jobs().filter(cancel_asked=False).update(state=JobState.QUEUED)


def claim(job_id: int, *, redelivered: bool = False) -> bool:
    """Whether the job is this process's to run now: of several that ask, one's."""
    free = Q(state=JobState.QUEUED) | Q(state=JobState.RUNNING, heard_at__lt=Now() - SILENCE)
    if redelivered:
        free |= Q(state=JobState.RUNNING)
    claimed = Job.objects.filter(free, pk=job_id).update(
        state=JobState.RUNNING, heard_at=Now(), attempts=F("attempts") + 1, done=0
    )
    return claimed == 1


def _this_run(job: Job) -> QuerySet[Job]:
    """The job, while this run of it is the one that counts; also where it was thought to be gone, and is not."""
    lives = Q(state=JobState.RUNNING) | Q(state=JobState.FAILED, trouble=LOST.bn)
    return Job.objects.filter(lives, pk=job.pk, attempts=job.attempts)


def _alive() -> dict[str, Any]:
    return {"heard_at": Now(), "state": JobState.RUNNING, "ended_at": None, "trouble": "", "trouble_en": ""}


def _why(error: Exception) -> Sentence:
    """The sentence an error carries for people, else that something failed; the log has the rest."""
    sentence: Sentence | None = getattr(error, "sentence", None)
    return FAILED if sentence is None else sentence


def _end(job: Job, state: JobState, trouble: Sentence = NO_TROUBLE) -> None:
    """Writes the end, unless somebody else ended the job meanwhile; a file that nobody will see is removed."""
    fields: dict[str, Any] = {"state": state, "ended_at": Now(), "summary": job.summary}
    fields |= {"trouble": trouble.bn, "trouble_en": trouble.en}
    if state is JobState.DONE:
        fields |= {"file": job.file.name, "file_name": job.file_name, "done": F("total")}
    if not _this_run(job).update(**fields) or state is not JobState.DONE:
        _drop_file(job)


def _drop_file(job: Job) -> None:
    """Removes what this run left; what another run of the job left has a name of its own."""
    if job.file:
        discard(job.file.name)
