"""Owns the plan as the editor shows it: area by area and line by line, of which one has fields."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from cell_values.sentence import Sentence
from cell_values.units import UNIT_WORDS
from cell_values.value import Unit, plain
from editor.columns import DIRECTION_NAMES, RULE_NAMES, EditorColumn, TypedAs, editor_columns
from editor.doubts import OutlineDoubt, doubts_by_row
from editor.folding import Folded, as_text
from editor.late_fields import LateFields
from editor.queries import OpenPlan
from editor.suggesting import reason_of, suggested_rule
from editor.typed_rows import OF_ACTIVITY, OF_ROW, TypedRow
from official_forms.contents import value_in
from plan_tree import outline as named
from plan_tree.late_rules import has_dates
from plan_tree.outline import Level, OutlineRow
from plan_tree.outline_trees import FULL_GRADE
from plan_tree.problems import Severity
from plan_tree.terms import Direction, QuarterRule
from plan_tree.tree import AreaNode, IndicatorNode
from plans.display import digits, said, shown

Choice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class EditorCell:
    """What stands in a column of a line; ``text`` as typed. ``is_first``: an activity is shown with its first row."""

    column: EditorColumn
    text: str
    shown: str
    is_suggested: bool = False
    is_doubted: bool = False
    is_first: bool = True
    choices: Sequence[Choice] = ()
    beside: str = ""  # what was reached in the year before, and its target

    @property
    def classes(self) -> str:
        more = {"is-doubted": self.is_doubted, "is-suggested": self.is_suggested}
        return " ".join([self.column.classes, *(name for name, says in more.items() if says)])


@dataclass(frozen=True, slots=True)
class EditorLine:
    """One line: an indicator beside its activity, or an activity that has none yet."""

    row: OutlineRow
    cells: Sequence[EditorCell]
    is_open: bool
    weight: str
    doubts: Sequence[OutlineDoubt] = ()
    notes: Sequence[Sentence] = ()
    reason: str = ""
    suggested: str = ""
    needs_unit_text: bool = False
    node: IndicatorNode | None = None
    late_fields: LateFields | None = None  # of the row in hand, where something can be late

    @property
    def is_lower_better(self) -> bool:
        return self.node is not None and self.node.direction is Direction.LOWER

    @property
    def asks_direction(self) -> bool:
        """Whether more can be better or worse: earlier days always are better."""
        return self.node is not None and (self.node.unit is not Unit.DATE or self.is_lower_better)

    @property
    def is_judged(self) -> bool:
        """Whether there is anything to say of how it is judged, beside the quarter rule."""
        return self.asks_direction or self.late_fields is not None

    @property
    def directions(self) -> Sequence[tuple[str, str, bool]]:
        """What can be chosen, and what is; nothing said is what most are."""
        own = self.row.text(named.DIRECTION)
        codes = {"" if each is Direction.HIGHER and not own else each.value: each for each in DIRECTION_NAMES}
        return [(code, str(DIRECTION_NAMES[each]), code == own) for code, each in codes.items()]


@dataclass(frozen=True, slots=True)
class WeightSum:
    """Weights against what they are to be together."""

    summed: Decimal
    whole: Decimal

    @property
    def is_even(self) -> bool:
        return self.summed == self.whole

    @property
    def difference(self) -> str:
        """২ কম; nothing where there is none."""
        lacks = self.whole - self.summed
        if not lacks:
            return ""
        words = _("%(marks)s too few") if lacks > 0 else _("%(marks)s too many")
        return digits(words % {"marks": plain(abs(lacks))})


@dataclass(frozen=True, slots=True)
class EditorArea:
    """An area with its lines; its own fields where it is the row in hand."""

    row: OutlineRow
    lines: Sequence[EditorLine]
    sum: WeightSum
    is_open: bool
    is_folded: bool
    turned: str  # the areas that are folded once this one is turned round
    doubts: Sequence[OutlineDoubt] = ()
    notes: Sequence[Sentence] = ()

    @property
    def doubtful(self) -> int:
        """How many doubts it and its lines have."""
        doubts = [*self.doubts, *(doubt for line in self.lines for doubt in line.doubts)]
        return sum(doubt.severity is not Severity.NOTICE for doubt in doubts)


@dataclass(frozen=True)
class EditorTable:
    """The whole table. ``typed``: what somebody typed on a page that is older than the draft, shown instead.

    ``notes`` are lines under rows, by the primary key of an indicator; ``refused`` why a step was not taken.
    """

    opened: OpenPlan
    at_hand: str = ""
    typed: TypedRow | None = None
    notes: Mapping[int, Sequence[Sentence]] = field(default_factory=dict)
    refused: Sentence | None = None
    asked_folded: Folded = frozenset()

    @cached_property
    def folded(self) -> Folded:
        """The areas that are folded; never that of the row in hand."""
        outline, row = self.opened.outline, self.row_in_hand
        own = {outline.rows[outline.head(outline.place(row), Level.AREA)].id} if row else set()
        return (self.asked_folded & {outline.rows[place].id for place in outline.below(None)}) - own

    @property
    def is_all_folded(self) -> bool:
        return len(self.folded) == len(self.areas)

    @property
    def folded_text(self) -> str:
        return as_text(self.folded)

    @property
    def all_folded_text(self) -> str:
        return as_text(area.row.id for area in self.areas)

    @cached_property
    def columns(self) -> tuple[EditorColumn, ...]:
        return editor_columns(self.opened.form, self.opened.tree)

    @cached_property
    def doubts(self) -> Mapping[str, Sequence[OutlineDoubt]]:
        return doubts_by_row(self.opened)

    @property
    def doubts_of_plan(self) -> Sequence[OutlineDoubt]:
        return self.doubts.get("", ())

    @property
    def open_doubts(self) -> Sequence[OutlineDoubt]:
        """Those somebody has to look at, in the order of the form."""
        ids = ["", *(row.id for row in self.opened.outline.rows)]
        doubts = (doubt for row in ids for doubt in self.doubts.get(row, ()))
        return [doubt for doubt in doubts if doubt.severity is not Severity.NOTICE]

    @property
    def sum(self) -> WeightSum:
        tree = self.opened.read.tree
        summed = sum((row.weight for row in tree.indicators), Decimal(0))
        return WeightSum(summed, sum((area.weight for area in tree.areas), Decimal(0)))

    @cached_property
    def row_in_hand(self) -> str:
        """The row that has fields; of an activity with indicators the first of them."""
        outline = self.opened.outline
        if outline.find(self.at_hand) is None:
            return ""
        place = outline.place(self.at_hand)
        below = outline.below(place) if outline.rows[place].level is Level.ACTIVITY else []
        return outline.rows[below[0]].id if below else self.at_hand

    @cached_property
    def areas(self) -> Sequence[EditorArea]:
        outline, found = self.opened.outline, []
        for place, node in zip(outline.below(None), self.opened.read.tree.areas, strict=True):
            found.append(self._area(place, node))
        return found

    @property
    def count(self) -> int:
        return len(self.opened.read.tree.indicators)

    def _area(self, place: int, node: AreaNode) -> EditorArea:
        outline = self.opened.outline
        row = self._with_typed(outline.rows[place])
        weights = WeightSum(sum((each.weight for each in node.indicators), Decimal(0)), node.weight)
        lines = list(self._lines(place, node))
        is_open = row.id == self.row_in_hand
        doubts = [doubt for doubt in self.doubts.get(row.id, ()) if _is_told(doubt, is_open=is_open)]
        turned = as_text(self.folded ^ {row.id})
        return EditorArea(row, lines, weights, is_open, row.id in self.folded, turned, doubts)

    def _lines(self, place: int, node: AreaNode) -> Iterator[EditorLine]:
        outline = self.opened.outline
        for at, activity in zip(outline.below(place), node.activities, strict=True):
            head, below = outline.rows[at], outline.below(at)
            if not below:
                yield self._line(head, head, None, is_first=True)
            for nth, (each, indicator) in enumerate(zip(below, activity.indicators, strict=True)):
                yield self._line(outline.rows[each], head, indicator, is_first=nth == 0)

    def _line(self, row: OutlineRow, head: OutlineRow, node: IndicatorNode | None, *, is_first: bool) -> EditorLine:
        is_open = row.id == self.row_in_hand
        own, above = self._with_typed(row), self._with_typed(head, OF_ACTIVITY) if is_open else head
        doubts = [*(self.doubts.get(head.id, ()) if is_first else ()), *self.doubts.get(row.id, ())]
        doubts = doubts if head.id != row.id else list(self.doubts.get(row.id, ()))
        doubts = [doubt for doubt in doubts if _is_told(doubt, is_open=is_open)]
        doubted = {(doubt.row, doubt.field) for doubt in doubts}
        suggested = None if node is None or node.quarter_rule else suggested_rule(node, self.opened.form)
        cells = [self._cell(column, own, above, node, suggested, doubted, is_first) for column in self.columns]
        reason = said(reason_of(node, suggested, self.opened.form)) if node and suggested else ""
        weight = plain(node.weight) if node else "0"
        notes = self.notes.get(row.key, ()) if row.key is not None and node else ()
        needs_unit = own.text(named.UNIT) == Unit.OTHER
        rule = str(RULE_NAMES[suggested]) if suggested else ""
        late = LateFields(own) if is_open and node and (has_dates(node) or _has_late_rule(own)) else None
        return EditorLine(own, cells, is_open, weight, doubts, notes, reason, rule, needs_unit, node, late)

    def _cell(
        self,
        column: EditorColumn,
        row: OutlineRow,
        head: OutlineRow,
        node: IndicatorNode | None,
        suggested: QuarterRule | None,
        doubted: set[tuple[str, str]],
        is_first: bool,
    ) -> EditorCell:
        owner = head if column.level is Level.ACTIVITY else row
        if node is None and column.level is Level.INDICATOR:
            return EditorCell(column, "", "")
        text = owner.text(column.field)
        is_doubted = (owner.id, column.field) in doubted
        match column.typed:
            case TypedAs.SHOWN:
                return EditorCell(column, "", _other_year(column, node))
            case TypedAs.UNIT:
                return EditorCell(column, text, row.text(named.UNIT_TEXT), is_doubted=is_doubted, choices=_units(row))
            case TypedAs.RULE:
                rule = QuarterRule(text) if text else suggested
                shown = str(RULE_NAMES[rule]) if rule else ""
                return EditorCell(column, text, shown, not text and bool(rule), is_doubted, choices=_rules(suggested))
        shown = text if column.level is Level.INDICATOR or is_first else ""
        beside = self._reached(row) if column.field == FULL_GRADE else ""
        return EditorCell(column, text, shown, is_doubted=is_doubted, is_first=is_first, beside=beside)

    def _reached(self, row: OutlineRow) -> str:
        """৩১ / ৩৬: of the year before; the second is left out where only the form itself tells of it."""
        found = self.opened.year_before.get(row.id)
        if found is None or found.achieved.is_blank:
            return ""
        reached = shown(found.achieved)
        return reached if found.target.is_blank else f"{reached} / {shown(found.target)}"

    def _with_typed(self, row: OutlineRow, prefix: str = OF_ROW) -> OutlineRow:
        """A row with what was typed into it on an older page."""
        if self.typed is None or (row.id != self.row_in_hand and prefix == OF_ROW):
            return row
        fields = self.typed.fields if prefix == OF_ROW else self.typed.above
        return OutlineRow(row.id, row.level, row.number, {**row.fields, **fields}, row.key)


def _is_told(doubt: OutlineDoubt, *, is_open: bool) -> bool:
    """Of the row in hand how a text was read, but not what is still to be written; of other rows the reverse."""
    return not doubt.is_lack if is_open else doubt.severity is not Severity.NOTICE


def _has_late_rule(row: OutlineRow) -> bool:
    return bool(row.text(named.LATE_MARKS) or row.text(named.LATE_DAYS))


def _other_year(column: EditorColumn, node: IndicatorNode | None) -> str:
    return value_in(column.printed, node).text if column.printed and node else ""


def _units(row: OutlineRow) -> Sequence[Choice]:
    """The units, the chosen one by the word the plan prints for it."""
    chosen, word = row.text(named.UNIT), row.text(named.UNIT_TEXT)
    own = [(unit.value, word if unit.value == chosen and word else UNIT_WORDS[unit]) for unit in UNIT_WORDS]
    return own if chosen else [("", "–"), *own]


def _rules(suggested: QuarterRule | None) -> Sequence[Choice]:
    first = str(RULE_NAMES[suggested]) + " " + _("(suggested)") if suggested else "–"
    return [("", first), *((rule.value, str(name)) for rule, name in RULE_NAMES.items())]
