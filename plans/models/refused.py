"""Owns what somebody typed into a cell and was not taken: kept until it is mended or given up."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from plans.models.cell import QuarterCell
from plans.models.fields import by_person

MOST_KEPT = 20_000  # characters of a text; what is longer is no value of a cell

REASONS = [("unreadable", _("not understood")), ("conflict", _("written by two at once")), ("refused", _("not taken"))]


class RefusedValue(models.Model):
    """What a person typed into a cell last and was not taken, with the sentence that said why.

    It is no part of the plan: the stored value stands beside it, and the report is not submitted while it does.
    """

    cell = models.ForeignKey(QuarterCell, models.CASCADE, related_name="refused", verbose_name=_("cell"))
    text = models.TextField(_("as typed"))
    reason = models.CharField(_("reason"), max_length=20, choices=REASONS)
    sentence_bn = models.TextField()
    sentence_en = models.TextField()
    by = by_person()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("value not taken")
        verbose_name_plural = _("values not taken")
        ordering = ("at",)
        constraints = [models.UniqueConstraint(fields=("cell", "by"), name="refused_once_per_person_and_cell")]

    def __str__(self) -> str:
        return self.text
