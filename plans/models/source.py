"""Owns the documents plans were read from: the file, its hash, who brought it and when, and what it became."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from plans.models.plan import Plan


class SourceFile(models.Model):
    """A document as it was brought, whether or not an import was confirmed."""

    file = models.FileField(_("file"), upload_to="imports/%Y/%m")
    name = models.CharField(_("name"), max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    brought_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ("-brought_at",)

    def __str__(self) -> str:
        return self.name


class PlanImport(models.Model):
    """One plan read from a document, and what that changed."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="imports", verbose_name=_("plan"))
    source = models.ForeignKey(SourceFile, models.PROTECT, related_name="imports", verbose_name=_("document"))
    sheet = models.CharField(_("sheet"), max_length=100, blank=True)
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    imported_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ("-imported_at",)

    def __str__(self) -> str:
        return f"{self.source} → {self.plan}"
