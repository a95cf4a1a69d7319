"""Owns a quarter's report: its state, who signed what, and the stored scorecard."""

from functools import partial
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plan_tree.surroundings import Surroundings
from plans.models.fields import ClaimField, MarksField, PrintedField, ScorecardField, by_person, together
from plans.models.plan import Plan
from workflow.transitions import ReportState

STATES = [
    (ReportState.DRAFT.value, _("draft")),
    (ReportState.SUBMITTED.value, _("submitted")),
    (ReportState.RETURNED.value, _("returned")),
    (ReportState.APPROVED.value, _("approved")),
]


_person = partial(by_person, null=True, editable=False)


def _moment() -> "models.DateTimeField[Any, Any]":
    return models.DateTimeField(null=True, editable=False)


class QuarterReport(models.Model):
    """The scorecard is live until approval, then frozen together with the switches of its policy.

    ``submitted_by``, ``submitted_at`` and ``receipt`` are those of the first round, which decides in time or late;
    every round keeps its own (``receipts``). ``reply_by`` is the day by which the last return asked for it again.
    ``printed_above`` and ``printed_below`` are what the document it came with prints around its table.
    Anybody may read an approved report while ``published_at`` says so.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="reports", verbose_name=_("plan"))
    quarter = models.PositiveSmallIntegerField(_("quarter"))
    state = models.CharField(_("state"), max_length=20, choices=STATES, default=ReportState.DRAFT.value, editable=False)
    submitted_by, submitted_at = _person(), _moment()
    returned_by, returned_at = _person(), _moment()
    return_reason = models.TextField(blank=True, editable=False)
    reply_by = models.DateField(null=True, editable=False)
    approved_by, approved_at = _person(), _moment()
    published_by, published_at = _person(), _moment()
    receipt = models.CharField(_("receipt"), max_length=40, blank=True, editable=False)
    claimed_total = ClaimField(_("total claimed"))
    claimed_obtained = ClaimField(_("marks claimed"))
    printed_above = PrintedField(_("lines above the table, as printed"))
    printed_below = PrintedField(_("lines below the table, as printed"))
    earned = MarksField(default=0, editable=False)
    computed = MarksField(default=0, editable=False)
    possible = MarksField(default=0, editable=False)
    possible_to_date = MarksField(default=0, editable=False)
    scorecard = ScorecardField(default=dict, editable=False)
    frozen_switches = models.JSONField(null=True, editable=False)

    class Meta:
        verbose_name = _("quarterly report")
        verbose_name_plural = _("quarterly reports")
        ordering = ("quarter",)
        indexes = [
            models.Index(
                fields=("plan", "quarter"),
                condition=Q(published_at__isnull=False, state=ReportState.APPROVED.value),
                name="report_published",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=("plan", "quarter"), name="report_once_per_quarter"),
            models.CheckConstraint(condition=Q(quarter__range=(1, 4)), name="report_quarter_1_to_4"),
            models.CheckConstraint(
                condition=Q(state=ReportState.APPROVED.value, frozen_switches__isnull=False, approved_at__isnull=False)
                | Q(~Q(state=ReportState.APPROVED.value), frozen_switches__isnull=True, approved_at__isnull=True),
                name="report_approved_is_frozen",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(state=ReportState.APPROVED.value),
                name="report_published_is_approved",
            ),
            *(
                models.CheckConstraint(condition=together(f"{verb}_by", f"{verb}_at"), name=f"report_{verb}_by_and_at")
                for verb in ("submitted", "returned", "approved", "published")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} · q{self.quarter}"

    @property
    def surroundings(self) -> Surroundings:
        return Surroundings(self.printed_above, self.printed_below)
