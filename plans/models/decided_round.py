"""Owns what a round of handing in has, of a plan as of a quarter: what was said then, and what was decided."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from plans.models.fields import by_person, together

DECIDED_WHOLLY = together("is_approved", "decided_by", "decided_at")


class DecidedRound(models.Model):
    """One time something was handed in. ``contents`` is what it said then (``plans.seen.Shown``), by row.

    Nobody has decided on the last round of what waits; the earlier ones were returned. ``return_reason`` is about the
    whole; that of a row stands in its review.
    """

    number = models.PositiveSmallIntegerField(_("round"))
    contents = models.JSONField(_("contents"))
    is_approved = models.BooleanField(_("approved"), null=True)
    return_reason = models.TextField(_("why it was returned"), blank=True)
    decided_by = by_person(null=True, verbose_name=_("decided by"))
    decided_at = models.DateTimeField(_("decided at"), null=True)

    class Meta:
        abstract = True
