"""Owns what is said of a single row in a round of handing in: by a reviewer, and by an office that wants it opened."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plans.models.fields import by_person, together
from plans.models.plan import Indicator
from workflow.row_states import RowState, RowVerdict

ROW_STATES = [
    (RowState.SEEN.value, _("seen")),
    (RowState.QUESTION.value, _("in question")),
    (RowState.ACCEPTED.value, _("accepted")),
]


class RowReview(models.Model):
    """What was last said of a row in a round; ``quarter`` is None where it is about the row of the plan itself.

    The office reads a question once the round was returned.
    """

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="reviews", verbose_name=_("indicator"))
    quarter = models.PositiveSmallIntegerField(_("quarter"), null=True)
    round = models.PositiveSmallIntegerField(_("round"))
    state = models.CharField(_("state"), max_length=20, choices=ROW_STATES)
    reason = models.TextField(_("reason"), blank=True)
    by = by_person(verbose_name=_("reviewed by"))
    at = models.DateTimeField(_("reviewed at"))

    class Meta:
        verbose_name = _("review of a row")
        verbose_name_plural = _("reviews of rows")
        ordering = ("indicator", "quarter", "round")
        constraints = [
            models.UniqueConstraint(fields=("indicator", "quarter", "round"), name="row_review_once_in_a_round"),
            models.UniqueConstraint(
                fields=("indicator", "round"), condition=Q(quarter__isnull=True), name="plan_row_review_once_in_a_round"
            ),
            models.CheckConstraint(
                condition=Q(quarter__isnull=True) | Q(quarter__isnull=False, quarter__range=(1, 4)),
                name="row_review_of_a_quarter_or_of_the_plan",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state for state, _name in ROW_STATES])
                & (~Q(state=RowState.QUESTION.value) | ~Q(reason="")),
                name="row_review_asks_with_a_reason",
                violation_error_message=_("A question needs its reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.number} · {self.round} · {self.state}"

    @property
    def verdict(self) -> RowVerdict:
        return RowVerdict(RowState(self.state), self.round)


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
