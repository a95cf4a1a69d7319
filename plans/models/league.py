"""Owns the league table: the figures offices are compared by, a narrow row for each office, year, kind and quarter."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from offices.models import FiscalYear, Office
from plans.models.fields import MarksField
from plans.models.plan import Plan
from plans.models.report import STATES
from workflow.transitions import HANDED_IN, ReportState


class LeagueEntry(models.Model):
    """What the report of a quarter says in the comparison; only the latest revision of a plan has entries.

    ``due`` is what was possible so far. ``percent`` is earned ÷ due in percent, half up to two places, at most 100,
    empty where nothing was due; ``ranked_by`` is the same, empty also where the report is not handed in.
    ``shares`` are the whole percentages of the areas, {"area-3": 85}, without those in which nothing was due. All are
    copies, written in the transaction of their scorecard and of each step of their report.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="league_entries", verbose_name=_("plan"))
    office = models.ForeignKey(Office, models.PROTECT, related_name="league_entries", verbose_name=_("office"))
    year = models.ForeignKey(FiscalYear, models.PROTECT, related_name="+", verbose_name=_("fiscal year"))
    kind = models.CharField(_("kind of plan"), max_length=20)
    quarter = models.PositiveSmallIntegerField(_("quarter"))
    state = models.CharField(_("state"), max_length=20, choices=STATES, default=ReportState.DRAFT.value)
    submitted_at = models.DateTimeField(null=True)
    earned = MarksField()
    possible = MarksField()
    due = MarksField()
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    ranked_by = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    shares = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("league entry")
        verbose_name_plural = _("league entries")
        indexes = [
            models.Index(fields=("year", "kind", "quarter", "-ranked_by", "office", "state"), name="league_ranking"),
        ]
        constraints = [
            models.UniqueConstraint(fields=("office", "year", "kind", "quarter"), name="league_entry_once"),
            models.CheckConstraint(
                condition=Q(ranked_by__isnull=True) | Q(ranked_by=F("percent"), state__in=sorted(HANDED_IN)),
                name="league_ranks_what_was_handed_in",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office} · {self.year} · q{self.quarter}: {self.percent} %"
