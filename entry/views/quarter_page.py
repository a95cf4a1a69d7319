"""Owns a quarter as one person meets it: what it holds, and what that person may do with it, and why not."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property

from entry.views.entry_parts import EntryArea, EntryRow
from entry.views.entry_rows import EntryRows
from entry.views.page_of_plan import DecidedPage
from marking.scorecard import Scorecard
from offices.models import Person
from offices.queries.rights import Standing, publishes_for
from plan_tree.tree import PlanTree
from plans.display import said
from plans.models import Plan, QuarterReport, RefusedValue
from plans.queries.quarter_contents import QuarterContents
from plans.queries.seen import shown_of
from plans.queries.separation import Deciders, deciders_of, work_of
from plans.seen import Moved, Shown, moved, pack
from workflow.quarter_editing import EditAnswer
from workflow.transitions import NOTHING_TO_REPORT, OPEN, REPORT_LIFE, ReportState, Side, Step, Work


@dataclass
class QuarterPage(DecidedPage):
    """A plan and a quarter as one person sees them: the rows, and the scene of the quarter, each loaded once."""

    life = REPORT_LIFE
    judging = Step.REVIEW
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
    def state(self) -> ReportState:
        return self.contents.state

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
        return said(self.contents.why_out_of_order(step))

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
        return self.state is ReportState.SUBMITTED and self.may(Step.ASK_ROW)

    @property
    def is_locked(self) -> bool:
        """Whether who enters for the office is kept from it by its days alone."""
        is_open = self.state in OPEN and Side.ENTERING in self.sides
        return is_open and not self.can_edit and self.contents.days[self.quarter].is_locked(timezone.localdate())

    @cached_property
    def can_reopen(self) -> bool:
        """Whether the person can take the approval of the quarter back."""
        return self.may(Step.REOPEN) and not self.why_out_of_order(Step.REOPEN)

    @cached_property
    def own_work(self) -> frozenset[Work]:
        """What the person did for the quarter, and therefore does not judge."""
        return work_of(self.standing.person, self.contents)

    def deciders(self, *, but: Iterable[Person] = ()) -> Deciders:
        return deciders_of(self.contents, but=but)

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
        return said(self.editing.why_not or nothing)

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
        return self.state is ReportState.APPROVED and publishes_for(self.standing, self.plan.office)
