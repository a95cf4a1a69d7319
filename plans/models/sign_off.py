"""Owns the signatures of heads of offices under quarters that are about to be handed in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from plans.models.fields import by_person
from plans.models.report import QuarterReport


class SignOff(models.Model):
    """A head's signature for a round: name and post as they were, and the digest of what was signed (``contents``)."""

    report = models.ForeignKey(
        QuarterReport, models.CASCADE, related_name="sign_offs", verbose_name=_("quarterly report")
    )
    round = models.PositiveSmallIntegerField(_("round"))
    contents = models.CharField(max_length=64)
    by = by_person(verbose_name=_("signed by"))
    name = models.CharField(_("name"), max_length=200)
    post = models.CharField(_("post"), max_length=200, blank=True)
    at = models.DateTimeField(_("signed at"))

    class Meta:
        verbose_name = _("signature of a head of office")
        verbose_name_plural = _("signatures of heads of offices")
        ordering = ("report", "round")
        constraints = [models.UniqueConstraint(fields=("report", "round"), name="signed_off_once_in_a_round")]

    def __str__(self) -> str:
        return f"{self.report} · {self.round}"
