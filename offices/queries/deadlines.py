"""Owns when a quarter's report is due from an office."""

from datetime import date

from django.db.models import Max, Q

from offices.models import Deadline, FiscalYear, Office


def due_days(office: Office, year: FiscalYear) -> dict[int, date]:
    """Quarter → the day its report is due from this office, extensions counted; no deadline, no entry. One query."""
    own = Max("extensions__until", filter=Q(extensions__office=office))
    deadlines = Deadline.objects.filter(year=year, tier=office.tier).annotate(extended=own)
    return {deadline.quarter: max(day for day in (deadline.due_on, deadline.extended) if day) for deadline in deadlines}
