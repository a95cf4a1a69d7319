"""Owns the proof that stored marks are the marks: every scorecard computed again, a frozen one with its policy."""

from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from marking.score import score
from marking.scorecard import Scorecard
from plans.actions.league import enter_league, league_entry, superseded_plans
from plans.actions.ledger import is_chain_whole
from plans.actions.scoring import refresh_scorecards
from plans.management.starting import QuietCommand
from plans.models import LeagueEntry, Plan
from plans.queries.breaches import is_as_approved, rests_on_open
from plans.queries.policies import policy_of, tree_of
from plans.queries.quarter_contents import QuarterContents
from plans.queries.replay import mismatches
from plans.queries.scorecards import stored_scorecard
from plans.queries.trees import load_tree
from workflow.quarter_order import breaches

BROKEN = ("ledger", "broken chain")
BREACH = "approved before an earlier quarter; the frozen figures stand as signed"


@dataclass(frozen=True)
class StoredDifference:
    """A report or its place in the comparison that is not what its rows give, or a ledger that was tampered with.

    ``is_breach``: a report approved on top of an earlier quarter that was not, as no step allows any more; it stands.
    """

    plan: Plan | None  # None: the ledger of what all plans share
    quarter: int | None
    stored: str
    computed: str
    is_breach: bool = False

    def as_json(self) -> dict[str, Any]:
        frozen = {"breach": BREACH, "frozen": self.stored}
        return {
            "office": self.plan and self.plan.office.name_bn,
            "year": self.plan and self.plan.year.code,
            "kind": self.plan and self.plan.kind,
            "quarter": f"q{self.quarter}" if self.quarter else None,
            **(frozen if self.is_breach else {"stored": self.stored}),
            "computed": self.computed,
        }


class Command(QuietCommand):
    help = (
        "Proves stored scorecards = recomputed ones and every ledger whole. Exit 0: proved, 1: differences. Reports "
        "approved before an earlier quarter are listed as breaches: what they rest on may have moved since."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the differences as JSON")
        parser.add_argument(
            "--refresh",
            action="store_true",
            help="first compute the live scorecards anew, of plans whose rows are what their ledger tells",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        plans = Plan.objects.select_related("office", "year", "policy").order_by("pk")
        checked = [each for plan in plans.iterator() for each in _refreshed(plan)] if options["refresh"] else []
        checked += (each for plan in plans.iterator() for each in _checked(plan))
        if not is_chain_whole(None):
            checked.append(StoredDifference(None, None, *BROKEN))
        found, told_breaches = (
            [each.as_json() for each in checked if each.is_breach is sort] for sort in (False, True)
        )
        told = {"plans": plans.count(), "differences": found, "breaches": told_breaches}
        total = f"{told['plans']} plans, {len(found)} differences, {len(told_breaches)} breaches of the order"
        self.tell_found(told_breaches + found, total, told, as_json=options["json"])
        if found:
            raise SystemExit(1)


def _refreshed(plan: Plan) -> list[StoredDifference]:
    """Computes the live scorecards of a plan anew, unless its rows are not what its ledger tells: that is named."""
    found = mismatches(plan)
    if not found:
        refresh_scorecards(plan)
        enter_league(plan)
    return [StoredDifference(plan, each.quarter, f"database: {each.place}", f"ledger: {each.told}") for each in found]


def _checked(plan: Plan) -> Iterator[StoredDifference]:
    tree = load_tree(plan)
    reports = {report.quarter: report for report in plan.reports.all()}
    out_of_order = breaches(QuarterContents(plan, 1).quarters)
    for report in reports.values():
        computed = score(tree_of(report, tree), policy_of(report, plan), through=report.quarter)
        differs = _figures(computed) != _figures(stored_scorecard(report)) or computed.earned != report.earned
        figures = (plan, report.quarter, str(report.earned), str(computed.earned))
        if differs and not (rests_on_open(report, reports) and is_as_approved(report)):
            yield StoredDifference(*figures)
        elif differs or report.quarter in out_of_order:
            yield StoredDifference(*figures, is_breach=True)
    yield from _league_differences(plan)
    if not is_chain_whole(plan.pk):
        yield StoredDifference(plan, None, *BROKEN)


def _league_differences(plan: Plan) -> Iterator[StoredDifference]:
    """Entries of the comparison that are not what the stored scorecards say, missing or too many."""
    stored: dict[int, list[tuple[Any, ...] | None]] = defaultdict(list)  # of two of a quarter one is too many
    for entry in plan.league_entries.all():
        stored[entry.quarter].append(_entry_figures(entry))
    reports = [] if superseded_plans([plan.pk]) else plan.reports.all()
    expected = {
        report.quarter: _entry_figures(league_entry(plan, report, stored_scorecard(report))) for report in reports
    }
    for quarter in sorted(stored.keys() | expected.keys()):
        due = expected.get(quarter)
        for found in stored[quarter] or [None]:
            if found == due:
                continue
            yield StoredDifference(plan, quarter, f"comparison: {found and found[0]}", f"comparison: {due and due[0]}")


def _entry_figures(entry: LeagueEntry) -> tuple[Any, ...]:
    key = (entry.office_id, entry.year_id, entry.kind, entry.state, entry.submitted_at)
    return (entry.earned, entry.possible, entry.due, entry.percent, entry.ranked_by, entry.shares, *key)


def _figures(scorecard: Scorecard) -> list[Any]:
    """Every figure of a scorecard; the words of an explanation may change with the program."""
    marks = [(mark.number, mark.earned, mark.computed, mark.assessed, mark.possible) for mark in scorecard.marks]
    areas = [(area.number, area.earned, area.possible) for area in scorecard.areas]
    return [scorecard.earned, scorecard.computed, scorecard.possible, scorecard.possible_to_date, areas, marks]
