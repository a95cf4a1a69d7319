"""Owns when a quarter's report is due from an office."""

from datetime import date

from offices.models import Deadline, FiscalYear, Office


def due_days(office: Office, year: FiscalYear) -> dict[int, date]:
    """Quarter → the day its report is due from this office, extensions counted; a missing quarter has no deadline."""
    deadlines = Deadline.objects.filter(year=year, tier=office.tier).prefetch_related("extensions")
    days = {}
    for deadline in deadlines:
        own = [e.until for e in deadline.extensions.all() if e.office_id == office.pk]
        days[deadline.quarter] = max([deadline.due_on, *own])
    return days
