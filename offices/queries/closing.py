"""Owns which offices are there on a day, and what became of one."""

from datetime import date

from django.db.models import Q, QuerySet

from offices.models import FiscalYear, Office, OfficeChange


def open_on(day: date) -> Q:
    """The offices that are not closed before this day: their last day is theirs."""
    return Q(closed_on__isnull=True) | Q(closed_on__gte=day)


def gets_plans(office: Office, year: FiscalYear) -> bool:
    """Whether a plan of a year may be made for an office: it is there when the year begins."""
    return office.is_open_on(year.quarter_starts(1))


def history_of(office: Office) -> QuerySet[OfficeChange]:
    """Its moves and closings, the latest first. One query."""
    return office.changes.select_related("above_before", "above_after", "by")


def open_in(start_year: int) -> Q:
    """The offices that are there when a fiscal year begins: others get no plan of it."""
    return open_on(FiscalYear(start_year=start_year).quarter_starts(1))
