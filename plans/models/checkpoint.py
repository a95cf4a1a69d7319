"""Owns the anchors of the ledger: how long each chain of events is, and the signed checkpoints that say so."""

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

SHARED_CHAIN = 0  # the chain of what all plans share


class ChainEnd(models.Model):
    """How many events a chain has, the digest of the last, and how many of them a checkpoint says already.

    ``chain`` is the number of the plan, 0 of what all plans share. It only tells what is still to be anchored: what is
    proved are the events themselves against checkpoints.
    """

    chain = models.PositiveBigIntegerField(primary_key=True)
    count = models.PositiveIntegerField()
    head = models.CharField(max_length=64)
    anchored = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=("chain",), condition=models.Q(count__gt=F("anchored")), name="chain_end_open")]

    def __str__(self) -> str:
        return f"{self.chain}: {self.count}"


class Checkpoint(models.Model):
    """A signed document of the ends of chains, as it was made and put into a file. It is only ever added to."""

    number = models.PositiveIntegerField(_("number"), unique=True)
    made_at = models.DateTimeField(_("made at"))
    is_complete = models.BooleanField(default=False)
    events = models.PositiveBigIntegerField()  # of all chains together
    document = models.TextField()
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("checkpoint")
        verbose_name_plural = _("checkpoints")
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number}"
