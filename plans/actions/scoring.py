"""Owns the stored scorecards: computed again in the transaction of every change, never after approval."""

from collections.abc import Mapping, Sequence

from marking.score import score
from marking.scorecard import Scorecard
from plan_tree.tree import PlanTree
from plans.actions.league import league_entry, write_current_entries, write_league_entries
from plans.models import LeagueEntry, Plan, QuarterReport
from plans.queries.quarter_contents import QuarterContents
from plans.queries.trees import StoredRows
from workflow.transitions import ReportState

STORED = ["earned", "computed", "possible", "possible_to_date", "scorecard"]


def refresh_scorecards(plan: Plan, *, since: int = 1) -> None:
    """Recomputes the scorecards of a quarter and the later ones, and their league entries; frozen ones stay signed."""
    refresh_contents(QuarterContents(plan, since))


def refresh_contents(contents: QuarterContents) -> None:
    """The same of a quarter of a held plan, from the rows loaded of it; its tree and its scorecard follow them."""
    later = [report for quarter, report in contents.reports.items() if quarter >= contents.quarter]
    live = [report for report in later if report.state != ReportState.APPROVED.value]
    tree = contents.rows.tree  # as it is since something was written
    contents.tree = tree.as_judged_in(contents.quarter)
    scorecards = _score(contents.plan, tree, live)
    QuarterReport.objects.bulk_update(live, STORED)
    if live and not contents.is_superseded:
        write_current_entries(_entries(contents.plan, live, scorecards))
    if contents.report in live:
        contents.scorecard = scorecards[live.index(contents.report)]


def refresh_scorecards_of(plans: Mapping[Plan, int], rows: Mapping[int, StoredRows]) -> None:
    """The same for many plans, each since a quarter of its own, with their rows by plan: four statements for all."""
    reports: dict[int, list[QuarterReport]] = {plan.pk: [] for plan in plans}
    live = QuarterReport.objects.filter(plan__in=list(reports)).exclude(state=ReportState.APPROVED.value)
    for report in live.defer(*STORED):
        reports[report.plan_id].append(report)
    entries: list[LeagueEntry] = []
    for plan, since in plans.items():
        later = [report for report in reports[plan.pk] if report.quarter >= since]
        entries.extend(_entries(plan, later, _score(plan, rows[plan.pk].tree, later)))
        reports[plan.pk] = later
    renewed = [report for of_plan in reports.values() for report in of_plan]
    if renewed:
        QuarterReport.objects.bulk_create(renewed, update_conflicts=True, update_fields=STORED, unique_fields=["pk"])
        write_league_entries(entries)


def _score(plan: Plan, tree: PlanTree, reports: Sequence[QuarterReport]) -> list[Scorecard]:
    """Marks the plan through the quarter of each report and sets its figures, unsaved."""
    policy = plan.policy.as_policy()
    scorecards = [score(tree, policy, through=report.quarter) for report in reports]
    for report, scorecard in zip(reports, scorecards, strict=True):
        store_scorecard(report, scorecard)
    return scorecards


def _entries(plan: Plan, reports: Sequence[QuarterReport], scorecards: Sequence[Scorecard]) -> list[LeagueEntry]:
    return [league_entry(plan, report, scorecard) for report, scorecard in zip(reports, scorecards, strict=True)]


def store_scorecard(report: QuarterReport, scorecard: Scorecard) -> None:
    """Sets a report's stored figures, without saving it."""
    report.earned = scorecard.earned
    report.computed = scorecard.computed
    report.possible = scorecard.possible
    report.possible_to_date = scorecard.possible_to_date
    report.scorecard = scorecard.as_json()
