"""Owns the rounds of a quarter: each time it was handed in, what it said then, what went back."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plans.models.decided_round import DECIDED_WHOLLY, DecidedRound
from plans.models.report import QuarterReport
from workflow.row_openings import OpenRows


class QuarterRound(DecidedRound):
    """One time a quarter was handed in; when and by whom, its receipt of the same number tells.

    ``returned_rows``: the keys of the indicators that went back with it; None: all did, or nothing has gone back.
    ``note`` is what the reviewer wrote to the office when approving.
    """

    report = models.ForeignKey(QuarterReport, models.CASCADE, related_name="rounds", verbose_name=_("quarterly report"))
    returned_rows = models.JSONField(_("rows that went back"), null=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("round of a quarter")
        verbose_name_plural = _("rounds of quarters")
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("report", "number"), name="quarter_round_once"),
            models.UniqueConstraint(
                fields=("report",), condition=Q(is_approved__isnull=True), name="quarter_round_open_once_at_a_time"
            ),
            models.CheckConstraint(condition=DECIDED_WHOLLY, name="quarter_round_decided_wholly"),
        ]

    def __str__(self) -> str:
        return f"{self.report} · {self.number}"

    @property
    def open_rows(self) -> OpenRows:
        """The rows that went back with this round."""
        return None if self.returned_rows is None else frozenset(self.returned_rows)
