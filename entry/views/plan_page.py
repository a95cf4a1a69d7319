"""Owns what the page of a plan itself shows: its rows, what became of them round by round, what is left to do."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from cell_values.sentence import Sentence
from editor.queries import draft_of
from entry.views.page_of_plan import DecidedPage
from entry.views.plan_house import editor_url
from entry.views.row_states import WithState, counted
from offices.models import Person
from offices.queries.rights import Standing
from official_forms.plan_checks import check_draft
from plan_tree.problems import Severity
from plan_tree.terms import QUARTERS
from plan_tree.tree import ActivityNode, AreaNode, IndicatorNode
from plans.addresses import entry_url, plan_url
from plans.display import quarter_name, said
from plans.models import Plan, RowReview
from plans.queries.plan_contents import AREA
from plans.queries.plan_reviews import PlanReviews
from plans.queries.plan_work import deciders_on_plan, why_not_recorded, work_on_plan
from plans.queries.plan_writing import why_not_written
from plans.queries.separation import Deciders
from plans.queries.templates import few_own_rows_of
from plans.seen import Moved
from workflow.plan_states import BEING_WRITTEN, PLAN_LIFE, PLAN_NOT_NOW, PlanState, PlanStep
from workflow.row_states import TO_LOOK_AT, RowState
from workflow.transitions import NOT_YOURS, Side, Work

BEGINS = ("make_plan", "begin_plan")  # the events that say what a plan began with


@dataclass(frozen=True)
class PlanRow(WithState):
    """A row of the plan as one person sees it; ``review`` is what was last said of it, where the person is told."""

    activity: ActivityNode
    node: IndicatorNode
    opens_activity: int  # how many rows its activity spans; 0 where an earlier row opened it
    state: RowState
    round: int
    changes: Sequence[Moved] = ()
    doubts: Sequence[str] = ()
    review: RowReview | None = None
    is_folded: bool = False  # accepted in an earlier round, and the same since
    token: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    error: str = ""

    why_name = "why"  # before its key, the field of a question

    @property
    def key(self) -> int:
        return self.node.key or 0

    @property
    def number(self) -> str:
        return self.node.number

    @property
    def targets(self) -> list[tuple[str, str]]:
        """Of the quarters in which something is due: the name of each and its target."""
        found = ((quarter, self.node.target(quarter).text) for quarter in QUARTERS)
        return [(quarter_name(quarter), text) for quarter, text in found if text]

    @property
    def asked(self) -> str:
        """The question that was put to the row."""
        return self.review.reason if self.review and self.review.state == RowState.QUESTION.value else ""


@dataclass(frozen=True)
class PlanArea:
    """An area with its rows; ``weighs`` is the sum of its indicators."""

    node: AreaNode
    rows: Sequence[PlanRow]
    changes: Sequence[Moved]

    @property
    def weighs(self) -> Decimal:
        return sum((row.node.weight for row in self.rows), Decimal(0))

    @property
    def open_rows(self) -> list[PlanRow]:
        return [row for row in self.rows if not row.is_folded]

    @property
    def is_whole(self) -> bool:
        return self.weighs == self.node.weight


@dataclass
class PlanPage(DecidedPage):
    """A plan as one person sees it before its quarters: some ten queries, whatever its size."""

    life = PLAN_LIFE
    judging = PlanStep.REVIEW
    plan: Plan
    standing: Standing
    typed: Mapping[str, str] = field(default_factory=dict)  # what a reviewer sent and was not taken
    errors: Mapping[int, str] = field(default_factory=dict)
    refusal: Sentence | None = None

    @cached_property
    def reviews(self) -> PlanReviews:
        return PlanReviews(self.plan, self.tree)

    @property
    def state(self) -> PlanState:
        return PlanState(self.plan.state)

    @cached_property
    def why_not_written(self) -> Sentence | None:
        return why_not_written(self.plan, self.standing)

    @property
    def can_write(self) -> bool:
        return self.why_not_written is None

    @property
    def editor_url(self) -> str:
        """Where the rows are written."""
        return editor_url(self.plan)

    @property
    def look_url(self) -> str:
        """Where what was typed is looked at and stored."""
        return editor_url(self.plan, "entry:look_plan")

    @cached_property
    def is_unstored(self) -> bool:
        """Whether something was typed in the editor and is not part of the plan yet."""
        return self.can_submit and draft_of(self.plan) is not None

    @cached_property
    def began_with_last_year(self) -> bool:
        """Whether a draft's rows are those of the year before, as the ledger tells."""
        began = self.plan.events.filter(verb__in=BEGINS).order_by("sequence").values_list("after", flat=True)
        is_written = self.state in BEING_WRITTEN and self.can_submit
        return is_written and any("copied_from" in (after or {}) for after in began)

    @property
    def can_submit(self) -> bool:
        return self.may(PlanStep.SUBMIT)

    @property
    def why_not_submitted(self) -> Sentence:
        """Why this person does not submit the plan now."""
        return PLAN_NOT_NOW[self.state] if Side.ENTERING in self.sides else NOT_YOURS[Side.ENTERING]

    @cached_property
    def why_not_recorded(self) -> Sentence | None:
        return why_not_recorded(self.plan, self.standing)

    @property
    def can_record_signed(self) -> bool:
        """Whether the person may record that the plan was signed on paper."""
        return self.why_not_recorded is None

    @cached_property
    def own_work(self) -> frozenset[Work]:
        return work_on_plan(self.standing.person, self.plan)

    def deciders(self, *, but: Iterable[Person] = ()) -> Deciders:
        return deciders_on_plan(self.plan, but=but)

    @property
    def is_told(self) -> bool:
        """Whether the person reads what a reviewer said in the round that is judged."""
        return self.can_review or self.state is not PlanState.SUBMITTED

    @property
    def shows_states(self) -> bool:
        return self.is_told and bool(self.reviews.rounds)

    @property
    def columns(self) -> int:
        return 4 + self.shows_states + self.can_review

    @cached_property
    def areas(self) -> list[PlanArea]:
        return [PlanArea(area, list(self._rows(area)), self._changes_of_area(area)) for area in self.tree.areas]

    @property
    def rows(self) -> list[PlanRow]:
        return [row for area in self.areas for row in area.rows]

    @property
    def refused(self) -> list[tuple[int, str, str]]:
        """Key and number of the rows of which something was not taken, and why."""
        return [(row.key, row.node.number, row.error) for row in self.rows if row.error]

    @property
    def folded(self) -> list[PlanRow]:
        return [row for row in self.rows if row.is_folded]

    @cached_property
    def counts(self) -> list[tuple[str, str, int]]:
        """Of the states in which a row is: shape, word, how many."""
        states = [row.state for row in self.rows]
        return counted(states)

    @property
    def questions(self) -> list[PlanRow]:
        return [row for row in self.rows if row.state is RowState.QUESTION]

    @property
    def to_look_at(self) -> list[PlanRow]:
        return [row for row in self.rows if row.state in TO_LOOK_AT]

    @property
    def gone(self) -> list[Moved]:
        """The rows and areas of the round before that are not there any more."""
        now = self.reviews.contents
        return [each[0] for place, each in self.reviews.changes.items() if place not in now]

    @cached_property
    def problems(self) -> list[tuple[str, str]]:
        """What the plan says against itself: the number of the row, or nothing, and the sentence.

        Of a plan without rows there is nothing to say but that, which the page does.
        """
        if not self.tree.indicators:
            return []
        found = [(each.about, said(each.sentence)) for each in check_draft(self.tree) if self._is_doubt(each.severity)]
        return [*found, *((each.number, said(each.sentence)) for each in few_own_rows_of(self.plan, self.tree))]

    @property
    def doubts_of_the_whole(self) -> list[str]:
        known = set(self.tree.by_number)
        return [text for number, text in self.problems if number not in known]

    @property
    def weighs(self) -> Decimal:
        return sum((area.weighs for area in self.areas), Decimal(0))

    def context(self) -> dict[str, Any]:
        """What the templates of a plan read."""
        return super().context() | {
            "state": self.state.value,
            "state_label": self.plan.get_state_display(),
            "rounds": self.reviews.rounds,
            "seen": self.reviews.token,
            "quarter_url": entry_url(self.plan, QUARTERS[0]),
            "plan_url": plan_url(self.plan),
        }

    @staticmethod
    def _is_doubt(severity: Severity) -> bool:
        return severity is not Severity.NOTICE

    def _changes_of_area(self, area: AreaNode) -> Sequence[Moved]:
        return self.reviews.changes.get(f"{AREA}{area.number}", ())

    def _rows(self, area: AreaNode) -> Iterator[PlanRow]:
        for activity in area.activities:
            for place, node in enumerate(activity.indicators):
                yield self._row(activity, node, 0 if place else len(activity.indicators))

    def _row(self, activity: ActivityNode, node: IndicatorNode, opens: int) -> PlanRow:
        key, reviews = node.key or 0, self.reviews
        review = self._told(reviews.latest.get(key))
        state = reviews.states[key] if self.is_told else RowState.UNSEEN
        is_of_round = review is not None and review.round == reviews.round
        return PlanRow(
            activity,
            node,
            opens,
            state,
            reviews.round,
            changes=reviews.changes_of(key),
            doubts=[text for number, text in self.problems if number == node.number],
            review=review,
            is_folded=self.can_review and state is RowState.ACCEPTED and not is_of_round and key not in self.errors,
            token=reviews.row_token(key),
            typed=self.typed,
            error=self.errors.get(key, ""),
        )

    def _told(self, review: RowReview | None) -> RowReview | None:
        """Notes of the round that is judged are the reviewer's own until it is returned."""
        return review if review and (self.is_told or review.round < self.reviews.round) else None
