"""Owns the comparison of offices: one row for each office that makes plans, ranked by marks."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from offices.models import FiscalYear, Office
from plans.models import Area, Plan, QuarterReport
from plans.values.text import natural_key
from plans.workflow import State

LEVELS = ((95, 5), (85, 4), (70, 3), (50, 2), (30, 1), (0, 0))
HUNDRED = Decimal(100)
HeatSquare = tuple[str, int | None, int | None, str]  # area number, percentage, level, where it leads


@dataclass(frozen=True)
class ComparisonRow:
    """An office with its marks through a quarter; ``earned`` is None where there is no plan."""

    office: Office
    earned: Decimal | None
    state: str
    state_label: str
    url: str
    areas: tuple[HeatSquare, ...]
    trend: tuple[tuple[int, int], ...]
    rank: int | str = "–"


@dataclass(frozen=True)
class Comparison:
    rows: tuple[ComparisonRow, ...]
    areas: tuple[tuple[str, str, Decimal], ...]  # number, title, weight
    total: int
    submitted: int
    approved: int


def compare(offices: QuerySet[Office], *, kind: str, year: FiscalYear, through: int, sort: str) -> Comparison:
    """The offices that make plans, side by side. Four queries, whatever their number."""
    makers = list(offices.filter(makes_plan=True))
    reports = _reports(makers, kind, year, through)
    areas = _areas(kind, year, makers)
    trends = _trends(reports.values())
    rows = [_row(office, reports.get(office.pk), areas, trends) for office in makers]
    states = [report.state for report in reports.values()]
    return Comparison(
        rows=tuple(_sorted(_ranked(rows), sort)),
        areas=tuple(areas),
        total=len(makers),
        submitted=sum(state in {State.SUBMITTED.value, State.APPROVED.value} for state in states),
        approved=states.count(State.APPROVED.value),
    )


def years_with_plans(kind: str) -> list[FiscalYear]:
    """Every year, latest first; ``has_plans`` says whether there are plans of the kind. One query."""
    plans = Plan.objects.filter(year=OuterRef("pk"), kind=kind)
    return list(FiscalYear.objects.annotate(has_plans=Exists(plans)))


def _reports(offices: list[Office], kind: str, year: FiscalYear, through: int) -> dict[int, QuarterReport]:
    reports = QuarterReport.objects.filter(plan__kind=kind, plan__year=year, plan__office__in=offices, quarter=through)
    latest = reports.select_related("plan").defer("scorecard").order_by("plan__revision")
    return {report.plan.office_id: report for report in latest}


def _areas(kind: str, year: FiscalYear, offices: list[Office]) -> list[tuple[str, str, Decimal]]:
    """The areas of these plans; where offices differ under one number, the first plan's words stand."""
    found = Area.objects.filter(plan__kind=kind, plan__year=year, plan__office__in=offices)
    named: dict[str, tuple[str, str, Decimal]] = {}
    for number, title, weight in found.order_by("plan_id").values_list("number", "title", "weight"):
        named.setdefault(number, (number, title, weight))
    return sorted(named.values(), key=lambda area: natural_key(area[0]))


def _trends(reports: Iterable[QuarterReport]) -> dict[int, list[tuple[int, int]]]:
    """Plan → its marks quarter by quarter, as percentages of the whole year."""
    through = {report.plan_id: report.quarter for report in reports}
    figures = QuarterReport.objects.filter(plan__in=through).order_by("quarter")
    trends: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for plan, quarter, earned, possible in figures.values_list("plan_id", "quarter", "earned", "possible"):
        if quarter <= through[plan]:
            trends[plan].append((quarter, percentage(earned, possible) or 0))
    return trends


def _row(
    office: Office,
    report: QuarterReport | None,
    areas: list[tuple[str, str, Decimal]],
    trends: dict[int, list[tuple[int, int]]],
) -> ComparisonRow:
    if report is None:
        squares: tuple[HeatSquare, ...] = tuple((number, None, None, "") for number, _title, _weight in areas)
        return ComparisonRow(office, None, "missing", _("no plan"), "", squares, ())
    url = reverse("reports:scorecard", kwargs={"plan_id": report.plan_id, "quarter": report.quarter})
    marks = {number: (Decimal(earned), Decimal(possible)) for number, earned, possible in report.area_marks}
    return ComparisonRow(
        office=office,
        earned=report.earned,
        state=report.state,
        state_label=str(report.get_state_display()),
        url=url,
        areas=tuple(_square(number, marks.get(number), url) for number, _title, _weight in areas),
        trend=tuple(trends[report.plan_id]),
    )


def _square(number: str, marks: tuple[Decimal, Decimal] | None, url: str) -> HeatSquare:
    share = percentage(*marks) if marks else None
    if share is None:
        return number, None, None, ""
    level = next(level for least, level in LEVELS if share >= least)
    return number, share, level, f"{url}#area-{number}"


def percentage(earned: Decimal, possible: Decimal) -> int | None:
    """Whole percent, half up; None where nothing was possible."""
    return int(earned * HUNDRED / possible + Decimal("0.5")) if possible else None


def _ranked(rows: list[ComparisonRow]) -> list[ComparisonRow]:
    """Ranks by marks; equal marks share a rank and the next ones are skipped (1, 2, 2, 4)."""
    earned = sorted((row.earned for row in rows if row.earned is not None), reverse=True)
    return [row if row.earned is None else replace(row, rank=earned.index(row.earned) + 1) for row in rows]


def _sorted(rows: list[ComparisonRow], sort: str) -> list[ComparisonRow]:
    """By marks, name or an area ("area-3"); a leading minus turns it round; offices without a figure come last."""
    key = sort.removeprefix("-")
    rows = sorted(rows, key=lambda row: row.office.name_bn)
    if key == "name":
        return rows[::-1] if sort.startswith("-") else rows
    figured = [row for row in rows if _figure(row, key) is not None]
    figured.sort(key=lambda row: _figure(row, key) or Decimal(0), reverse=sort.startswith("-"))
    return figured + [row for row in rows if _figure(row, key) is None]


def _figure(row: ComparisonRow, key: str) -> Decimal | None:
    if not key.startswith("area-"):
        return row.earned
    shares = {f"area-{number}": share for number, share, _level, _url in row.areas}
    share = shares.get(key)
    return None if share is None else Decimal(share)
