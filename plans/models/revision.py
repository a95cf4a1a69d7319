"""Owns the revised targets of an indicator: what was asked for and why, and what was decided."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plan_tree.revisions import RevisedTarget
from plans.models.fields import by_person
from plans.models.plan import Indicator

UNDECIDED = Q(granted__isnull=True, withdrawn_at__isnull=True)


class TargetRevision(models.Model):
    """A request to change targets of one row. ``granted`` is None until a reviewer has decided; who asked may take it
    back before (``withdrawn_at``).

    ``targets`` is a list of ``RevisedTarget.as_json``: each as it stood when it was asked for, and as it should be.
    Granted, they stand in the plan; the quarters before ``counts_from`` are judged by those of before.
    """

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="revisions", verbose_name=_("indicator"))
    targets = models.JSONField(_("targets"))
    reason = models.TextField(_("reason"))
    asked_by = by_person(verbose_name=_("asked by"))
    asked_at = models.DateTimeField(_("asked at"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)
    granted = models.BooleanField(_("granted"), null=True)
    decision_reason = models.TextField(_("reason of the decision"), blank=True, default="")
    decided_by = by_person(null=True, verbose_name=_("decided by"))
    decided_at = models.DateTimeField(_("decided at"), null=True)
    counts_from = models.PositiveSmallIntegerField(_("counts from quarter"), null=True)

    class Meta:
        verbose_name = _("revised target")
        verbose_name_plural = _("revised targets")
        ordering = ("asked_at", "pk")
        constraints = [
            models.UniqueConstraint(fields=("indicator",), condition=UNDECIDED, name="revision_asked_once_at_a_time"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(granted__isnull=True),
                name="revision_withdrawn_is_undecided",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="revision_has_a_reason",
                violation_error_message=_("Say why the target should be revised."),
            ),
            models.CheckConstraint(
                condition=Q(
                    granted__isnull=True,
                    decided_by__isnull=True,
                    decided_at__isnull=True,
                    decision_reason="",
                    counts_from__isnull=True,
                )
                | Q(
                    ~Q(decision_reason=""),
                    granted__isnull=False,
                    granted=False,
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                    counts_from__isnull=True,
                )
                | Q(
                    ~Q(decision_reason=""),
                    granted__isnull=False,
                    granted=True,
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                    counts_from__isnull=False,
                    counts_from__range=(1, 4),
                ),
                name="revision_decided_wholly",
                violation_error_message=_("Granting or refusing needs a reason, a name and a time."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.number} · {self.asked_at:%d/%m/%Y}"

    @property
    def is_undecided(self) -> bool:
        """Whether it waits for a decision."""
        return self.granted is None and self.withdrawn_at is None

    @property
    def revised(self) -> list[RevisedTarget]:
        return [RevisedTarget.from_json(each) for each in self.targets]

    @revised.setter
    def revised(self, targets: list[RevisedTarget]) -> None:
        self.targets = [each.as_json() for each in targets]
