"""Owns which reports anybody may read: those their offices publish, each under an address that stays."""

import re
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from cell_values.text import normalise
from offices.models import FiscalYear, Office
from offices.queries.finding import offices_sought
from offices.queries.paging import KeysFirst
from plans.models import Plan, QuarterReport, SupersededApproval
from workflow.transitions import ReportState

LATEST_FIRST = (
    *("-plan__year__start_year", "plan__office__name_bn", "plan__kind", "-quarter", "-plan__revision", "pk"),
)
REPLACED = {"at": "reopened_at", "earned": "earned"}  # of an approval that was taken back
WITHOUT_CODE = "o"  # begins the name of an office that has no code an address can carry
_NUMBERED = re.compile(rf"{WITHOUT_CODE}([0-9]{{1,18}})")
_IN_ADDRESS = re.compile(r"[-a-zA-Z0-9_]+")


@dataclass(frozen=True, slots=True)
class PublishedPlace:
    """Where a published report stands. ``year`` is "2020-21"; without a ``revision`` the latest one published."""

    kind: str
    year: str
    office: str
    quarter: int
    revision: int | None = None


def published_reports() -> QuerySet[QuarterReport]:
    """The published reports with their plans, latest year first; ``is_outdated`` under a later revision of the plan."""
    later = Plan.objects.filter(
        office=OuterRef("plan__office"),
        year=OuterRef("plan__year"),
        kind=OuterRef("plan__kind"),
        revision__gt=OuterRef("plan__revision"),
    )
    found = _published().select_related("plan__office", "plan__year").annotate(is_outdated=Exists(later))
    return found.order_by(*LATEST_FIRST)


def _published() -> QuerySet[QuarterReport]:
    return QuarterReport.objects.filter(published_at__isnull=False, state=ReportState.APPROVED.value)


def chosen_reports(
    *, kind: str = "", year: str = "", quarter: int | None = None, office: str = "", search: str = ""
) -> KeysFirst:
    """The published reports that fit, "" and None for any, for a paginator; their scorecards are not loaded."""
    chosen = {"plan__kind": kind, "plan__year__start_year": year, "quarter": quarter}
    reports = _published().filter(**{name: each for name, each in chosen.items() if each})
    if office:
        reports = reports.filter(_of_office(office))
    if name := normalise(search).strip():
        reports = reports.filter(plan__office__in=offices_sought(Office.objects.all(), name).order_by())
    return KeysFirst(reports.order_by(*LATEST_FIRST), published_reports().defer("scorecard"))


def find_published(place: PublishedPlace) -> QuarterReport | None:
    """The report at a place; None where nothing is published, or not any more.

    ``revised_since``: how many of its plan's targets were revised for later quarters, which is told beside its figures.
    ``replaced_at``, ``replaced_earned``: when the last published approval it replaces was taken back, and its marks.
    """
    start_year = int(place.year[:4])
    if FiscalYear(start_year=start_year).code != place.year:
        return None
    found = published_reports().filter(_of_office(place.office), plan__kind=place.kind, quarter=place.quarter)
    found = found.filter(plan__year__start_year=start_year)
    if place.revision is not None:
        found = found.filter(plan__revision=place.revision)
    granted = Q(plan__areas__activities__indicators__revisions__granted=True)
    later = granted & Q(plan__areas__activities__indicators__revisions__counts_from__gt=F("quarter"))
    told = Count("plan__areas__activities__indicators__revisions", filter=later)
    replaced = SupersededApproval.objects.filter(report=OuterRef("pk"), published_at__isnull=False)
    last = replaced.order_by("-reopened_at")
    before = {f"replaced_{name}": Subquery(last.values(path)[:1]) for name, path in REPLACED.items()}
    return found.annotate(revised_since=told, **before).order_by("-plan__revision").first()


def find_reopened(place: PublishedPlace) -> SupersededApproval | None:
    """The last published approval at a place that was taken back; what replaces it is not published yet."""
    found = SupersededApproval.objects.filter(
        _of_office(place.office, "report__plan__office"),
        published_at__isnull=False,
        report__plan__kind=place.kind,
        report__quarter=place.quarter,
        report__plan__year__start_year=int(place.year[:4]),
    )
    if place.revision is not None:
        found = found.filter(report__plan__revision=place.revision)
    return found.select_related("report__plan__office", "report__plan__year").order_by("-reopened_at").first()


def beside(report: QuarterReport) -> QuerySet[QuarterReport]:
    """The published reports of a plan, in the order of its quarters."""
    return published_reports().defer("scorecard").filter(plan=report.plan).order_by("quarter")


def years_published() -> QuerySet[FiscalYear]:
    """The years of which anything is published, latest first."""
    return FiscalYear.objects.filter(pk__in=_published().values("plan__year"))


def name_of(office: Office) -> str:
    """An office in an address: its code where an address carries it, else its number behind a letter."""
    code = office.code or ""
    usable = _IN_ADDRESS.fullmatch(code) and not _NUMBERED.fullmatch(code)
    return code if usable else f"{WITHOUT_CODE}{office.pk}"


def _of_office(name: str, path: str = "plan__office") -> Q:
    numbered = _NUMBERED.fullmatch(name)
    return Q(**{path: int(numbered[1])}) if numbered else Q(**{f"{path}__code": name})
