"""Owns the rounds of a plan: each time it was submitted, with what it said then, and what was decided."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plans.models.decided_round import DECIDED_WHOLLY, DecidedRound
from plans.models.fields import by_person
from plans.models.plan import Plan


class PlanRound(DecidedRound):
    """One time a plan was submitted for approval.

    A plan that was signed on paper has a round that begins and ends with the record of it: ``signed_on`` is the day on
    the paper, ``reference`` where it lies.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="rounds", verbose_name=_("plan"))
    submitted_by = by_person(verbose_name=_("submitted by"))
    submitted_at = models.DateTimeField(_("submitted at"))

    signed_on = models.DateField(_("signed on"), null=True, editable=False)
    reference = models.TextField(_("where the signed paper is"), blank=True, default="", editable=False)

    class Meta:
        verbose_name = _("round of a plan")
        verbose_name_plural = _("rounds of plans")
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("plan", "number"), name="plan_round_once"),
            models.UniqueConstraint(
                fields=("plan",), condition=Q(is_approved__isnull=True), name="plan_round_open_once_at_a_time"
            ),
            models.CheckConstraint(condition=DECIDED_WHOLLY, name="plan_round_decided_wholly"),
        ]

    def __str__(self) -> str:
        return f"{self.plan} · {self.number}"

    @property
    def approved_on(self) -> date | None:
        """The day it was approved: that on the paper, where it was signed there."""
        if not self.is_approved or self.decided_at is None:
            return None
        return self.signed_on or timezone.localdate(self.decided_at)
