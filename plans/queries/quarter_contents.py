"""Owns what a page or a write needs of a quarter of a plan: each part loaded once, by whoever asks for it first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone
from django.utils.functional import cached_property

from cell_values.sentence import Sentence
from marking.scorecard import Scorecard
from offices.queries.deadlines import ALL_QUARTERS, days_in, due_in
from plan_tree.tree import PlanTree
from plans.models import Plan, QuarterReport, RefusedValue
from plans.queries.hands import Hands
from plans.queries.latest import later_revisions
from plans.queries.scene import QuarterScene, Scenes
from plans.queries.scorecards import reports_of, reports_of_plans, stored_scorecard
from plans.queries.trees import StoredRows, load_counted_rows_of, load_rows
from workflow.annual_reports import ACCEPTED_ABOVE
from workflow.plan_states import NOT_APPROVED_YET, PlanState
from workflow.quarter_days import QuarterDays
from workflow.quarter_editing import EditAnswer, QuarterStanding, can_edit
from workflow.quarter_order import Quarters, why_out_of_order
from workflow.row_openings import OpenRows
from workflow.transitions import ReportState, Side, Step, Work


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
        """The rows, their cells with how many files and comments hang on them. Three queries; what stands beside them
        comes with the scene.
        """
        return load_rows(self.plan, counted=True, beside=self.scenes)

    @cached_property
    def whole_tree(self) -> PlanTree:
        """The plan with the targets of every quarter."""
        return self.rows.tree

    @cached_property
    def tree(self) -> PlanTree:
        """The plan as the quarter is judged: with the targets that count in it."""
        return self.whole_tree.as_judged_in(self.quarter)

    def complete(self) -> None:
        """Makes sure that the rows have the cells of all quarters; here they do."""

    def reread(self) -> None:
        """Both trees follow rows that were written."""
        self.__dict__.pop("tree", None)
        self.__dict__.pop("whole_tree", None)

    @cached_property
    def is_superseded(self) -> bool:
        """Whether the office has a later revision of the plan. One query."""
        return later_revisions(self.plan).exists()

    @cached_property
    def scenes(self) -> Scenes:
        """Where the scene comes from: one query, once anything of it is looked at."""
        return Scenes((self.plan,), (self.quarter,))

    @cached_property
    def scene(self) -> QuarterScene:
        """All that hangs on the report and its rows, whoever asks."""
        return self.scenes.of(self.plan, self.quarter, report=self.report.pk, cells=self.rows.cells)

    @cached_property
    def hands(self) -> Hands:
        """Who worked on the quarter and who reviews it: one query, once it is looked at."""
        return Hands((self.plan,), (self.quarter,))

    @cached_property
    def workers(self) -> dict[int, frozenset[Work]]:
        """Person → what they did for the quarter."""
        return self.hands.workers(self.plan, self.quarter, self.rows.cells.values())

    @cached_property
    def refused(self) -> list[RefusedValue]:
        """What anybody typed into the quarter and was not taken, in the order of the form; with its cells and rows."""
        places = {row.pk: place for place, row in enumerate(self.rows.indicators)}
        for each in self.scene.refused:
            each.cell = self.rows.cells[each.cell_id]
            each.cell.entered_by = self.scene.writers.get(each.cell.entered_by_id or 0)
        return sorted(self.scene.refused, key=lambda each: (places[each.cell.indicator_id], each.at))

    @cached_property
    def open_rows(self) -> OpenRows:
        """The rows that can be written while the quarter can; None: all of them."""
        if self.state is not ReportState.RETURNED:
            return None
        returned = [each for each in self.scene.rounds if each.is_approved is False]
        last = returned[-1] if returned else None
        if last is None or last.open_rows is None:
            return None
        granted = (each for each in self.scene.openings if each.granted and each.round == last.number)
        return last.open_rows | {each.indicator_id for each in granted}

    @cached_property
    def days(self) -> dict[int, QuarterDays]:
        """Quarter → its days for the office; they come with the reports."""
        return days_in(self.reports.values(), self.plan.year)

    @property
    def due_days(self) -> dict[int, date]:
        """Quarter → the day its report is due."""
        return due_in(self.days)

    @property
    def state(self) -> ReportState:
        return ReportState(self.report.state)

    def why_out_of_order(self, step: Step) -> Sentence | None:
        """What plan and other quarters have against a step."""
        if step is Step.SUBMIT and PlanState(self.plan.state) is not PlanState.APPROVED:
            return NOT_APPROVED_YET
        if step is Step.REOPEN and self.report.is_year_accepted:  # type: ignore[attr-defined]
            return ACCEPTED_ABOVE
        return why_out_of_order(step, self.quarter, self.quarters)

    def can_edit(self, sides: frozenset[Side] | None, step: Step = Step.RECORD, row: int | None = None) -> EditAnswer:
        """Whether somebody who sits on these sides writes, attaches or hands in now, and until when.

        ``row``: the key of the one indicator it is about, which did not go back with every return.
        """
        standing = self.standing_on(timezone.localdate())
        if row is not None:
            standing = replace(standing, open_rows=self.open_rows)
        return can_edit(standing, sides=sides, step=step, row=row)

    def standing_on(self, day: date) -> QuarterStanding:
        """Where the quarter stands on a day."""
        return QuarterStanding(self.quarter, self.quarters, self.days[self.quarter], day, PlanState(self.plan.state))

    @property
    def quarters(self) -> Quarters:
        """How the quarters stand towards each other: their states, and which have a report of their own."""
        return Quarters(self._states, frozenset(self.due_days) or ALL_QUARTERS)

    @property
    def _states(self) -> dict[int, ReportState]:
        return {quarter: ReportState(report.state) for quarter, report in self.reports.items()}


def contents_of_many(places: Sequence[tuple[Plan, int]]) -> list[QuarterContents]:
    """Some quarters of some plans, loaded together: as many queries as one."""
    plans, quarters = list({plan.pk: plan for plan, _ in places}.values()), [quarter for _, quarter in places]
    scenes, hands = Scenes(plans, quarters), Hands(plans, quarters)
    reports, rows = reports_of_plans(plans, set(quarters)), load_counted_rows_of(plans, scenes)
    found = [QuarterContents(plan, quarter) for plan, quarter in places]
    for each in found:
        each.scenes, each.hands = scenes, hands
        each.reports, each.rows = reports[each.plan.pk], rows[each.plan.pk]
    return found
