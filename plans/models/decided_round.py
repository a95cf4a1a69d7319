"""Owns what a round of handing in has, of a plan as of a quarter: what was said then, and what was decided."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

DECIDED_WHOLLY = Q(is_approved__isnull=True, decided_by__isnull=True, decided_at__isnull=True) | Q(
    is_approved__isnull=False, decided_by__isnull=False, decided_at__isnull=False
)


class DecidedRound(models.Model):
    """One time something was handed in. ``contents`` is what it said then (``plans.seen.Shown``), by row.

    Nobody has decided on the last round of what waits; the earlier ones were returned. ``return_reason`` is about the
    whole; that of a row stands in its review.
    """

    number = models.PositiveSmallIntegerField(_("round"))
    contents = models.JSONField(_("contents"))
    is_approved = models.BooleanField(_("approved"), null=True)
    return_reason = models.TextField(_("why it was returned"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)

    class Meta:
        abstract = True
