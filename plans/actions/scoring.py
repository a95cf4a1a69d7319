"""Owns the stored scorecards: computed again in the transaction of every change, never after approval."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from marking.renewing import renewed
from marking.score import mark, score
from marking.scorecard import Scorecard
from plan_tree.tree import PlanTree
from plans.actions.league import league_entry, write_current_entries, write_league_entries
from plans.models import LeagueEntry, Plan, QuarterReport
from plans.queries.quarter_contents import QuarterContents
from plans.queries.scorecards import stored_scorecard
from plans.queries.trees import StoredRows
from workflow.transitions import ReportState

STORED = ["earned", "computed", "possible", "possible_to_date", "scorecard"]


def refresh_scorecards(plan: Plan, *, since: int = 1) -> None:
    """Recomputes the scorecards of a quarter and the later ones, and their league entries; frozen ones stay signed."""
    refresh_contents(QuarterContents(plan, since))


def refresh_contents(contents: QuarterContents, *, changed: Collection[int] | None = None) -> None:
    """The same of a quarter of a held plan, from the rows loaded of it; its tree and its scorecard follow them.

    ``changed``: the keys of the only indicators that did; those beside them keep their stored marks, where the stored
    scorecards came with the reports. None: any may have. A scorecard that stays as it was is not written.
    """
    later = [report for quarter, report in contents.reports.items() if quarter >= contents.quarter]
    live = [report for report in later if report.state != ReportState.APPROVED.value]
    before = {report.quarter: _stored(report) for report in live}
    contents.reread()  # the tree as it is since something was written
    if changed is None or not all(_tells_every_row(each, contents) for each in before.values()):
        contents.complete()
        _score(contents.plan, contents.whole_tree, live)
    else:
        _mark_again(live, contents, changed)
    if contents.report in live:
        contents.scorecard = stored_scorecard(contents.report)
    moved = [report for report in live if report.scorecard != before[report.quarter]]
    if moved:
        _write(moved)
        if not contents.is_superseded:
            write_current_entries([league_entry(contents.plan, each, _sums(each)) for each in moved])


def _stored(report: QuarterReport) -> Any:
    """The scorecard a report came with; None where it was left in the database."""
    return None if "scorecard" in report.get_deferred_fields() else report.scorecard


def _tells_every_row(stored: Any, contents: QuarterContents) -> bool:
    """Whether a stored scorecard is of the policy and the rows of today, and no two of its rows have one number."""
    if not stored or stored["policy"] != contents.plan.policy.as_policy().name:
        return False
    told = [mark["number"] for area in stored["areas"] for mark in area["marks"]]
    return told == [row.number for row in contents.whole_tree.indicators] and len(set(told)) == len(told)


def _mark_again(reports: Sequence[QuarterReport], contents: QuarterContents, changed: Collection[int]) -> None:
    """Sets the figures of reports, unsaved, with the marks of some rows made anew."""
    policy, year = contents.plan.policy.as_policy(), contents.plan.year.start_year
    rows = [row for row in contents.whole_tree.indicators if row.key in changed]
    for report in reports:
        marks = [mark(row, policy, start_year=year, through=report.quarter) for row in rows]
        report.scorecard = renewed(report.scorecard, marks)
        _store_sums(report, _sums(report))


def _sums(report: QuarterReport) -> Scorecard:
    """The scorecard of a report without its marks."""
    return Scorecard.from_json(report.scorecard, with_marks=False)


def _write(reports: Sequence[QuarterReport]) -> None:
    """Stores the figures of reports that exist, in one statement."""
    QuarterReport.objects.bulk_create(reports, update_conflicts=True, update_fields=STORED, unique_fields=["pk"])


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
        _write(renewed)
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
    _store_sums(report, scorecard)
    report.scorecard = scorecard.as_json()


def _store_sums(report: QuarterReport, scorecard: Scorecard) -> None:
    report.earned = scorecard.earned
    report.computed = scorecard.computed
    report.possible = scorecard.possible
    report.possible_to_date = scorecard.possible_to_date
