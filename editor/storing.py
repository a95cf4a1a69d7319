"""Owns the edits that turn a stored plan into what its draft says: one for each row that differs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from editor.queries import OpenPlan
from editor.suggesting import with_suggested
from plan_tree.outline import Level, OutlineRow, is_same_text, parents
from plan_tree.outline_changes import moved_heads
from plan_tree.revisions import place_of_grade, place_of_quarter
from plan_tree.terms import FULL, QUARTERS, QuarterRule
from plan_tree.tree import ActivityNode, AreaNode, IndicatorNode, Key
from plans.actions.row_writes import RowEdit, is_same
from plans.actions.tree_rows import area_fields, indicator_fields
from plans.models import Activity, Area, GradedTarget, Indicator, QuarterCell

MODELS: Mapping[Level, type[models.Model]] = {
    Level.AREA: Area,
    Level.ACTIVITY: Activity,
    Level.INDICATOR: Indicator,
}
NOT_TYPED = {"remark", "claimed_total", "claimed_marks"}  # of reports, and of documents as printed


def edits_of(opened: OpenPlan) -> list[RowEdit]:
    """What is to be written, heads before what stands under them. Call when no doubt is an error."""
    return list(_Edits.of(opened).all())


def untouched_rows(opened: OpenPlan) -> frozenset[int]:
    """The keys of the indicators of which nothing was typed."""
    was = {row.id: row.fields for row in opened.base.rows}
    same = (row.key for row in opened.outline.rows if row.level is Level.INDICATOR and was.get(row.id) == row.fields)
    return frozenset(key for key in same if key is not None)


def suggested_rules(opened: OpenPlan) -> Mapping[str, QuarterRule]:
    """The quarter rules that are stored because the targets suggest them, by the id of a row."""
    rows = [row for row in opened.outline.rows if row.level is Level.INDICATOR]
    tree = with_suggested(opened.read.tree, opened.form, untouched_rows(opened))
    chosen = zip(rows, opened.read.tree.indicators, tree.indicators, strict=True)
    return {row.id: now.quarter_rule for row, was, now in chosen if now.quarter_rule and was.quarter_rule is None}


@dataclass(frozen=True)
class _Edits:
    opened: OpenPlan
    before: Mapping[tuple[Level, Key], AreaNode | ActivityNode | IndicatorNode]
    stored: Mapping[int, Indicator]
    heads: Mapping[str, str]  # in the stored plan, by the id of a row
    moved: frozenset[str]  # heads under which places change

    @classmethod
    def of(cls, opened: OpenPlan) -> "_Edits":
        tree = opened.reading_of(opened.base).tree
        before: dict[tuple[Level, Key], AreaNode | ActivityNode | IndicatorNode] = {}
        for area in tree.areas:
            before[Level.AREA, area.key] = area
            before |= {(Level.ACTIVITY, each.key): each for each in area.activities}
            before |= {(Level.INDICATOR, each.key): each for each in area.indicators}
        stored = {row.pk: row for row in opened.stored.indicators}
        moved = moved_heads(opened.base, opened.outline)
        return cls(opened, before, stored, parents(opened.base.rows), moved)

    def all(self) -> Iterator[RowEdit]:
        opened = self.opened
        tree = with_suggested(opened.read.tree, opened.form, untouched_rows(opened))
        rows = iter(opened.outline.rows)
        for place, area in enumerate(tree.areas):
            yield from self.area(rows, area, place)
        yield from self.gone()

    def area(self, rows: Iterator[OutlineRow], node: AreaNode, place: int) -> Iterator[RowEdit]:
        row, columns = next(rows), _columns(node)
        own = Area(pk=row.key, plan=self.opened.plan, position=place, **columns)
        yield self._head(row, own, columns, "", place)
        for nth, activity in enumerate(node.activities):
            yield from self.activity(rows, activity, nth, own, row.id)

    def activity(
        self, rows: Iterator[OutlineRow], node: ActivityNode, place: int, area: Area, head: str
    ) -> Iterator[RowEdit]:
        row, columns = next(rows), _columns(node)
        own = Activity(pk=row.key, area=area, position=place, **columns)
        moved = {"area": area} if row.key is not None and self.heads[row.id] != head else {}
        yield self._head(row, own, columns | moved, head, place)
        for nth, indicator in enumerate(node.indicators):
            yield from self.indicator(next(rows), indicator, nth, own, row.id)

    def indicator(
        self, row: OutlineRow, node: IndicatorNode, place: int, activity: Activity, head: str
    ) -> Iterator[RowEdit]:
        columns = _columns(node)
        own = self.stored.get(row.key or 0) or Indicator(activity=activity, position=place, **columns)
        yield self._head(row, own, columns, head, place)
        yield from self._grades(own, row, node)
        yield from self._cells(own, row, node)

    def _head(self, row: OutlineRow, own: models.Model, columns: Mapping[str, Any], head: str, place: int) -> RowEdit:
        """The edit of a row; of a stored one the columns that say something else."""
        if row.key is None:
            return RowEdit(own)
        was = _columns(self.before[row.level, row.key])
        new = {name: text for name, text in columns.items() if name not in was or not is_same(was[name], text)}
        return RowEdit(own, new | ({"position": place} if head in self.moved else {}))

    def _grades(self, own: Indicator, row: OutlineRow, node: IndicatorNode) -> Iterator[RowEdit]:
        stored = {each.percent: each for each in own.graded_targets.all()} if own.pk else {}
        for grade in node.all_grades:
            text = row.text(place_of_grade(grade.percent))
            if (target := stored.get(grade.percent)) is not None:
                yield from _typed(target, text)
            elif text or (grade.percent == FULL and own.pk is None):
                yield RowEdit(GradedTarget(indicator=own, percent=grade.percent, target_text=text))
        told = {grade.percent for grade in node.all_grades}
        for target in (target for percent, target in stored.items() if percent not in told):
            yield from _typed(target, "")

    def _cells(self, own: Indicator, row: OutlineRow, node: IndicatorNode) -> Iterator[RowEdit]:
        stored = {each.quarter: each for each in own.cells.all()} if own.pk else {}
        for quarter in QUARTERS:
            text = row.text(place_of_quarter(quarter))
            if (cell := stored.get(quarter)) is not None:
                yield from _typed(cell, text)
            elif text:
                cell = QuarterCell(indicator=own, quarter=quarter)
                cell.target = node.target(quarter)
                yield RowEdit(cell)

    def gone(self) -> Iterator[RowEdit]:
        """The topmost rows that were taken away; what hangs on them goes with them."""
        now = {row.id for row in self.opened.outline.rows}
        for row in self.opened.base.rows:
            head = self.heads[row.id]
            if row.id not in now and (not head or head in now):
                yield RowEdit(MODELS[row.level](pk=row.key), is_removed=True)


def _columns(node: AreaNode | ActivityNode | IndicatorNode) -> dict[str, Any]:
    """What the row of a node holds, beside its place."""
    if isinstance(node, ActivityNode):
        return {"number": node.number, "title": node.title}
    if isinstance(node, AreaNode):
        return {"number": node.number, **area_fields(node)}
    typed = {name: content for name, content in indicator_fields(node).items() if name not in NOT_TYPED}
    return {"number": node.number, "words": dict(node.words), **typed}


def _typed(target: GradedTarget | QuarterCell, text: str) -> Iterator[RowEdit]:
    if not is_same_text(target.target.text, text):
        yield RowEdit(target, {"target_text": text})
