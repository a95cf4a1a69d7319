"""Owns the steps in which an outline is written: fields changed, rows added, moved, copied and taken away."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from cell_values.text import normalise
from plan_tree.outline import Level, Outline, OutlineRow, is_same_text

Stepped = tuple[Outline, str]  # the outline after a step, and the row to go on with; "" where none is left


def with_fields(outline: Outline, row_id: str, fields: Mapping[str, str]) -> Outline:
    """The outline with some fields of a row as typed; other digits alone are no change."""
    place = outline.place(row_id)
    row = outline.rows[place]
    typed = {name: normalise(text) for name, text in fields.items() if not is_same_text(row.text(name), text)}
    if not typed:
        return outline
    kept = {name: text for name, text in {**row.fields, **typed}.items() if text}
    return _with_rows(outline, [*outline.rows[:place], replace(row, fields=kept), *outline.rows[place + 1 :]])


def with_indicator(outline: Outline, row_id: str) -> Stepped:
    """A new indicator behind an indicator, or as the last of an activity; under an area with an activity of its own."""
    place = outline.place(row_id)
    if outline.rows[place].level is Level.AREA:
        return with_activity(outline, row_id)
    return _added(outline, outline.end(place), [Level.INDICATOR])


def with_activity(outline: Outline, row_id: str) -> Stepped:
    """A new activity with an indicator, behind that of a row; of an area as its first."""
    place = outline.head(outline.place(row_id), Level.ACTIVITY)
    at = place + 1 if outline.rows[place].level is Level.AREA else outline.end(place)
    return _added(outline, at, [Level.ACTIVITY, Level.INDICATOR])


def with_area(outline: Outline, row_id: str = "") -> Stepped:
    """A new area with an activity and an indicator, behind that of a row; without one as the last."""
    at = outline.end(outline.head(outline.place(row_id), Level.AREA)) if row_id else len(outline.rows)
    return _added(outline, at, [Level.AREA, Level.ACTIVITY, Level.INDICATOR])


def moved(outline: Outline, row_id: str, by: int) -> Stepped:
    """A row with all below it before the one above (-1) or behind the one below it (1), under the same head.

    An indicator that is the first or last of its activity takes the activity along.
    """
    for place in (outline.place(row_id), outline.head(outline.place(row_id), Level.ACTIVITY)):
        beside = outline.beside(place)
        at = beside.index(place) + by
        if 0 <= at < len(beside):
            return _put(outline, place, beside[at] if by < 0 else outline.end(beside[at])), row_id
    return outline, row_id


def moved_to(outline: Outline, row_id: str, area_id: str) -> Stepped:
    """An activity, or that of an indicator, with all below it as the last of another area."""
    place, area = outline.head(outline.place(row_id), Level.ACTIVITY), outline.place(area_id)
    is_moved = outline.rows[place].level is Level.ACTIVITY and outline.rows[area].level is Level.AREA
    if not is_moved or outline.head(place, Level.AREA) == area:
        return outline, row_id
    return _put(outline, place, outline.end(area)), row_id


def put_beside(outline: Outline, row_id: str, target_id: str, *, behind: bool) -> Outline:
    """A row with all below it before or behind another one; put on an area, it is the first of it.

    An indicator that leaves its activity takes the activity along; an area is put beside areas only.
    """
    place, target = outline.place(row_id), outline.place(target_id)
    row, other = outline.rows[place], outline.rows[target]
    if row.level is Level.AREA:
        at, to = place, outline.head(target, Level.AREA)
    elif other.level is Level.AREA:
        return _put(outline, outline.head(place, Level.ACTIVITY), target + 1)
    else:
        at, to = (outline.head(each, Level.ACTIVITY) for each in (place, target))
        if at == to and row.level is other.level:
            at, to = place, target
    return outline if at == to else _put(outline, at, outline.end(to) if behind else to)


def duplicated(outline: Outline, row_id: str) -> Stepped:
    """A copy behind a row; what is copied came from no stored row."""
    place = subject(outline, row_id)
    end = outline.end(place)
    copies = [
        OutlineRow(f"n{outline.made + nth}", row.level, "", row.fields)
        for nth, row in enumerate(outline.rows[place:end], start=1)
    ]
    rows = [*outline.rows[:end], *copies, *outline.rows[end:]]
    at = outline.place(row_id) - place
    return _renumbered(replace(outline, made=outline.made + len(copies)), rows, [copies[0].id]), copies[at].id


def removed(outline: Outline, row_id: str) -> Stepped:
    """The outline without a row and all below it; one goes on with the row behind it, else the one before."""
    place = subject(outline, row_id)
    end = outline.end(place)
    left = [*outline.rows[:place], *outline.rows[end:]]
    at_hand = left[min(place, len(left) - 1)].id if left else ""
    heads = [outline.rows[each].id for each in outline.beside(place) if each != place][:1]
    return _renumbered(outline, left, heads), at_hand


def subject(outline: Outline, row_id: str) -> int:
    """The place of what a step is about: the only indicator of an activity stands for both."""
    place = outline.place(row_id)
    head = outline.head(place, Level.ACTIVITY)
    is_only = outline.rows[place].level is Level.INDICATOR and len(outline.below(head)) == 1
    return head if is_only else place


def counted_anew(outline: Outline, beside: Iterable[str]) -> Outline:
    """The rows beside some counted anew; all of them where a number would be given twice."""
    return _renumbered(outline, outline.rows, beside)


def _added(outline: Outline, at: int, levels: Sequence[Level]) -> Stepped:
    added = [OutlineRow(f"n{outline.made + nth}", level) for nth, level in enumerate(levels, start=1)]
    rows = [*outline.rows[:at], *added, *outline.rows[at:]]
    first = added[0] if added[0].level is Level.AREA else added[-1]
    return _renumbered(replace(outline, made=outline.made + len(added)), rows, [added[0].id]), first.id


def _put(outline: Outline, place: int, to: int) -> Outline:
    """A row with all below it, put before another place."""
    end = outline.end(place)
    if place <= to <= end:
        return outline
    block, before = outline.rows[place:end], to - (end - place) if to > place else to
    rest = [*outline.rows[:place], *outline.rows[end:]]
    stayed = [outline.rows[each].id for each in outline.beside(place) if each != place][:1]
    return _renumbered(outline, [*rest[:before], *block, *rest[before:]], [block[0].id, *stayed])


def _renumbered(outline: Outline, rows: Sequence[OutlineRow], beside: Iterable[str]) -> Outline:
    """The rows with those beside some counted anew, and what is below them where their number changed.

    What stands elsewhere keeps the number that was printed, unless that would be given twice.
    """
    changed = _with_rows(outline, rows)
    for row_id in beside:
        place = changed.place(row_id)
        level = changed.rows[place].level
        head = None if level is Level.AREA else changed.head(place, Level(level - 1))
        changed = _counted(changed, head)
    return changed if _are_unique(changed.rows) else _counted(changed, None, is_whole=True)


def _counted(outline: Outline, head: int | None, *, is_whole: bool = False) -> Outline:
    above = "" if head is None else outline.rows[head].number
    for nth, place in enumerate(outline.below(head), start=1):
        row = outline.rows[place]
        number = _number(outline, row.level, above, nth)
        if is_whole or number != row.number:
            rows = [*outline.rows[:place], replace(row, number=number), *outline.rows[place + 1 :]]
            outline = _counted(_with_rows(outline, rows), place, is_whole=is_whole)
    return outline


def _number(outline: Outline, level: Level, above: str, nth: int) -> str:
    if level is Level.AREA:
        return str(nth)
    is_shared = outline.shares_numbers and level is Level.INDICATOR and nth == 1
    return above if is_shared else f"{above}.{nth}"


def _are_unique(rows: Sequence[OutlineRow]) -> bool:
    numbers = [(row.level, row.number) for row in rows]
    return len(set(numbers)) == len(numbers)


def _with_rows(outline: Outline, rows: Sequence[OutlineRow]) -> Outline:
    return replace(outline, rows=tuple(rows))
