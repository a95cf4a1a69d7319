"""Owns laying the plan of a document over an outline: its rows are the outline's then, those of one number the same."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from cell_values.value import BLANK, Value
from plan_tree import outline as named
from plan_tree.outline import Level, Outline, OutlineRow
from plan_tree.outline_steps import counted_anew
from plan_tree.outline_trees import outline_of, read_outline
from plan_tree.revisions import place_of_grade, place_of_quarter
from plan_tree.terms import QUARTERS
from plan_tree.tree import IndicatorNode, PlanTree

# What no form prints: a person's choice outlives what a document suggests, as in an import.
CHOSEN = (named.RULE, *named.JUDGED)
KEPT_WHEN_EMPTY = (named.RESPONSIBLE, named.NOTE)  # what an empty place in a document does not erase


def filled(outline: Outline, tree: PlanTree) -> Outline:
    """The outline with the rows of a document, and no others; achievements stay behind.

    A weight of nothing is none: a reader that found no weight says 0, which nobody wrote.
    """
    brought = outline_of(tree, shares_numbers=outline.shares_numbers)
    known: dict[tuple[Level, str], OutlineRow] = {}
    for row in outline.rows:
        known.setdefault((row.level, row.number), row)
    rows, made = [], outline.made
    for row in brought.rows:
        if (old := known.pop((row.level, row.number), None)) is None:
            made += 1
            rows.append(replace(row, id=f"n{made}", key=None, fields=_new(row)))
        else:
            rows.append(replace(row, id=old.id, key=old.key, fields=_laid(old, row)))
    return counted_anew(replace(outline, rows=tuple(rows), made=made), ())


def _new(row: OutlineRow) -> Mapping[str, str]:
    """Of a new row the quarter rule is suggested by its targets, not chosen by anybody."""
    untold = {named.RULE, *(name for name in (named.WEIGHT,) if row.text(name) == "0")}
    return {name: text for name, text in row.fields.items() if name not in untold}


def _laid(old: OutlineRow, new: OutlineRow) -> dict[str, str]:
    fields = dict(_new(new))
    for name, text in old.fields.items():
        is_chosen = name in CHOSEN or name.startswith(named.ACCEPTED)
        is_kept = name in KEPT_WHEN_EMPTY or name.startswith(named.WORDS) or (name == named.WEIGHT and text == "0")
        if is_chosen or (is_kept and not fields.get(name)):
            fields[name] = text
    return fields


@dataclass(frozen=True, slots=True)
class ReadOtherwise:
    """A target whose text means something else in the plan than where it stood in the document."""

    number: str
    text: str
    cell: str


def read_otherwise(outline: Outline, plan: PlanTree, tree: PlanTree) -> Iterator[ReadOtherwise]:
    """What a document holds that its text alone does not say again: say, a date whose year its cell alone knew."""
    again = read_outline(outline, plan).tree
    for now, was in zip(again.indicators, tree.indicators, strict=True):
        for place, (brought, cell) in _targets(was).items():
            own = _targets(now)[place][0] if place in _targets(now) else BLANK
            if (own.quantity, own.dates) != (brought.quantity, brought.dates):
                yield ReadOtherwise(was.number, brought.text, cell)


def _targets(row: IndicatorNode) -> dict[str, tuple[Value, str]]:
    """Every target by its place, with the cell it stood in."""
    found = {place_of_grade(grade.percent): (grade.target, grade.cell) for grade in row.all_grades}
    quarters = ((quarter, row.quarter(quarter)) for quarter in QUARTERS)
    return found | {place_of_quarter(quarter): (node.target, node.target_cell) for quarter, node in quarters}
