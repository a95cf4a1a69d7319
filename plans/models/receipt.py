"""Owns the receipts of a report: one for every round in which it was handed in, none of them ever rewritten."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plans.models.fields import by_person
from plans.models.report import QuarterReport


class Receipt(models.Model):
    """A round of a report: handed in when, by whom, under which number.

    ``number`` is empty where only the ledger remembers the round: before rounds were kept, a later one overwrote it.
    ``reply_by`` is the day by which the return before it asked for this round, empty where none was named.
    """

    report = models.ForeignKey(QuarterReport, models.CASCADE, related_name="receipts", verbose_name=_("report"))
    round = models.PositiveSmallIntegerField(_("round"))
    number = models.CharField(_("receipt"), max_length=40, blank=True)
    submitted_by = by_person()
    submitted_at = models.DateTimeField(_("submitted at"))
    reply_by = models.DateField(_("reply by"), null=True)

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        ordering = ("round",)
        constraints = [
            models.UniqueConstraint(fields=("report", "round"), name="receipt_once_per_round"),
            models.UniqueConstraint(fields=("number",), condition=~Q(number=""), name="receipt_number_once"),
            models.CheckConstraint(condition=Q(round__gte=1), name="receipt_round_from_1"),
        ]

    def __str__(self) -> str:
        return self.number or f"{self.report_id} · {self.round}"
