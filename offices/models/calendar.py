"""Owns fiscal years, and deadlines as data: year, quarter, tier, and extensions with their reasons."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from offices.models.office import Office, Tier

BENGALI_DIGITS = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")


class FiscalYear(models.Model):
    """1 July of ``start_year`` to 30 June of the next."""

    start_year = models.PositiveSmallIntegerField(_("begins on 1 July of"), unique=True)
    revisions_until = models.DateField(
        _("revised targets can be asked for until"), null=True, blank=True, help_text=_("Empty: 30 September.")
    )

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

    @property
    def revisions_close(self) -> date:
        """The last day on which a revised target can be asked for, without what an office was given beside."""
        return self.revisions_until or self.quarter_ends(1)

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
    """The days of a quarter for a tier of offices: from when it is written, by when its report is due, in time, taken.

    ``grace_until``: until then a report that is past its day still counts as in time. After ``locks_after`` nothing of
    the quarter is written or handed in, but by an office with more time.
    """

    year = models.ForeignKey(FiscalYear, models.CASCADE, related_name="deadlines", verbose_name=_("fiscal year"))
    quarter = models.PositiveSmallIntegerField(_("quarter"))
    tier = models.CharField(_("tier"), max_length=20, choices=Tier)
    opens_on = models.DateField(
        _("opens on"), null=True, blank=True, help_text=_("Empty: the first day of the quarter.")
    )
    due_on = models.DateField(_("due on"))
    grace_until = models.DateField(
        _("counts as in time until"), null=True, blank=True, help_text=_("Empty: until the day it is due.")
    )
    locks_after = models.DateField(
        _("locked after"), null=True, blank=True, help_text=_("The last day it is taken, late. Empty: it never locks.")
    )

    class Meta:
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        ordering = ("year", "quarter", "tier")
        constraints = [
            models.UniqueConstraint(fields=("year", "quarter", "tier"), name="deadline_once"),
            models.CheckConstraint(condition=Q(quarter__range=(1, 4)), name="deadline_quarter_1_to_4"),
            models.CheckConstraint(
                condition=Q(opens_on__isnull=True) | Q(opens_on__lte=F("due_on")),
                name="deadline_opens_before_due",
                violation_error_message=_("A quarter opens on the day it is due at the latest."),
            ),
            models.CheckConstraint(
                condition=Q(grace_until__isnull=True) | Q(grace_until__gte=F("due_on")),
                name="deadline_grace_after_due",
                violation_error_message=_("Grace ends on the day it is due or later."),
            ),
            models.CheckConstraint(
                condition=Q(locks_after__isnull=True)
                | Q(grace_until__isnull=True, locks_after__gte=F("due_on"))
                | Q(grace_until__isnull=False, locks_after__gte=F("grace_until")),
                name="deadline_locks_last",
                violation_error_message=_("A quarter locks when nothing of it is in time any more, not before."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} · {self.quarter} · {self.get_tier_display()}: {self.due_on:%d/%m/%Y}"


class MoreTime(models.Model):
    """More time for one office, with the reason and its end."""

    office: models.ForeignKey[Office, Office]
    until = models.DateField(_("until"))
    reason = models.TextField(_("reason"))
    granted_at = models.DateTimeField(_("granted at"), auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.office}: {self.until:%d/%m/%Y}"


def _with_a_reason(name: str) -> models.CheckConstraint:
    said = _("Say why more time is given.")
    return models.CheckConstraint(condition=~Q(reason=""), name=name, violation_error_message=said)


class DeadlineExtension(MoreTime):
    """More time to hand a report in."""

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="extensions", verbose_name=_("deadline"))
    office = models.ForeignKey(Office, models.CASCADE, related_name="extensions", verbose_name=_("office"))
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("granted by"))

    class Meta:
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        constraints = [
            models.UniqueConstraint(fields=("deadline", "office"), name="extension_once_per_office"),
            _with_a_reason("extension_has_a_reason"),
        ]


class RevisionExtension(MoreTime):
    """More time to ask for revised targets."""

    year = models.ForeignKey(
        FiscalYear, models.CASCADE, related_name="revision_extensions", verbose_name=_("fiscal year")
    )
    office = models.ForeignKey(Office, models.CASCADE, related_name="+", verbose_name=_("office"))
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("granted by")
    )

    class Meta:
        verbose_name = _("more time to ask for revised targets")
        verbose_name_plural = _("more time to ask for revised targets")
        constraints = [
            models.UniqueConstraint(fields=("year", "office"), name="revision_extension_once_per_office"),
            _with_a_reason("revision_extension_has_a_reason"),
        ]
