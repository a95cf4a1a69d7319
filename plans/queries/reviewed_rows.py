"""Owns what reviewers made of rows, of a plan as of a quarter, round by round: one reading of states for both."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from django.utils import timezone

from cell_values.digits import to_bengali
from cell_values.sentence import Sentence
from plan_tree.tree import PlanTree
from plans.models import Plan, RowReview
from plans.models.decided_round import DecidedRound
from plans.seen import Shown, digest_of
from workflow.row_states import ROW_STATE_NAMES, RowState, state_of_row

ENOUGH = 12  # digits of a row's token


class ReviewedRows(ABC):
    """The rows of what is handed in, what was said of them and what they were then: a query each, beside the tree."""

    plan: Plan
    quarter: int | None  # None: the rows of the plan itself
    follows_from_rest: Collection[str] = ()  # fields of a row that move with others: no change of what was spoken of

    @property
    @abstractmethod
    def rows(self) -> PlanTree:
        """The plan as it is judged."""

    @property
    @abstractmethod
    def kept_rounds(self) -> Sequence[DecidedRound]:
        """The rounds that are kept, in their order."""

    @property
    @abstractmethod
    def round(self) -> int:
        """The round that is judged, or that the office writes for."""

    @property
    @abstractmethod
    def contents(self) -> Shown:
        """What the rows say now."""

    @property
    @abstractmethod
    def state(self) -> str:
        """That of what was handed in."""

    @cached_property
    def said(self) -> list[RowReview]:
        """Everything that was said of the rows, round by round. One query."""
        said = RowReview.objects.filter(indicator__activity__area__plan=self.plan, quarter=self.quarter)
        return list(said.select_related("by").order_by("round"))

    @cached_property
    def latest(self) -> Mapping[int, RowReview]:
        """What was last said of each row, by the key of its indicator."""
        return {review.indicator_id: review for review in self.said}

    @cached_property
    def asked_before(self) -> Mapping[int, RowReview]:
        """The last question put to each row in an earlier round, by the key of its indicator."""
        asked = (each for each in self.said if each.state == RowState.QUESTION.value and each.round < self.round)
        return {review.indicator_id: review for review in asked}

    def state_of(self, key: int) -> RowState:
        """What stands of a row; it changed where it is not what was handed in when it was last spoken of."""
        review = self.latest.get(key)
        if review is None:
            return RowState.UNSEEN
        return state_of_row(review.verdict, in_round=self.round, has_changed=self._differs(key, review.round))

    @cached_property
    def states(self) -> Mapping[int, RowState]:
        """What stands of every row, by its key."""
        return {row.key: self.state_of(row.key) for row in self.rows.indicators if row.key is not None}

    def keys_in(self, state: RowState) -> list[int]:
        return [key for key, each in self.states.items() if each is state]

    def numbers_in(self, state: RowState) -> list[str]:
        """The rows in a state, by the numbers the form prints."""
        return [row.number for row in self.rows.indicators if self.states.get(row.key or 0) is state]

    @property
    def questions(self) -> dict[str, str]:
        """What is asked of rows, by the numbers the form prints."""
        rows = ((row.number, row.key) for row in self.rows.indicators if row.key is not None)
        return {number: self.latest[key].reason for number, key in rows if self.states[key] is RowState.QUESTION}

    @property
    def notes(self) -> dict[int, Sentence]:
        """What the office reads at each row in question, by the key of its indicator."""
        asked = {key: each for key, each in self.latest.items() if each.state == RowState.QUESTION.value}
        return {key: note_of(each, self.states[key]) for key, each in asked.items() if key in self.states}

    @property
    def token(self) -> str:
        """What a step from a page is about: another one where the rows, their round or their review changed."""
        said = {f"said {key}": {"token": self.row_token(key)} for key in self.states}
        return digest_of({"": {"round": str(self.round), "state": self.state}, **self.contents, **said})

    def row_token(self, key: int) -> str:
        """The same of one row."""
        review = self.latest.get(key)
        said = f"{review.round} {review.state} {review.reason}" if review else ""
        return digest_of({str(key): {"round": str(self.round), "said": said}})[:ENOUGH]

    @property
    def before(self) -> Shown:
        """What the rows said a round before the one that is judged; nothing in the first."""
        earlier = [each for each in self.kept_rounds if each.number < self.round]
        return earlier[-1].contents if earlier else {}

    def _differs(self, key: int, spoken_in: int) -> bool:
        then: Shown = next((each.contents for each in self.kept_rounds if each.number == spoken_in), {})
        return self._own(then.get(str(key), {})) != self._own(self.contents.get(str(key), {}))

    def _own(self, fields: Mapping[str, str]) -> dict[str, str]:
        return {name: text for name, text in fields.items() if name not in self.follows_from_rest}


def note_of(review: RowReview, state: RowState) -> Sentence:
    """What is said under a row that was in question: its state, the question and whose it is."""
    name, day = ROW_STATE_NAMES[state], f"{timezone.localdate(review.at):%d/%m/%Y}"
    return Sentence(
        f"{name.bn}: {review.reason} ({review.by}, {to_bengali(day)})",
        f"{name.en}: {review.reason} ({review.by}, {day})",
    )
