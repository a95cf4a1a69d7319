"""Owns the printed reports that are kept: which file each is, and the hash it was kept with."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plans.models.report import QuarterReport


class KeptPrint(models.Model):
    """The print of an approved report in a language, kept once.

    ``figures`` is the digest of the scorecard it shows, ``sha256`` that of its bytes; of prints that were kept before
    the hash was, ``is_adopted``, it is that of the day it was looked up first, and no event of the ledger has it.
    """

    report = models.ForeignKey(QuarterReport, models.CASCADE, related_name="prints", verbose_name=_("quarterly report"))
    paper = models.CharField(max_length=20)
    language = models.CharField(max_length=5)
    figures = models.CharField(max_length=64)
    file = models.FileField(max_length=200)
    sha256 = models.CharField(max_length=64)
    is_adopted = models.BooleanField(default=False)
    kept_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("kept print")
        verbose_name_plural = _("kept prints")
        ordering = ("report", "kept_at")
        constraints = [
            models.UniqueConstraint(fields=("report", "figures", "paper", "language"), name="print_kept_once"),
            models.CheckConstraint(condition=~Q(file="") & ~Q(sha256=""), name="print_has_file_and_hash"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} · {self.paper} {self.language}"
