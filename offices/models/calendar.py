"""Owns fiscal years, and deadlines as data: year, quarter, tier, and extensions with their reasons."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from offices.models.office import Office, Tier

BENGALI_DIGITS = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")


class FiscalYear(models.Model):
    """1 July of ``start_year`` to 30 June of the next."""

    start_year = models.PositiveSmallIntegerField(_("begins on 1 July of"), unique=True)

    class Meta:
        verbose_name = _("fiscal year")
        verbose_name_plural = _("fiscal years")
        ordering = ("-start_year",)

    def __str__(self) -> str:
        return self.label

    @property
    def code(self) -> str:
        """The machine's name of the year: 2020-21."""
        return f"{self.start_year}-{(self.start_year + 1) % 100:02d}"

    @property
    def label(self) -> str:
        """The printed name in the reader's language: ২০২০-২০২১ or 2020-2021."""
        text = f"{self.start_year}-{self.start_year + 1}"
        return text if (get_language() or "bn").startswith("en") else text.translate(BENGALI_DIGITS)

    def quarter_ends(self, quarter: int) -> date:
        """The last day of quarter 1 to 4."""
        return {
            1: date(self.start_year, 9, 30),
            2: date(self.start_year, 12, 31),
            3: date(self.start_year + 1, 3, 31),
            4: date(self.start_year + 1, 6, 30),
        }[quarter]

    def quarter_begun(self, day: date) -> int:
        """The last quarter begun by a day; 1 before the year."""
        return max((quarter for quarter in (2, 3, 4) if self.quarter_starts(quarter) <= day), default=1)

    def quarter_starts(self, quarter: int) -> date:
        """The first day of quarter 1 to 4."""
        return {
            1: date(self.start_year, 7, 1),
            2: date(self.start_year, 10, 1),
            3: date(self.start_year + 1, 1, 1),
            4: date(self.start_year + 1, 4, 1),
        }[quarter]


class Deadline(models.Model):
    """The day a quarter's report is due from a tier of offices."""

    year = models.ForeignKey(FiscalYear, models.CASCADE, related_name="deadlines", verbose_name=_("fiscal year"))
    quarter = models.PositiveSmallIntegerField(_("quarter"))
    tier = models.CharField(_("tier"), max_length=20, choices=Tier)
    due_on = models.DateField(_("due on"))

    class Meta:
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        ordering = ("year", "quarter", "tier")
        constraints = [
            models.UniqueConstraint(fields=("year", "quarter", "tier"), name="deadline_once"),
            models.CheckConstraint(condition=Q(quarter__range=(1, 4)), name="deadline_quarter_1_to_4"),
        ]

    def __str__(self) -> str:
        return f"{self.year} · {self.quarter} · {self.get_tier_display()}: {self.due_on:%d/%m/%Y}"


class DeadlineExtension(models.Model):
    """More time for one office, with the reason and its end."""

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="extensions", verbose_name=_("deadline"))
    office = models.ForeignKey(Office, models.CASCADE, related_name="extensions", verbose_name=_("office"))
    until = models.DateField(_("until"))
    reason = models.TextField(_("reason"))
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("granted by"))
    granted_at = models.DateTimeField(_("granted at"), auto_now_add=True)

    class Meta:
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        constraints = [
            models.UniqueConstraint(fields=("deadline", "office"), name="extension_once_per_office"),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="extension_has_a_reason",
                violation_error_message=_("Say why more time is given."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office}: {self.until:%d/%m/%Y}"
