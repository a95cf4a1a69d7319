"""Owns the rows of the entry page: each indicator with its cell of the open quarter, and what overlays that."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property

from cell_values.reading import read_value
from cell_values.sentence import Sentence
from cell_values.value import Value, ValueState
from entry.views.entry_parts import Conflict, EntryArea, EntryCell, EntryRow
from entry.views.row_wishes import RowWishes, asked_at
from marking.scorecard import Mark
from official_forms.achieved_checks import Known
from official_forms.achieved_days import achieved_in
from official_forms.description import FormDescription
from official_forms.running_totals import outdated_totals, said_to_date
from plan_tree.tree import ActivityNode, AreaNode, IndicatorNode
from plans.display import said
from plans.models import QuarterCell, RefusedValue
from plans.queries.assessing import awaits_assessment
from plans.queries.office_work import NOTHING_DUE
from plans.queries.quarter_contents import QuarterContents
from plans.queries.quarter_reviews import notes_of_quarter
from plans.queries.receipts import doubts_of, known_of, receipts_say
from workflow.row_openings import is_row_open

NOT_UNDERSTOOD = Sentence("মানটি বোঝা যায়নি।", "This value was not understood.")


@dataclass
class EntryRows:
    """Makes the rows of a quarter; ``happened`` and ``own_refused`` say by cell what overlays it.

    ``rows_alone``: the indicators that are shown; of others no doubts are looked for. None: all are.
    ``can_edit``: whether the person writes the quarter; ``asks``: whether they ask for a row that waits to be opened.
    """

    contents: QuarterContents
    form: FormDescription
    own_refused: Mapping[int, RefusedValue]
    happened: Mapping[int, dict[str, Any]]
    rows_alone: frozenset[int] | None
    can_edit: bool
    asks: bool

    def areas(self) -> list[EntryArea]:
        """The areas of the form with their rows."""
        marks = {mark.number: mark for mark in self.contents.scorecard.marks}
        return [self._area(area, marks) for area in self.contents.tree.areas]

    def _area(self, area: AreaNode, marks: dict[str, Mark]) -> EntryArea:
        entries = (
            self._row(activity, row, marks.get(row.number), 0 if place else len(activity.indicators))
            for activity in area.activities
            for place, row in enumerate(activity.indicators)
        )
        return EntryArea(area, tuple(entries))

    def _row(self, activity: ActivityNode, row: IndicatorNode, mark: Mark | None, span: int) -> EntryRow:
        cell = self.contents.rows.cells[row.quarters[self.contents.quarter].key or 0]
        return EntryRow(
            self.contents.quarter,
            activity,
            row,
            cell=self._entry_cell(activity, row, cell),
            mark=mark,
            evidence_count=cell.evidence_count,  # type: ignore[attr-defined]
            comment_count=cell.comment_count,  # type: ignore[attr-defined]
            opens_activity=span,
            is_assessed=cell.assessed_marks is not None,
            awaits_assessment=awaits_assessment(row.quarters[self.contents.quarter], mark),
            can_write=self.can_edit and is_row_open(row.key or 0, self.contents.open_rows),
            wishes=self.wishes,
        )

    def _entry_cell(self, activity: ActivityNode, row: IndicatorNode, cell: QuarterCell) -> EntryCell:
        happened = dict(self.happened.get(cell.pk, {}))
        if refused := self.own_refused.get(cell.pk):
            happened = as_refused(cell, refused) | happened
        notes = (*self._asked(row), *happened.pop("notes", ()), *self._doubts(activity, row))
        unread = self._unread(row, cell.achievement)
        by_receipts = self._by_receipts(activity, row)
        about = {"notes": notes, "unread": unread, "by_receipts": by_receipts, "ask_url": self._ask_url(row)}
        return entry_cell(row, cell, due=self._is_due(row), **about, **happened)

    def _unread(self, row: IndicatorNode, value: Value) -> str:
        """Why nobody understood what is stored, in the reader's language; nothing where it was understood."""
        if value.state is not ValueState.UNREADABLE:
            return ""
        reading = read_value(value.text, row.unit, start_year=self.contents.plan.year.start_year)
        return " ".join(said(doubt.sentence) for doubt in reading.doubts) or said(NOT_UNDERSTOOD)

    def _asked(self, row: IndicatorNode) -> tuple[str, ...]:
        """What the reviewer asked of the row when the quarter went back."""
        note = self.notes.get(row.key or 0)
        return (said(note),) if note else ()

    @cached_property
    def notes(self) -> Mapping[int, Sentence]:
        return notes_of_quarter(self.contents)

    def _ask_url(self, row: IndicatorNode) -> str:
        """Where the opening of a closed row is asked for; nothing of one that can be written."""
        return "" if is_row_open(row.key or 0, self.contents.open_rows) else asked_at(self.contents, row.key or 0)

    @cached_property
    def wishes(self) -> RowWishes | None:
        return RowWishes(self.contents) if self.asks else None

    def _doubts(self, activity: ActivityNode, row: IndicatorNode) -> tuple[str, ...]:
        """What the days of a stored achievement, or the total it was worked out of, leave in doubt."""
        if self.rows_alone is not None and row.key not in self.rows_alone:
            return ()
        achieved = achieved_in(activity.title, row, self.contents.quarter)
        outdated = outdated_totals(row).get(self.contents.quarter)
        doubts = (*doubts_of(achieved, self.contents.plan, self.known), *filter(None, [outdated]))
        return tuple(map(said, doubts))

    def _by_receipts(self, activity: ActivityNode, row: IndicatorNode) -> str:
        """What the system answers itself, where the cell says something else."""
        if self.rows_alone is not None and row.key not in self.rows_alone:
            return ""
        return receipts_say(activity.title, row, self.contents.quarter, self.known)

    @cached_property
    def known(self) -> Known:
        return known_of(self.contents.plan, lambda: self.contents.scene.steps)

    def _is_due(self, row: IndicatorNode) -> bool:
        """A form with targets of its quarters says so itself; on any other form every row is reported on."""
        if not self.form.family.sets_quarters:
            return True
        return row.target(self.contents.quarter).state not in NOTHING_DUE


def as_refused(cell: QuarterCell, refused: RefusedValue) -> dict[str, Any]:
    """What overlays a cell in which somebody typed what was not taken: the text, and why or what stands against it."""
    shown: dict[str, Any] = {"text": refused.text, "saved_at": None}
    if refused.reason == "conflict":
        return shown | {"conflict": Conflict(cell.achievement.text, str(cell.entered_by or ""), cell.entered_at)}
    sentence = Sentence(refused.sentence_bn, refused.sentence_en)
    return shown | {"problem": said(sentence)}


def entry_cell(row: IndicatorNode, cell: QuarterCell, *, due: bool, **happened: Any) -> EntryCell:
    """A stored cell as the page writes it; ``happened`` overlays text, problem, notes or conflict."""
    content: dict[str, Any] = {
        "id": cell.pk,
        "version": cell.version,
        "text": cell.achievement.text,
        "stored": cell.achievement.text,
        "due": due,
        "saved_at": cell.entered_at,
        "to_date": _to_date(cell),
    }
    return EntryCell(**content | happened)


def _to_date(cell: QuarterCell) -> str:
    if not cell.to_date_text:
        return ""
    return said(said_to_date(cell.quarter, cell.to_date_text, cell.achievement.text))
