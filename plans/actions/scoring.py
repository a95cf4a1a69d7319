"""Owns the stored scorecards: computed again in the transaction of every change, never after approval."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from marking.score import score
from marking.scorecard import Mark, Scorecard
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


def refresh_contents(contents: QuarterContents, *, changed: Collection[int] | None = None) -> None:
    """The same of a quarter of a held plan, from the rows loaded of it; its tree and its scorecard follow them.

    ``changed``: the keys of the only indicators that did; those beside them keep their stored marks, where the stored
    scorecards came with the reports. None: any may have. A scorecard that stays as it was is not written.
    """
    later = [report for quarter, report in contents.reports.items() if quarter >= contents.quarter]
    live = [report for report in later if report.state != ReportState.APPROVED.value]
    contents.reread()  # the tree as it is since something was written
    known = {} if changed is None else {each.quarter: _kept_marks(each, contents, changed) for each in live}
    before = {report.quarter: _stored(report) for report in live}
    scorecards = _score(contents.plan, contents.whole_tree, live, known)
    if contents.report in live:
        contents.scorecard = scorecards[live.index(contents.report)]
    moved = [each for each in zip(live, scorecards, strict=True) if each[0].scorecard != before[each[0].quarter]]
    if moved:
        _write([report for report, _ in moved])
        if not contents.is_superseded:
            write_current_entries([league_entry(contents.plan, *each) for each in moved])


def _stored(report: QuarterReport) -> Any:
    """The scorecard a report came with; None where it was left in the database."""
    return None if "scorecard" in report.get_deferred_fields() else report.scorecard


def _kept_marks(report: QuarterReport, contents: QuarterContents, changed: Collection[int]) -> dict[int, Mark]:
    """The stored marks of all rows but those that changed, by key; none where they cannot be told apart."""
    stored, rows = _stored(report), contents.whole_tree.indicators
    if not stored or stored["policy"] != contents.plan.policy.as_policy().name:
        return {}
    marks = {mark.number: mark for mark in Scorecard.from_json(stored).marks}
    if list(marks) != [row.number for row in rows]:
        return {}
    return {row.key: marks[row.number] for row in rows if row.key and row.key not in changed}


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


def _score(
    plan: Plan, tree: PlanTree, reports: Sequence[QuarterReport], known: Mapping[int, Mapping[int, Mark]] | None = None
) -> list[Scorecard]:
    """Marks the plan through the quarter of each report and sets its figures, unsaved; ``known``: marks by quarter."""
    policy, known = plan.policy.as_policy(), known or {}
    scorecards = [score(tree, policy, through=each.quarter, known=known.get(each.quarter)) for each in reports]
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
