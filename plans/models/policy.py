"""Owns the stored marking policies: named sets of switches, valid from a fiscal year."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from marking.policy import Policy
from offices.models import FiscalYear


class MarkingPolicy(models.Model):
    """Switches for a kind of plan from a year until a later one; a new version replaces, nothing is edited."""

    kind = models.CharField(_("kind of plan"), max_length=20)
    name = models.CharField(_("name"), max_length=100)
    valid_from = models.ForeignKey(FiscalYear, models.PROTECT, verbose_name=_("valid from"))
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    switches = models.JSONField(_("switches"), default=dict)

    class Meta:
        verbose_name = _("marking policy")
        verbose_name_plural = _("marking policies")
        constraints = [models.UniqueConstraint(fields=("kind", "valid_from", "version"), name="policy_version_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        """What the ledger calls it."""
        return f"{self.kind} {self.valid_from.code} v{self.version}"

    def clean(self) -> None:
        try:
            self.as_policy()
        except (ValueError, TypeError, ArithmeticError) as error:
            raise ValidationError({"switches": str(error)}) from error

    def as_policy(self) -> Policy:
        """The pure policy the marking engine takes."""
        return Policy.from_switches(self.name, self.switches)
