"""Owns what reviewers made of the rows of a quarter, round by round, and which of them a return opened."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from cell_values.sentence import Sentence
from plan_tree.tree import PlanTree
from plans.models import Plan, QuarterRound, RowOpening, RowReview
from plans.queries.quarter_contents import QuarterContents
from plans.queries.reviewed_rows import ReviewedRows
from plans.queries.seen import files_of, row_shown
from plans.seen import Shown
from workflow.transitions import OPEN, ReportState

# What an office says of a row; the rest of what a page shows is the reviewer's own, or talk.
OF_THE_OFFICE = frozenset(
    {"number", "title", "weight", "annual", "target", "achievement", "earlier", "mark", "evidence", "remark", "claim"}
)


@dataclass
class QuarterReviews(ReviewedRows):
    """The rounds of a quarter and what was said of its rows: all of it comes with its scene."""

    quarter_contents: QuarterContents

    follows_from_rest = frozenset({"mark"})

    @property
    def plan(self) -> Plan:  # type: ignore[override]
        return self.quarter_contents.plan

    @property
    def quarter(self) -> int:  # type: ignore[override]
        return self.quarter_contents.quarter

    @property
    def rows(self) -> PlanTree:
        return self.quarter_contents.tree

    @property
    def state(self) -> str:
        return self.quarter_contents.report.state

    @property
    def kept_rounds(self) -> list[QuarterRound]:
        return self.quarter_contents.scene.rounds

    @cached_property
    def said(self) -> list[RowReview]:
        return list(self.quarter_contents.scene.said)

    @cached_property
    def handed_in(self) -> int:
        """How often the quarter was handed in: the number of its last receipt; rounds of before were not kept."""
        kept = self.kept_rounds
        return kept[-1].number if kept else len(self.quarter_contents.scene.receipts)

    @property
    def round(self) -> int:
        return self.handed_in + (self.quarter_contents.state in OPEN)

    @cached_property
    def contents(self) -> Shown:
        return contents_of_quarter(self.quarter_contents)

    @cached_property
    def openings(self) -> Mapping[int, RowOpening]:
        """The last request to open each row since the quarter was last handed in, by the key of its indicator."""
        found = (each for each in self.quarter_contents.scene.openings if each.round == self.handed_in)
        return {each.indicator_id: each for each in found}

    @property
    def wishes(self) -> dict[int, RowOpening]:
        """Those nobody has answered."""
        return {key: each for key, each in self.openings.items() if each.granted is None}

    @property
    def kept_round(self) -> QuarterRound | None:
        """The last round handed in; None where it is of before rounds were kept."""
        return next((each for each in self.kept_rounds if each.number == self.handed_in), None)


def contents_of_quarter(contents: QuarterContents) -> Shown:
    """All an office says in a quarter, by the keys of its indicators, with the marks this earns."""
    marks = {mark.number: mark for mark in contents.scorecard.marks}
    files = files_of(contents)
    rows = (
        (row.key, row_shown(row, contents.quarter, marks.get(row.number), files, {}))
        for row in contents.tree.indicators
    )
    return {str(key): {name: text for name, text in fields.items() if name in OF_THE_OFFICE} for key, fields in rows}


def notes_of_quarter(contents: QuarterContents) -> Mapping[int, Sentence]:
    """What the office reads at a row of a returned quarter, by the key of its indicator; nothing while it waits.

    Nor where the whole of it went back: no row was in question.
    """
    if contents.state is not ReportState.RETURNED or contents.open_rows is None:
        return {}
    return QuarterReviews(contents).notes
