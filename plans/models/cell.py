"""Owns the quarterly cell: target, achievement, assessment, and what is attached to it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plans.models.fields import ClaimField, MarksField, ValueField, by_person, together
from plans.models.plan import Indicator


class QuarterCell(models.Model):
    """An indicator in a quarter. ``version`` counts the writes of the achievement, so that nobody overwrites unseen."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="cells", verbose_name=_("indicator"))
    quarter = models.PositiveSmallIntegerField(_("quarter"))
    target = ValueField()
    achievement = ValueField()
    # The total from the beginning of the year, as typed, that the achievement was worked out of.
    to_date_text = models.TextField(blank=True, default="", editable=False)
    # What the office says beside it: column 14, and the marks it claims itself, which never steer the reckoning.
    remark = models.TextField(_("remark"), blank=True, default="", editable=False)
    claimed_marks = ClaimField(_("marks claimed"), editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    entered_by = by_person(null=True, blank=True, editable=False)
    entered_at = models.DateTimeField(null=True, blank=True, editable=False)
    assessed_marks = MarksField(_("assessed marks"), null=True, blank=True, editable=False)
    assessed_reason = models.TextField(blank=True, editable=False)
    assessed_by = by_person(null=True, blank=True, editable=False)
    assessed_at = models.DateTimeField(null=True, blank=True, editable=False)
    exemption_granted = models.BooleanField(null=True, blank=True, editable=False)  # None: nobody has decided
    exemption_reason = models.TextField(blank=True, default="", editable=False)
    exemption_by = by_person(null=True, blank=True, editable=False)
    exemption_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("quarterly cell")
        verbose_name_plural = _("quarterly cells")
        ordering = ("quarter",)
        constraints = [
            models.UniqueConstraint(fields=("indicator", "quarter"), name="cell_once_per_quarter"),
            models.CheckConstraint(condition=Q(quarter__range=(1, 4)), name="cell_quarter_1_to_4"),
            models.CheckConstraint(
                condition=together("entered_by", "entered_at"),
                name="cell_entered_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(
                    assessed_marks__isnull=True,
                    assessed_by__isnull=True,
                    assessed_at__isnull=True,
                    assessed_reason="",
                )
                | Q(
                    ~Q(assessed_reason=""),
                    assessed_marks__gte=0,
                    assessed_by__isnull=False,
                    assessed_at__isnull=False,
                ),
                name="cell_assessed_wholly",
                violation_error_message=_("An assessment needs marks, a reason, a name and a time."),
            ),
            models.CheckConstraint(
                condition=Q(
                    exemption_granted__isnull=True,
                    exemption_by__isnull=True,
                    exemption_at__isnull=True,
                    exemption_reason="",
                )
                | Q(
                    ~Q(exemption_reason=""),
                    exemption_granted__isnull=False,
                    exemption_by__isnull=False,
                    exemption_at__isnull=False,
                ),
                name="cell_exempted_wholly",
                violation_error_message=_("Granting or refusing needs a reason, a name and a time."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.number} · {self.quarter}"


class Evidence(models.Model):
    """A file that proves an achievement."""

    cell = models.ForeignKey(QuarterCell, models.CASCADE, related_name="evidence", verbose_name=_("cell"))
    file = models.FileField(_("file"), upload_to="evidence/%Y/%m")
    name = models.CharField(_("name"), max_length=200)
    sha256 = models.CharField(max_length=64, editable=False)
    size = models.PositiveBigIntegerField(default=0, editable=False)  # bytes; 0: lost before they were counted
    added_by = by_person()
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ("added_at",)

    def __str__(self) -> str:
        return self.name


class Comment(models.Model):
    """A remark on a cell in the talk between focal point and reviewer."""

    cell = models.ForeignKey(QuarterCell, models.CASCADE, related_name="comments", verbose_name=_("cell"))
    text = models.TextField(_("comment"))
    written_by = by_person()
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ("written_at",)

    def __str__(self) -> str:
        return self.text
