"""Owns the feedback of the reviewing office after half a year: its figures and the office's answer."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plans.models.fields import by_person
from plans.models.plan import Plan
from workflow.half_year_feedback import FeedbackState

FEEDBACK_STATES = [
    (FeedbackState.DRAFT.value, _("draft")),
    (FeedbackState.GIVEN.value, _("given")),
    (FeedbackState.ANSWERED.value, _("answered")),
]
_GIVEN = Q(given_by__isnull=False, given_at__isnull=False) & ~Q(number="") & ~Q(text="")
_NOT_GIVEN = Q(given_by__isnull=True, given_at__isnull=True, number="")
_ANSWERED = Q(answered_by__isnull=False, answered_at__isnull=False)
_NOT_ANSWERED = Q(answered_by__isnull=True, answered_at__isnull=True)


class HalfYearFeedback(models.Model):
    """What the reviewing office says of the first half-year: of the plan, and of single rows in ``row_notes``.

    ``row_notes``: key of an indicator → text. ``contents``: the half-year as it stood when it was given; empty before.
    """

    plan = models.OneToOneField(Plan, models.CASCADE, related_name="half_year_feedback", verbose_name=_("plan"))
    state = models.CharField(
        _("state"), max_length=20, choices=FEEDBACK_STATES, default=FeedbackState.DRAFT.value, editable=False
    )
    text = models.TextField(_("Feedback"), blank=True)
    row_notes = models.JSONField(_("notes at rows"), default=dict)
    version = models.PositiveIntegerField(default=0, editable=False)
    number = models.CharField(_("number"), max_length=40, blank=True, editable=False)
    contents = models.JSONField(_("contents"), default=dict, editable=False)
    given_by, given_at = by_person(null=True, editable=False), models.DateTimeField(null=True, editable=False)
    answer = models.TextField(_("Answer"), blank=True)
    answered_by, answered_at = by_person(null=True, editable=False), models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("half-yearly feedback")
        verbose_name_plural = _("half-yearly feedbacks")
        constraints = [
            models.CheckConstraint(
                condition=(Q(state=FeedbackState.DRAFT.value) & _NOT_GIVEN & _NOT_ANSWERED)
                | (Q(state=FeedbackState.GIVEN.value) & _GIVEN & _NOT_ANSWERED)
                | (Q(state=FeedbackState.ANSWERED.value) & _GIVEN & _ANSWERED),
                name="feedback_given_and_answered_wholly",
            ),
            models.UniqueConstraint(fields=("number",), condition=~Q(number=""), name="feedback_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.plan} · {self._meta.verbose_name}"
