"""Owns the ledger: what was done to a plan, by whom, when, from what to what; it is only ever added to."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plans.models.plan import Indicator, Plan


class Event(models.Model):
    """One change of a plan; without a plan, of what all plans share. ``digest`` seals it with the one before it.

    ``indicator`` and ``quarter`` say which cell was changed; a quarter alone its report. ``rows`` is what the rows
    that were written hold since, table → key → column → content (None: the row is gone). ``seal`` is the version of
    what the digest covers. The database itself refuses to change events. An event outlives its plan.
    """

    plan = models.ForeignKey(Plan, models.DO_NOTHING, related_name="events", db_constraint=False, null=True)
    sequence = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=40)
    subject = models.CharField(max_length=200)
    indicator = models.ForeignKey(
        Indicator, models.DO_NOTHING, related_name="events", db_constraint=False, db_index=False, null=True
    )
    quarter = models.PositiveSmallIntegerField(null=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    rows = models.JSONField(null=True)
    seal = models.PositiveSmallIntegerField(default=1)
    previous_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ("plan", "sequence")
        indexes = [
            models.Index(fields=("indicator", "quarter", "sequence"), name="event_history_of_cell"),
            models.Index(fields=("verb", "id"), name="event_by_verb"),
        ]
        constraints = [
            models.UniqueConstraint(fields=("plan", "sequence"), name="event_sequence_once_per_plan"),
            models.UniqueConstraint(
                fields=("sequence",), condition=Q(plan__isnull=True), name="event_sequence_once_without_plan"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} · {self.subject}"

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("events are never deleted")
