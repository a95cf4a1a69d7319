"""Owns the writing of league entries: with every scorecard, in its transaction."""

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Exists, F, OuterRef

from marking.figures import percent_of
from marking.scorecard import Scorecard
from offices.models import FiscalYear, Office
from plans.models import LeagueEntry, Plan, QuarterReport
from plans.queries.latest import find_plan
from plans.queries.scorecards import stored_scorecard
from workflow.transitions import HANDED_IN

FULL = Decimal(100)
KEY = ["office", "year", "kind", "quarter"]
FIGURES = ["plan", "state", "submitted_at", "earned", "possible", "due", "percent", "ranked_by", "shares"]


def league_entry(plan: Plan, report: QuarterReport, scorecard: Scorecard) -> LeagueEntry:
    """The entry of a report as it must be, unsaved."""
    percent = _reached(scorecard.earned, scorecard.possible_to_date, places=2)
    return LeagueEntry(
        plan=plan,
        office_id=plan.office_id,
        year_id=plan.year_id,
        kind=plan.kind,
        quarter=report.quarter,
        state=report.state,
        submitted_at=report.submitted_at,
        earned=scorecard.earned,
        possible=scorecard.possible,
        due=scorecard.possible_to_date,
        percent=percent,
        ranked_by=percent if report.state in HANDED_IN else None,
        shares={
            f"area-{area.number}": int(share)
            for area in scorecard.areas
            if (share := _reached(area.earned, area.possible_to_date, places=0)) is not None
        },
    )


def _reached(earned: Decimal, due: Decimal, *, places: int) -> Decimal | None:
    """Earned of what was due, in percent; what was done before its time makes no more than all of it."""
    percent = percent_of(earned, due, places=places)
    return None if percent is None else min(percent, FULL)


def write_league_entries(entries: Iterable[LeagueEntry]) -> bool:
    """Writes entries over those of earlier revisions; a superseded plan writes none. Two statements for all.

    Whether any were written.
    """
    written = list(entries)
    superseded = superseded_plans({entry.plan_id for entry in written})
    current = [entry for entry in written if entry.plan_id not in superseded]
    write_current_entries(current)
    return bool(current)


def write_current_entries(entries: list[LeagueEntry]) -> None:
    """The same for plans known to be the latest revisions. One statement."""
    LeagueEntry.objects.bulk_create(entries, update_conflicts=True, unique_fields=KEY, update_fields=FIGURES)


def superseded_plans(plans: Iterable[int]) -> set[int]:
    """Those of these plans whose office has a later revision."""
    same = {name: OuterRef(name) for name in ("office", "year", "kind")}
    later = Plan.objects.filter(**same, revision__gt=OuterRef("revision"))
    return set(Plan.objects.filter(Exists(later), pk__in=set(plans)).values_list("pk", flat=True))


def follow_step(report: QuarterReport) -> None:
    """Brings the state of a report into its entry."""
    entries = LeagueEntry.objects.filter(plan=report.plan_id, quarter=report.quarter)
    ranked_by = F("percent") if report.state in HANDED_IN else None
    entries.update(state=report.state, submitted_at=report.submitted_at, ranked_by=ranked_by)


def enter_league(plan: Plan) -> None:
    """Writes all entries of a plan anew from its stored scorecards; where it stood and is not the latest any more,
    the one that is stands again.
    """
    entries = LeagueEntry.objects.filter(plan=plan)
    stood = set(entries.values_list("office", "year", "kind"))
    entries.delete()
    if _write_all(plan):
        stood.discard((plan.office_id, plan.year_id, plan.kind))
    for office, year, kind in stood:
        latest = Plan.objects.filter(office=office, year=year, kind=kind).order_by("-revision").first()
        if latest is not None:
            _write_all(latest)


def restore_league(office: Office, year: FiscalYear, kind: str) -> None:
    """After a plan was removed: the revision before it stands in the comparison again."""
    if plan := find_plan(office, year, kind):
        enter_league(plan)


def _write_all(plan: Plan) -> bool:
    """Whether the plan is in the league now: a superseded one is not."""
    return write_league_entries([league_entry(plan, each, stored_scorecard(each)) for each in plan.reports.all()])
