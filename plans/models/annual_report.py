"""Owns the annual report of a plan: what the office writes of the year, and each time it was handed in."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plans.models.decided_round import DECIDED_WHOLLY, DecidedRound
from plans.models.fields import by_person
from plans.models.plan import Plan
from workflow.annual_reports import AnnualState

ANNUAL_STATES = [
    (AnnualState.DRAFT.value, _("draft")),
    (AnnualState.SUBMITTED.value, _("submitted")),
    (AnnualState.RETURNED.value, _("returned")),
    (AnnualState.ACCEPTED.value, _("accepted")),
]
PARTS = {"successes": _("Successes of the year"), "obstacles": _("Obstacles"), "next_year": _("Next year")}


class AnnualReport(models.Model):
    """What closes the year: the narrative; the figures and the evidence are those of its quarters.

    There is a row once somebody has written of it. ``version`` counts what was written.
    """

    plan = models.OneToOneField(Plan, models.CASCADE, related_name="annual_report", verbose_name=_("plan"))
    state = models.CharField(
        _("state"), max_length=20, choices=ANNUAL_STATES, default=AnnualState.DRAFT.value, editable=False
    )
    successes = models.TextField(PARTS["successes"], blank=True)
    obstacles = models.TextField(PARTS["obstacles"], blank=True)
    next_year = models.TextField(PARTS["next_year"], blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("annual report")
        verbose_name_plural = _("annual reports")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state for state, _name in ANNUAL_STATES]), name="annual_report_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} · {self._meta.verbose_name}"


class AnnualRound(DecidedRound):
    """One time the annual report was handed in: its receipt, and in ``contents`` the year as it was told then.

    ``due_on`` is the day it was due, as the calendar said when it was handed in.
    """

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="rounds", verbose_name=_("annual report"))
    receipt = models.CharField(_("receipt"), max_length=40)
    submitted_by = by_person()
    submitted_at = models.DateTimeField(_("submitted at"))
    due_on = models.DateField(_("due on"))

    class Meta:
        verbose_name = _("round of an annual report")
        verbose_name_plural = _("rounds of annual reports")
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("report", "number"), name="annual_round_once"),
            models.UniqueConstraint(fields=("receipt",), name="annual_receipt_once"),
            models.UniqueConstraint(
                fields=("report",), condition=Q(is_approved__isnull=True), name="annual_round_open_once_at_a_time"
            ),
            models.CheckConstraint(condition=DECIDED_WHOLLY, name="annual_round_decided_wholly"),
        ]

    def __str__(self) -> str:
        return self.receipt
