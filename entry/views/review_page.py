"""Owns what the reviewer's page of a submitted quarter shows: its rows, what is left to do and which step fits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from cell_values.sentence import Sentence
from entry.views.entry_page import EntryPage
from entry.views.entry_parts import EntryRow, Round
from entry.views.review_rows import ReviewRow
from entry.views.row_states import counted
from plans.models import QuarterRound
from plans.queries.quarter_reviews import QuarterReviews
from workflow.row_states import RowState

FILTERS = ("look", "changed", "marks", "question", "wish", "all")


@dataclass(frozen=True)
class ReviewFilter:
    """A way to narrow the rows: its name in the address, its words, how many rows it shows."""

    name: str
    label: str
    count: int
    is_chosen: bool


@dataclass
class ReviewPage:
    """A submitted quarter as its reviewer sees it row by row."""

    page: EntryPage
    chosen: str = ""
    errors: Mapping[int, str] = field(default_factory=dict)
    refusal: Sentence | None = None

    @property
    def reviews(self) -> QuarterReviews:
        return self.page.reviews

    @cached_property
    def rows(self) -> list[ReviewRow]:
        """The rows in the order of the form."""
        assess = {each.row.id: each for each in self.page.to_assess}
        exempt = {each.row.id: each for each in self.page.to_exempt}
        return [self._row(entry, assess, exempt) for entry in self.page.rows]

    @property
    def open_rows(self) -> list[ReviewRow]:
        """Those that stand in the table, what was last looked at in an earlier round left to the fold."""
        return [row for row in self.rows if not row.is_folded and not row.is_idle]

    @property
    def folded(self) -> list[ReviewRow]:
        return [row for row in self.rows if row.is_folded]

    @property
    def refused(self) -> list[tuple[int, str, str]]:
        """Key and number of the rows of which something was not taken, and why."""
        return [(row.key, row.number, row.error) for row in self.rows if row.error]

    @property
    def idle(self) -> list[ReviewRow]:
        return [row for row in self.rows if row.is_idle]

    @property
    def filters(self) -> list[ReviewFilter]:
        labels = {
            "look": _("To look at in this round"),
            "changed": _("Changed rows"),
            "marks": _("Marks to give"),
            "question": _("In question"),
            "wish": _("Asked to open"),
            "all": _("All rows"),
        }
        counts = {name: sum(1 for row in self.rows if name in row.groups) for name in FILTERS}
        return [ReviewFilter(name, labels[name], counts[name], name == self.filter) for name in FILTERS]

    @property
    def filter(self) -> str:
        return self.chosen if self.chosen in FILTERS else FILTERS[0]

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """Of the states in which a row is: shape, word, how many."""
        states = [row.state for row in self.rows if not row.is_idle]
        return counted(states)

    @property
    def questions(self) -> list[ReviewRow]:
        return [row for row in self.rows if row.state is RowState.QUESTION]

    @property
    def left(self) -> list[ReviewRow]:
        return [row for row in self.open_rows if row.is_left]

    @property
    def stays_closed(self) -> int:
        """How many rows would stay closed, were the quarter returned now."""
        return len(self.rows) - len(self.questions)

    @property
    def gain(self) -> Decimal:
        return sum((row.gain for row in self.rows), Decimal(0))

    @property
    def changed(self) -> int:
        return sum(1 for row in self.rows if row.is_changed)

    @property
    def earlier_rounds(self) -> list[QuarterRound]:
        return [each for each in self.reviews.kept_rounds if each.decided_at]

    @property
    def last_round(self) -> Round | None:
        return self.page.rounds[-1] if self.page.rounds else None

    def context(self) -> dict[str, Any]:
        """What ``entry/review.html`` and its parts read."""
        return self.page.context() | {"review": self, "token": self.reviews.token}

    def _row(self, entry: EntryRow, assess: Mapping[int, Any], exempt: Mapping[int, Any]) -> ReviewRow:
        key, reviews = entry.id, self.reviews
        now = reviews.contents.get(str(key), {})
        return ReviewRow(
            entry,
            reviews.states[key],
            reviews.round,
            was=reviews.before.get(str(key), {}),
            now=now,
            review=reviews.latest.get(key),
            asked_before=reviews.asked_before.get(key),
            wish=reviews.wishes.get(key),
            to_assess=assess.get(key),
            to_exempt=exempt.get(key),
            files=[each for each in now.get("evidence", "").split("; ") if each],
            token=reviews.row_token(key),
            typed=self.page.typed,
            error=self.errors.get(key, ""),
        )
