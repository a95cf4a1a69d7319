"""Owns a job: what was asked, how far it is, what came of it."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

SILENCE = timedelta(seconds=60)  # a run of which nothing is heard for so long is gone


class JobState(models.TextChoices):
    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


class Job(models.Model):
    """A piece of work named in ``settings.JOBS``.

    ``handed_at`` is when it was last given to who runs jobs, null while it has not reached them; ``heard_at`` is when
    its run was last heard of. Both are by the clock of the database: those of machines differ.
    """

    task = models.CharField(max_length=40)
    title = models.CharField(_("work"), max_length=300)
    arguments = models.JSONField(default=dict)
    state = models.CharField(_("state"), max_length=10, choices=JobState, default=JobState.QUEUED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    cancel_asked = models.BooleanField(default=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="jobs")
    asked_at = models.DateTimeField(auto_now_add=True)
    # Of the request that asked: its lines in the log. The database fills it for processes of the version before.
    request_id = models.CharField(max_length=64, blank=True, default="", db_default="")
    handed_at = models.DateTimeField(null=True)
    hand_overs = models.PositiveSmallIntegerField(default=0)
    heard_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    file = models.FileField(upload_to="jobs/%Y/%m", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    summary = models.JSONField(default=list)  # what came of it, in the words of the task
    trouble = models.TextField(blank=True)  # why it failed
    trouble_en = models.TextField(blank=True)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ("-asked_at",)
        indexes = [  # workers look each second
            models.Index(fields=["asked_at"], condition=Q(state="queued"), name="job_waiting")
        ]
        constraints = [
            models.CheckConstraint(condition=Q(done__lte=F("total")), name="job_done_at_most_total"),
            models.CheckConstraint(
                condition=Q(state__in=["queued", "running"], ended_at__isnull=True)
                | Q(state__in=["done", "failed", "cancelled"], ended_at__isnull=False),
                name="job_ended_when_it_ended",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state in {JobState.QUEUED, JobState.RUNNING}

    @property
    def told_trouble(self) -> str:
        """Why it failed, in the reader's language."""
        is_english = (get_language() or "bn").startswith("en")
        return (self.trouble_en if is_english else self.trouble) or self.trouble
