"""Owns an office's wish to open a row that was not returned, and the reviewer's answer."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plans.models.fields import by_person, together
from plans.models.plan import Indicator


class RowOpening(models.Model):
    """A request to open a row of a quarter; ``round`` is the last one handed in. ``granted`` None: nobody answered."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="openings", verbose_name=_("indicator"))
    quarter = models.PositiveSmallIntegerField(_("quarter"))
    round = models.PositiveSmallIntegerField(_("round"))
    reason = models.TextField(_("reason"))
    asked_by = by_person(verbose_name=_("asked by"))
    asked_at = models.DateTimeField(_("asked at"))
    granted = models.BooleanField(_("granted"), null=True)
    answer = models.TextField(_("answer"), blank=True)
    decided_by = by_person(null=True, verbose_name=_("decided by"))
    decided_at = models.DateTimeField(_("decided at"), null=True)

    class Meta:
        verbose_name = _("request to open a row")
        verbose_name_plural = _("requests to open rows")
        ordering = ("asked_at",)
        constraints = [
            models.UniqueConstraint(
                fields=("indicator", "quarter"), condition=Q(granted__isnull=True), name="row_opening_asked_once"
            ),
            models.CheckConstraint(condition=Q(quarter__range=(1, 4)), name="row_opening_quarter_1_to_4"),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="row_opening_has_a_reason",
                violation_error_message=_("A request to open a row needs its reason."),
            ),
            models.CheckConstraint(
                condition=together("granted", "decided_by", "decided_at"),
                name="row_opening_decided_wholly",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.number} · {self.quarter} · {self.round}"
