"""Owns the league table: the figures offices are compared by, a narrow row for each office, year, kind and quarter."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from offices.models import FiscalYear, Office
from plans.models.fields import MarksField
from plans.models.plan import Plan
from plans.models.report import STATES
from plans.workflow import State


class LeagueEntry(models.Model):
    """What the report of a quarter says in the comparison; only the latest revision of a plan has entries.

    ``percent`` is earned ÷ possible in percent, half up to two places, empty where nothing was possible;
    ``shares`` are the whole percentages of the areas, {"area-3": 85}. All are copies, written in the transaction
    of their scorecard.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="league_entries", verbose_name=_("plan"))
    office = models.ForeignKey(Office, models.PROTECT, related_name="league_entries", verbose_name=_("office"))
    year = models.ForeignKey(FiscalYear, models.PROTECT, related_name="+", verbose_name=_("fiscal year"))
    kind = models.CharField(_("kind of plan"), max_length=20)
    quarter = models.PositiveSmallIntegerField(_("quarter"))
    state = models.CharField(_("state"), max_length=20, choices=STATES, default=State.DRAFT.value)
    submitted_at = models.DateTimeField(null=True)
    earned = MarksField()
    possible = MarksField()
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    shares = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("league entry")
        verbose_name_plural = _("league entries")
        indexes = [
            models.Index(fields=("year", "kind", "quarter", "-percent", "office", "state"), name="league_ranking"),
        ]
        constraints = [
            models.UniqueConstraint(fields=("office", "year", "kind", "quarter"), name="league_entry_once"),
        ]

    def __str__(self) -> str:
        return f"{self.office} · {self.year} · q{self.quarter}: {self.percent} %"
