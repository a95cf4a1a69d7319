"""Owns the days of the two papers beside the quarters: the feedback after half a year, the report of the whole year."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from offices.models.calendar import FiscalYear
from offices.models.office import Tier


class YearEndDocument(models.TextChoices):
    """What closes the half and the whole of a year."""

    FEEDBACK = "feedback", _("half-yearly feedback")
    ANNUAL = "annual", _("annual report")


USUAL_DAYS = {YearEndDocument.FEEDBACK: (1, 30), YearEndDocument.ANNUAL: (7, 15)}  # of the year in which it ends


def usual_day(year: FiscalYear, document: str) -> date:
    """The guideline's day: 30 January for the feedback, 15 July for the annual report."""
    return date(year.start_year + 1, *USUAL_DAYS[YearEndDocument(document)])


class YearEndDeadline(models.Model):
    """The day by which a tier gets its feedback or hands in its annual report; without a row the guideline's counts."""

    year = models.ForeignKey(
        FiscalYear, models.CASCADE, related_name="year_end_deadlines", verbose_name=_("fiscal year")
    )
    document = models.CharField(_("document"), max_length=20, choices=YearEndDocument)
    tier = models.CharField(_("tier"), max_length=20, choices=Tier)
    due_on = models.DateField(_("due on"))

    class Meta:
        verbose_name = _("deadline of feedback or annual report")
        verbose_name_plural = _("deadlines of feedback and annual reports")
        ordering = ("year", "document", "tier")
        constraints = [
            models.UniqueConstraint(fields=("year", "document", "tier"), name="year_end_deadline_once"),
        ]

    def __str__(self) -> str:
        return f"{self.year} · {self.get_document_display()} · {self.get_tier_display()}: {self.due_on:%d/%m/%Y}"
