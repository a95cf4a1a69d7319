"""Owns in what two outlines of a plan differ: rows added, changed and taken away, field by field."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cell_values.doubt import Doubt
from cell_values.numbers import read_number
from plan_tree.outline import ACCEPTED, WEIGHT, Outline, OutlineRow, is_same_text, parents

NUMBER = "number"  # changes like a field


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field before and after; of a row that is new or gone one of them is empty."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class OutlineChange:
    """One row: before None it was added, after None it was taken away; ``is_moved``: under another head."""

    before: OutlineRow | None
    after: OutlineRow | None
    fields: tuple[FieldChange, ...] = ()
    is_moved: bool = False

    @property
    def row(self) -> OutlineRow:
        row = self.after or self.before
        assert row is not None  # noqa: S101
        return row


def outline_changes(before: Outline, after: Outline) -> tuple[OutlineChange, ...]:
    """Every row that differs, in the order of the form as it is now; what was taken away comes last."""
    known = {row.id: row for row in before.rows}
    heads, heads_now = parents(before.rows), parents(after.rows)
    now = {row.id for row in after.rows}
    found: list[OutlineChange] = []
    for row in after.rows:
        was = known.get(row.id)
        fields = tuple(_fields(was, row))
        is_moved = was is not None and heads[row.id] != heads_now[row.id]
        if was is None or fields or is_moved:
            found.append(OutlineChange(was, row, fields, is_moved))
    gone = (OutlineChange(row, None, tuple(_fields(row, None))) for row in before.rows if row.id not in now)
    return (*found, *gone)


def moved_heads(before: Outline, after: Outline) -> frozenset[str]:
    """The heads under which rows stand in another order than before, or others; "" for the areas."""
    orders, orders_now = _orders(before), _orders(after)
    return frozenset(head for head, order in orders_now.items() if orders.get(head) != order)


def _orders(outline: Outline) -> dict[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for row, head in parents(outline.rows).items():
        found.setdefault(head, []).append(row)
    return {head: tuple(rows) for head, rows in found.items()}


def _fields(before: OutlineRow | None, after: OutlineRow | None) -> Iterator[FieldChange]:
    texts, now = _texts(before), _texts(after)
    for name in {**texts, **now}:
        old, new = texts.get(name, ""), now.get(name, "")
        if not _says_the_same(name, old, new):
            yield FieldChange(name, old, new)


def _texts(row: OutlineRow | None) -> dict[str, str]:
    if row is None:
        return {}
    own = {name: text for name, text in row.fields.items() if not name.startswith(ACCEPTED)}
    return {NUMBER: row.number} | own


def _says_the_same(name: str, old: str, new: str) -> bool:
    if is_same_text(old, new):
        return True
    return name == WEIGHT and (figure := _figure(old)) is not None and figure == _figure(new)


def _figure(text: str) -> Decimal | None:
    found = read_number(text)
    return None if isinstance(found, Doubt) else found
