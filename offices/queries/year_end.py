"""Owns by when an office gets its half-yearly feedback and hands in its annual report."""

from datetime import date
from itertools import product

from django.db.models import OuterRef, Q, Subquery

from cell_values.later_years import years_later
from offices.models import FiscalYear, Office, Tier, YearEndDeadline, YearEndDocument, usual_day
from offices.models.year_end import USUAL_DAYS


def document_due(office: Office, year: FiscalYear, document: YearEndDocument) -> date:
    """The day a document is due from or for this office. One query."""
    rows = YearEndDeadline.objects.filter(year=year, tier=office.tier, document=document)
    return rows.values_list("due_on", flat=True).first() or usual_day(year, document)


def day_of_plan(document: YearEndDocument) -> Subquery:
    """The day of plans in a query, None where nobody set one."""
    rows = YearEndDeadline.objects.filter(document=document, year=OuterRef("year"), tier=OuterRef("office__tier"))
    return Subquery(rows.values("due_on"))


def due_among(days: list[date], document: YearEndDocument) -> Q:
    """Of plans annotated with ``day_of_plan`` as ``set_on``: those due on one of the days, by a row or as usual."""
    month, day = USUAL_DAYS[document]
    usual = [each.year - 1 for each in days if (each.month, each.day) == (month, day)]
    return Q(set_on__in=days) | Q(set_on__isnull=True, year__start_year__in=usual)


def missing_year_end_deadlines(year: FiscalYear) -> list[YearEndDeadline]:
    """What a year that opens lacks, unsaved: each tier's days of the year before moved on, else the usual ones."""
    stored = YearEndDeadline.objects.filter(year__start_year__lte=year.start_year).order_by("year__start_year")
    latest = {(each.document, each.tier): each for each in stored.select_related("year")}
    found = []
    for document, tier in product(YearEndDocument.values, Tier.values):
        before = latest.get((document, tier))
        if before is not None and before.year_id == year.pk:
            continue
        years = year.start_year - before.year.start_year if before else 0
        due = years_later(before.due_on, years) if before else usual_day(year, document)
        found.append(YearEndDeadline(year=year, document=document, tier=tier, due_on=due))
    return found
