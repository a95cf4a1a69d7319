"""Owns the documents plans were read from: the file, its hash, who brought it and when, and what it became."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from offices.models import FiscalYear, Office
from plans.models.fields import by_person, together
from plans.models.plan import Plan


class SourceFile(models.Model):
    """A document as it was brought, whether or not an import was confirmed."""

    file = models.FileField(_("file"), upload_to="imports/%Y/%m")
    name = models.CharField(_("name"), max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    brought_by = by_person(null=True)
    brought_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ("-brought_at",)

    def __str__(self) -> str:
        return self.name


class PlanImport(models.Model):
    """One plan read from a document, and what that changed.

    ``sequence`` numbers its event in the plan's ledger; ``before`` holds what an undo brings back.
    An undone import of a new plan has no plan any more: office, year and kind still say whose it was.
    """

    plan = models.ForeignKey(Plan, models.SET_NULL, null=True, related_name="imports", verbose_name=_("plan"))
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("office"))
    year = models.ForeignKey(FiscalYear, models.PROTECT, related_name="+", verbose_name=_("fiscal year"))
    kind = models.CharField(_("kind of plan"), max_length=20)
    source = models.ForeignKey(SourceFile, models.PROTECT, related_name="imports", verbose_name=_("document"))
    sheet = models.CharField(_("sheet"), max_length=100, blank=True)
    is_first = models.BooleanField(_("made the plan"))
    sequence = models.PositiveIntegerField()
    before = models.JSONField(default=dict)
    imported_by = by_person(null=True)
    imported_at = models.DateTimeField(auto_now_add=True)
    undone_by = by_person(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ("-imported_at",)
        constraints = [
            models.CheckConstraint(
                condition=together("undone_by", "undone_at"),
                name="import_undone_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.office} · {self.year}"
