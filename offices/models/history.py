"""Owns what became of an office in the tree: moved under another one, closed, opened again; from which day and why."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from offices.models.office import Office


class OfficeStep(models.TextChoices):
    MOVED = "moved", _("moved")
    CLOSED = "closed", _("closed")
    REOPENED = "reopened", _("opened again")


class OfficeChange(models.Model):
    """One step of an office; ``on`` is the first day of its new place, or its last day. Never edited.

    ``above_before`` and ``above_after`` are the offices above, of a move only.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="changes", verbose_name=_("office"))
    step = models.CharField(max_length=20, choices=OfficeStep)
    on = models.DateField(_("day"))
    reason = models.TextField(_("reason"))
    above_before = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    above_after = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("change of an office")
        verbose_name_plural = _("changes of offices")
        ordering = ("-at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""), name="office_change_has_a_reason", violation_error_message=_("Say why.")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office}: {self.get_step_display()}"
