"""Owns what a page or a write needs of a quarter of a plan: each part loaded once, by whoever asks for it first."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import cached_property

from cell_values.sentence import Sentence
from marking.scorecard import Scorecard
from offices.queries.deadlines import ALL_QUARTERS, due_days
from plan_tree.tree import PlanTree
from plans.models import Plan, QuarterReport, RefusedValue
from plans.queries.latest import later_revisions
from plans.queries.refused import refused_values
from plans.queries.scorecards import reports_of, stored_scorecard
from plans.queries.trees import StoredRows, load_rows
from workflow.quarter_order import SENT, WRITES, Quarters, why_out_of_order
from workflow.transitions import ReportState, Step


@dataclass
class QuarterContents:
    """A plan and one of its quarters; nothing is asked of the database before it is needed."""

    plan: Plan
    quarter: int

    @cached_property
    def reports(self) -> dict[int, QuarterReport]:
        """The reports of all quarters, with the scorecard of this one. One query."""
        return reports_of(self.plan, scorecards=[self.quarter])

    @property
    def report(self) -> QuarterReport:
        return self.reports[self.quarter]

    @cached_property
    def scorecard(self) -> Scorecard:
        return stored_scorecard(self.report)

    @cached_property
    def rows(self) -> StoredRows:
        """The rows, their cells with how many files and comments hang on them. Three queries."""
        return load_rows(self.plan, counted=True)

    @cached_property
    def tree(self) -> PlanTree:
        return self.rows.tree

    @cached_property
    def is_superseded(self) -> bool:
        """Whether the office has a later revision of the plan. One query."""
        return later_revisions(self.plan).exists()

    @cached_property
    def refused(self) -> list[RefusedValue]:
        """What anybody typed into the quarter and was not taken. One query."""
        return list(refused_values(self.plan, self.quarter))

    @cached_property
    def due_days(self) -> dict[int, date]:
        """Quarter → the day its report is due. One query."""
        return due_days(self.plan.office, self.plan.year)

    @property
    def state(self) -> ReportState:
        return ReportState(self.report.state)

    def why_out_of_order(self, step: Step) -> Sentence | None:
        """What the other quarters have against a step; the deadlines are asked for only where they matter."""
        if step in WRITES and not Quarters(self._states, frozenset()).later(self.quarter, SENT):
            return None
        return why_out_of_order(step, self.quarter, self.quarters)

    @property
    def quarters(self) -> Quarters:
        """How the quarters stand towards each other: their states, and which have a report of their own."""
        return Quarters(self._states, frozenset(self.due_days) or ALL_QUARTERS)

    @property
    def _states(self) -> dict[int, ReportState]:
        return {quarter: ReportState(report.state) for quarter, report in self.reports.items()}
