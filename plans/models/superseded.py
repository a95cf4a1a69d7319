"""Owns approvals that no longer stand: what was frozen, who opened it again and why."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plans.models.fields import MarksField, by_person
from plans.models.report import QuarterReport


class SupersededApproval(models.Model):
    """An approved quarter as it was frozen, kept when it was opened again; none of it is ever rewritten.

    ``figures`` is the digest its papers carry; ``published_at`` tells that the public could read it.
    """

    report = models.ForeignKey(
        QuarterReport, models.PROTECT, related_name="superseded", verbose_name=_("quarterly report")
    )
    round = models.PositiveSmallIntegerField(_("round"))
    approved_by = by_person()
    approved_at = models.DateTimeField(_("approved at"))
    published_at = models.DateTimeField(_("published at"), null=True)
    earned = MarksField()
    computed = MarksField()
    possible = MarksField()
    possible_to_date = MarksField()
    scorecard = models.JSONField()
    frozen_switches = models.JSONField()
    figures = models.CharField(max_length=64)
    reopened_by = by_person()
    reopened_at = models.DateTimeField(_("opened again at"))
    reason = models.TextField(_("reason"))

    class Meta:
        verbose_name = _("superseded approval")
        verbose_name_plural = _("superseded approvals")
        ordering = ("reopened_at",)
        constraints = [
            models.UniqueConstraint(fields=("report", "approved_at"), name="approval_superseded_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="approval_superseded_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.report} · {self.approved_at:%Y-%m-%d}"
