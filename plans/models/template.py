"""Owns the stored templates: what plans of a year, kind and tier begin with, in versions that are never edited."""

from functools import cached_property

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from cell_values.digits import to_bengali
from offices.models import FiscalYear, Tier
from plan_tree.rows_as_data import rows_from_data
from plan_tree.standard_rows import StandardRows
from plans.kinds import plan_kind


class PlanTemplate(models.Model):
    """Standard rows for plans of a kind, for the offices of a tier in a fiscal year; a new version replaces.

    The year need not be opened yet. ``made_from``: the plan an administrator made it from, as the ledger keeps it too.
    """

    start_year = models.PositiveSmallIntegerField(_("fiscal year"))
    kind = models.CharField(_("kind of plan"), max_length=20)
    tier = models.CharField(_("tier"), max_length=20, choices=Tier)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    contents = models.JSONField(_("standard rows"))  # by ``rows_as_data``
    made_from = models.ForeignKey(
        "plans.Plan", models.SET_NULL, null=True, related_name="+", verbose_name=_("made from the plan")
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("plan template")
        verbose_name_plural = _("plan templates")
        ordering = ("-start_year", "kind", "tier", "-version")
        constraints = [
            models.UniqueConstraint(fields=("start_year", "kind", "tier", "version"), name="template_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_tier_display()} · {self.year}"

    @property
    def year(self) -> FiscalYear:
        """The fiscal year, whether it is stored or not."""
        return FiscalYear(start_year=self.start_year)

    @property
    def subject(self) -> str:
        """What the ledger calls it, whoever reads it: শুদ্ধাচার · মন্ত্রণালয় · ২০২১-২২ · ১."""
        with translation.override("bn"):
            tier = self.get_tier_display()
        return f"{plan_kind(self.kind).short.bn} · {tier} · {to_bengali(f'{self.year.code} · {self.version}')}"

    @cached_property
    def rows(self) -> StandardRows:
        return rows_from_data(self.contents)
