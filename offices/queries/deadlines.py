"""Owns when a quarter is written, due and locked for an office, and until when it can ask for revised targets."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import FilteredRelation, OuterRef, Q, Subquery

from offices.models import Deadline, DeadlineExtension, FiscalYear, Office, RevisionExtension
from workflow.quarter_days import MoreDays, QuarterDays, SetDays, days_of_quarters

QUARTERS = (1, 2, 3, 4)
ALL_QUARTERS = frozenset(QUARTERS)  # due where nobody has set a day
SET = ("due_on", "opens_on", "grace_until", "locks_after")
GIVEN = ("until", "reason")


def due_days(office: Office, year: FiscalYear) -> dict[int, date]:
    """Quarter → the day its report is due from this office, extensions counted; no deadline, no entry. One query."""
    return due_days_of([office], year)[office.pk]


def due_days_of(offices: Sequence[Office], year: FiscalYear) -> dict[int, dict[int, date]]:
    """The same of many offices, by their numbers. One query."""
    return {office: due_in(days) for office, days in quarter_days_of(offices, year).items()}


def due_in(days: Mapping[int, QuarterDays]) -> dict[int, date]:
    """Quarter → the day its report is due; none without a deadline."""
    return {quarter: each.due for quarter, each in days.items() if each.due is not None}


def quarter_days(office: Office, year: FiscalYear) -> dict[int, QuarterDays]:
    """Quarter → its days for this office, more time counted. One query."""
    return quarter_days_of([office], year)[office.pk]


def quarter_days_of(offices: Sequence[Office], year: FiscalYear) -> dict[int, dict[int, QuarterDays]]:
    """The same of many offices, by their numbers. One query."""
    deadlines = Deadline.objects.filter(year=year, tier__in={office.tier for office in offices})
    own = FilteredRelation("extensions", condition=Q(extensions__office__in=[office.pk for office in offices]))
    names = ("tier", "quarter", "own__office", *SET, *(f"own__{name}" for name in GIVEN))
    tiers = {office.pk: office.tier for office in offices}
    stored: dict[str, dict[int, SetDays]] = {}
    more: dict[int, dict[int, MoreDays]] = {}
    for tier, quarter, given_to, *rest in deadlines.annotate(own=own).values_list(*names):
        stored.setdefault(tier, {})[quarter] = SetDays(*rest[: len(SET)])
        if given_to and tiers[given_to] == tier:
            more.setdefault(given_to, {})[quarter] = MoreDays(*rest[len(SET) :])
    starts = _starts(year)
    return {
        office.pk: days_of_quarters(starts, stored.get(office.tier, {}), more.get(office.pk, {})) for office in offices
    }


def day_columns(tier: str, *, office_id: int, year_id: int) -> dict[str, Subquery]:
    """The days of an office of a tier in a query over rows that have a ``quarter``: expressions by name, for
    ``days_in``.
    """
    deadline = Deadline.objects.filter(year=year_id, tier=tier, quarter=OuterRef("quarter"))
    own = {"deadline__year": year_id, "deadline__tier": tier, "deadline__quarter": OuterRef("quarter")}
    given = DeadlineExtension.objects.filter(office=office_id, **own)
    found = {f"set_{name}": Subquery(deadline.values(name)) for name in SET}
    return found | {f"given_{name}": Subquery(given.values(name)) for name in GIVEN}


def day_columns_of_reports() -> dict[str, Subquery]:
    """The same in a query over reports of many offices and years, for ``days_of_report``."""
    place = {"year": OuterRef("plan__year"), "tier": OuterRef("plan__office__tier"), "quarter": OuterRef("quarter")}
    deadline = Deadline.objects.filter(**place)
    given = DeadlineExtension.objects.filter(
        office=OuterRef("plan__office"), **{f"deadline__{name}": of for name, of in place.items()}
    )
    found = {f"set_{name}": Subquery(deadline.values(name)) for name in SET}
    return found | {f"given_{name}": Subquery(given.values(name)) for name in GIVEN}


def days_of_report(report: Any, year: FiscalYear) -> QuarterDays:
    """The days of a report that was asked for with ``day_columns_of_reports``."""
    return days_in([report], year)[report.quarter]


def days_in(rows: Iterable[Any], year: FiscalYear) -> dict[int, QuarterDays]:
    """Quarter → its days, of rows of all quarters that were asked for with ``day_columns``."""
    stored: dict[int, SetDays] = {}
    more: dict[int, MoreDays] = {}
    for row in rows:
        if row.set_due_on is not None:
            stored[row.quarter] = SetDays(*(getattr(row, f"set_{name}") for name in SET))
        if row.given_until is not None:
            more[row.quarter] = MoreDays(*(getattr(row, f"given_{name}") for name in GIVEN))
    return days_of_quarters(_starts(year), stored, more)


def revisions_close(office: Office, year: FiscalYear) -> date:
    """The last day on which an office can ask for revised targets, more time counted. One query."""
    given = RevisionExtension.objects.filter(office=office, year=year).values_list("until", flat=True).first()
    return max(year.revisions_close, given or year.revisions_close)


def _starts(year: FiscalYear) -> dict[int, date]:
    return {quarter: year.quarter_starts(quarter) for quarter in QUARTERS}
