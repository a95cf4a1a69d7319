"""Owns opening a fiscal year in the background: once at a time for a year, with its progress and what came of it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from administration.opening_summary import opening_summary
from cell_values.sentence import Sentence
from jobs.actions import ask_for
from jobs.models import Job, JobState
from jobs.running import Progress, silent_jobs
from offices.models import FiscalYear, Person
from plans.actions.reference_edits import hold_shared
from workflow.transitions import Refusal
from year_opening.actions.opening import open_year
from year_opening.queries.opening import YearOpening, opening_of
from year_opening.queries.opening_offices import OpeningChoices

TASK = "open_year"


@transaction.atomic
def ask_to_open(*, opening: YearOpening, by: Person) -> Job:
    """The job that opens a year as it was shown. Raises Refusal: no administrator, or somebody opens it just now."""
    hold_shared(by=by)
    start_year = opening.choices.start_year
    check_nobody_opens(start_year)
    title = _("Opening of the fiscal year %(year)s") % {"year": FiscalYear(start_year=start_year).label}
    arguments = {"choices": opening.choices.as_json()}
    return ask_for(task=TASK, title=title, by=by, arguments=arguments, total=opening.total)


def check_nobody_opens(start_year: int, *, before: Job | None = None) -> None:
    """Raises Refusal where a job opens this year or is going to; of a job: where one that began ``before`` it runs."""
    jobs = _under_way(start_year).select_related("asked_by")
    if before is not None:
        jobs = jobs.filter(state=JobState.RUNNING, pk__lt=before.pk)
    if other := jobs.first():
        raise Refusal(_already(other.asked_by))


def open_year_for(progress: Progress, *, choices: Mapping[str, Any]) -> None:
    """Opens a year batch by batch. Raises Refusal where another job that began before does the same."""
    chosen, job = OpeningChoices.from_json(choices), progress.job
    check_nobody_opens(chosen.start_year, before=job)
    opening = opening_of(chosen)
    progress.say(0, opening.total)
    for opened in open_year(choices=chosen, by=job.asked_by):
        progress.leave_summary(list(opening_summary(opening, opened)))
        progress.say(opened.done, max(opened.done, opening.total))
    progress.leave_summary(list(opening_summary(opening, opened)))


def _under_way(start_year: int) -> QuerySet[Job]:
    """The jobs that open this year now or are going to."""
    jobs = Job.objects.filter(task=TASK, state__in=(JobState.QUEUED, JobState.RUNNING), cancel_asked=False)
    jobs = jobs.exclude(pk__in=silent_jobs().values("pk"))
    return jobs.filter(arguments__choices__start_year=start_year).order_by("pk")


def _already(who: Person) -> Sentence:
    return Sentence(
        f"এই অর্থবছর এখনই খুলছেন {who}। কাজটি শেষ হলে আবার দেখুন; যা তৈরি হয়েছে তা আর তৈরি হবে না।",
        f"{who} is opening this fiscal year just now. Look again when that has ended; nothing is made twice.",
    )
