"""Owns what a reviewer says of a row, of the plan itself or of one of its quarters, in a round of handing in."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plans.models.fields import by_person
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
