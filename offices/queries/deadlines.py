"""Owns when a quarter's report is due from an office."""

from collections.abc import Sequence
from datetime import date

from django.db.models import FilteredRelation, Q

from offices.models import Deadline, FiscalYear, Office

ALL_QUARTERS = frozenset({1, 2, 3, 4})  # due where nobody has set a day


def due_days(office: Office, year: FiscalYear) -> dict[int, date]:
    """Quarter → the day its report is due from this office, extensions counted; no deadline, no entry. One query."""
    return due_days_of([office], year)[office.pk]


def due_days_of(offices: Sequence[Office], year: FiscalYear) -> dict[int, dict[int, date]]:
    """The same of many offices, by their numbers. One query."""
    deadlines = Deadline.objects.filter(year=year, tier__in={office.tier for office in offices})
    own = FilteredRelation("extensions", condition=Q(extensions__office__in=[office.pk for office in offices]))
    rows = deadlines.annotate(own=own).values_list("tier", "quarter", "due_on", "own__office", "own__until")
    days: dict[tuple[str, int], date] = {}
    extended: dict[tuple[int, int], date] = {}
    for tier, quarter, due_on, office, until in rows:
        days[tier, quarter] = due_on
        if office:
            extended[office, quarter] = max(until, due_on)
    return {
        office.pk: {
            quarter: extended.get((office.pk, quarter), day)
            for (tier, quarter), day in days.items()
            if tier == office.tier
        }
        for office in offices
    }
