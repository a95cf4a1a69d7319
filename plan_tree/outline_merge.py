"""Owns bringing a draft together with a plan that others changed since it was begun."""

from collections.abc import Sequence
from dataclasses import replace

from plan_tree.outline import TOGETHER, Outline, OutlineRow, parents
from plan_tree.outline_steps import counted_anew


def merged(base: Outline, draft: Outline, stored: Outline) -> Outline:
    """What was typed, laid over what is stored now; both were begun from ``base``.

    Of a field that both changed what was typed stays. Rows that others added are in it, rows that others took away
    are not, unless something was typed into them or below: then they are new rows. The order is that of the draft where
    rows were moved in it, else that of the stored plan.
    """
    was, now = ({row.id: row for row in some.rows} for some in (base, stored))
    typed = {row.id: row for row in draft.rows}
    kept = _kept(base, draft, stored)
    if list(was) == list(typed):
        rows = [replace(_laid(typed.get(row.id, row), was.get(row.id), row), number=row.number) for row in stored.rows]
        added = [replace(row, key=None) for row in draft.rows if row.id in kept and row.id not in now]
        return _with_added(replace(draft, rows=tuple(rows)), draft, added, [])
    laid = (_laid(row, was.get(row.id), now.get(row.id)) for row in draft.rows if row.id in kept)
    added = [row for row in stored.rows if row.id not in was and row.id not in kept]
    disturbed = _disturbed(draft, kept, set(was), set(now))
    return _with_added(replace(draft, rows=tuple(laid)), stored, added, disturbed)


def _with_added(outline: Outline, others: Outline, added: Sequence[OutlineRow], disturbed: Sequence[str]) -> Outline:
    """The outline with rows of another one, each where it stands there; those beside them are counted anew."""
    above = parents(others.rows)
    for row in added:
        outline = _inserted(outline, others, row, above)
    return counted_anew(outline, [*(row.id for row in added), *disturbed])


def _disturbed(draft: Outline, kept: set[str], was: set[str], now: set[str]) -> list[str]:
    """Rows of the draft beside which others took some away, one of each head."""
    found: dict[str, str] = {}
    heads = parents(draft.rows)
    disturbed = {heads[row.id] for row in draft.rows if row.id in was and row.id not in now}
    for row in draft.rows:
        if row.id in kept and heads[row.id] in disturbed:
            found.setdefault(heads[row.id], row.id)
    return list(found.values())


def _kept(base: Outline, draft: Outline, stored: Outline) -> set[str]:
    """The rows of the draft that stay: all but those others took away with nothing typed into them or below."""
    was, now = {row.id: row for row in base.rows}, {row.id for row in stored.rows}
    kept: set[str] = set()
    for place, row in enumerate(draft.rows):
        block = draft.rows[place : draft.end(place)]
        if row.id in now or any(each.id not in was or was[each.id].fields != each.fields for each in block):
            kept.add(row.id)
    return kept


def _laid(row: OutlineRow, base: OutlineRow | None, stored: OutlineRow | None) -> OutlineRow:
    """What was typed into a row, and beside it what others changed."""
    if stored is None or base is None:
        return replace(row, key=None) if stored is None and base is not None else row
    names = {**base.fields, **row.fields, **stored.fields}
    typed = {name for name in names if row.text(name) != base.text(name)}
    fields = {name: (stored if typed.isdisjoint(TOGETHER.get(name, (name,))) else row).text(name) for name in names}
    return replace(row, fields={name: text for name, text in fields.items() if text})


def _inserted(outline: Outline, others: Outline, row: OutlineRow, above: dict[str, str]) -> Outline:
    """A row behind the one it stands behind in another outline; its head comes along where that was removed."""
    if outline.find(row.id) is not None:
        return outline
    head = above[row.id]
    if head and outline.find(head) is None:
        outline = _inserted(outline, others, others.rows[others.place(head)], above)
    at = outline.place(head) + 1 if head else 0
    for before in (others.rows[each] for each in others.beside(others.place(row.id))):
        if before.id == row.id:
            break
        if outline.find(before.id) is not None:
            at = outline.end(outline.place(before.id))
    return replace(outline, rows=(*outline.rows[:at], row, *outline.rows[at:]))
