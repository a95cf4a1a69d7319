"""Owns a quarter as one person meets it: what it holds, and what that person may do with it, and why not."""

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property

from entry.views.entry_parts import EntryArea, EntryRow
from entry.views.entry_rows import EntryRows
from entry.views.page_of_plan import PageOfPlan
from marking.scorecard import Scorecard
from offices.queries.rights import Standing, publishes_for
from plan_tree.tree import PlanTree
from plans.display import said
from plans.models import Plan, QuarterReport, RefusedValue
from plans.queries.quarter_contents import QuarterContents
from plans.queries.seen import shown_of
from plans.queries.separation import deciders_of, work_of
from plans.seen import Moved, Shown, moved, pack
from workflow.quarter_editing import EditAnswer
from workflow.transitions import (
    NOT_NOW,
    NOT_YOURS,
    NOTHING_TO_REPORT,
    OPEN,
    OWN_WORK,
    REPORT_LIFE,
    ReportState,
    Side,
    Step,
    Work,
)


@dataclass
class QuarterPage(PageOfPlan):
    """A plan and a quarter as one person sees them: the rows, and the scene of the quarter, each loaded once."""

    contents: QuarterContents
    standing: Standing
    happened: dict[int, dict[str, Any]] = field(default_factory=dict)  # cell → what overlays it
    rows_alone: frozenset[int] | None = None  # the indicators that are shown; of others no doubts are looked for

    @property
    def plan(self) -> Plan:  # type: ignore[override]
        return self.contents.plan

    @property
    def quarter(self) -> int:
        return self.contents.quarter

    @property
    def report(self) -> QuarterReport:
        return self.contents.report

    @property
    def scorecard(self) -> Scorecard:
        return self.contents.scorecard

    @property
    def refused(self) -> list[RefusedValue]:
        """What people of the office typed into the quarter and was not taken; nobody else sees it."""
        return self.contents.refused if Side.ENTERING in self.sides else []

    @cached_property
    def own_refused(self) -> dict[int, RefusedValue]:
        return {each.cell_id: each for each in self.refused if each.by_id == self.standing.person.pk}

    def why_out_of_order(self, step: Step) -> str:
        """What the other quarters have against a step, in the reader's language; nothing where they allow it."""
        sentence = self.contents.why_out_of_order(step)
        return said(sentence) if sentence else ""

    @cached_property
    def editing(self) -> EditAnswer:
        """Whether this person writes the quarter now, and until when."""
        return self.contents.can_edit(self.sides)

    @property
    def can_edit(self) -> bool:
        return self.editing.is_yes

    @property
    def asks_for_rows(self) -> bool:
        """Whether this person may ask for rows of a quarter that waits to be opened."""
        state = ReportState(self.report.state)
        return state is ReportState.SUBMITTED and REPORT_LIFE.may(Step.ASK_ROW, sides=self.sides, state=state)

    @property
    def is_locked(self) -> bool:
        """Whether who enters for the office is kept from it by its days alone."""
        is_open = ReportState(self.report.state) in OPEN and Side.ENTERING in self.sides
        return is_open and not self.can_edit and self.contents.days[self.quarter].is_locked(timezone.localdate())

    @cached_property
    def can_review(self) -> bool:
        state = ReportState(self.report.state)
        return REPORT_LIFE.may(Step.RETURN, sides=self.sides, state=state) and REPORT_LIFE.may(
            Step.RETURN, sides=self.sides, state=state, work=self.own_work
        )

    @cached_property
    def can_reopen(self) -> bool:
        """Whether the person can take the approval of the quarter back."""
        state = ReportState(self.report.state)
        is_theirs = REPORT_LIFE.may(Step.REOPEN, sides=self.sides, state=state) and not self.why_out_of_order(
            Step.REOPEN
        )
        return is_theirs and REPORT_LIFE.may(Step.REOPEN, sides=self.sides, state=state, work=self.own_work)

    @cached_property
    def own_work(self) -> frozenset[Work]:
        """What the person did for the quarter, and therefore does not judge."""
        return work_of(self.standing.person, self.contents)

    @cached_property
    def why_undecided(self) -> str:
        """Why nobody, or not this person of the reviewing office, decides on a submitted report; and who can."""
        if ReportState(self.report.state) is not ReportState.SUBMITTED or self.can_review:
            return ""
        who = deciders_of(self.contents)
        own = [OWN_WORK[min(self.own_work)]] if Side.REVIEWING in self.sides else []
        return " ".join(map(said, [*own, who.who()] if own or not who.people else []))

    @property
    def why_no_decision(self) -> str:
        """Why this person decides nothing here, where the own work is not the reason."""
        if Side.REVIEWING not in self.sides:
            return said(NOT_YOURS[Side.REVIEWING])
        return said(NOT_NOW[ReportState(self.report.state)])

    @cached_property
    def shown(self) -> Shown:
        """What a decision made from this page is about."""
        return shown_of(self.contents, to=self.standing.person)

    @property
    def seen(self) -> str:
        """The same as the text of a hidden field."""
        return pack(self.shown)

    def moved_since(self, seen: Shown) -> list[Moved]:
        return moved(seen, self.shown)

    @cached_property
    def why_not(self) -> str:
        """Why nothing can be written here, in the reader's language."""
        nothing = None if self.tree.indicators else NOTHING_TO_REPORT
        sentence = self.editing.why_not or nothing
        return said(sentence) if sentence else ""

    @cached_property
    def areas(self) -> list[EntryArea]:
        rows = EntryRows(
            self.contents,
            self.kind.form,
            self.own_refused,
            self.happened,
            self.rows_alone,
            can_edit=self.can_edit,
            asks=self.asks_for_rows,
        )
        return rows.areas()

    @cached_property
    def rows(self) -> list[EntryRow]:
        return [row for area in self.areas for row in area.rows]

    @property
    def tree(self) -> PlanTree:
        return self.contents.tree

    def row(self, indicator_id: int) -> EntryRow:
        return next(row for row in self.rows if row.id == indicator_id)

    @property
    def can_publish(self) -> bool:
        """Whether the person decides what the public reads of this office, and there is something to decide."""
        approved = ReportState(self.report.state) is ReportState.APPROVED
        return approved and publishes_for(self.standing, self.plan.office)
