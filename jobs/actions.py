"""Owns asking for a job, cancelling it and asking again."""

from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from jobs.models import Job, JobState
from jobs.origin import current_request_id
from jobs.tasks import hand_over
from offices.models import Person


@transaction.atomic
def ask_for(*, task: str, title: str, by: Person, arguments: dict[str, Any], total: int = 0) -> Job:
    """Asks for a piece of work named in ``settings.JOBS``; it begins once the transaction is through."""
    job = Job.objects.create(
        task=task, title=title[:300], asked_by=by, arguments=arguments, total=total, request_id=current_request_id()
    )
    transaction.on_commit(partial(hand_over, job.pk))
    return job


@transaction.atomic
def cancel(*, job: Job) -> None:
    """Asks a job to stop; one that has not begun ends at once."""
    Job.objects.filter(pk=job.pk).update(cancel_asked=True)
    waiting = Job.objects.filter(pk=job.pk, state=JobState.QUEUED)
    waiting.update(state=JobState.CANCELLED, ended_at=timezone.now())


def ask_again(*, job: Job, by: Person) -> Job:
    """The same work once more, as a new job."""
    return ask_for(task=job.task, title=job.title, by=by, arguments=job.arguments, total=job.total)
