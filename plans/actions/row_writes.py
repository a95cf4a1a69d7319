"""Owns writing one row of a plan or of what all plans share: the columns that changed, with the event that tells it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from cell_values.digits import to_ascii
from cell_values.reading import Reading, read_value
from cell_values.text import normalise
from cell_values.value import Unit, ValueState, plain
from offices.models import Person
from plans.actions.ledger import place_of, write_event
from plans.models import GradedTarget, Indicator, Plan, QuarterCell
from plans.models.fields import value_columns
from plans.queries import told_rows

TYPED = "target_text"  # the column of a target that is typed; the others are understood from it
ABOVE = ("plan", "area", "activity", "indicator", "person", "office", "deadline")  # what a row may hang on
# Contents no event keeps: keys, secrets, and what is understood from a text or belongs to an achievement.
UNTOLD = {"id", "password", "last_login", "plan", "area", "activity", "indicator", "entered_by", "assessed_by"}
UNTOLD |= {*value_columns("target"), *value_columns("achievement")} - {TYPED}


class StaleRowError(Exception):
    """Somebody else wrote the row since it was shown; ``stored`` holds what it says now, None where it is gone."""

    def __init__(self, row: models.Model, stored: Mapping[str, Any] | None) -> None:
        super().__init__(f"{row._meta.model_name} {row.pk} changed meanwhile")
        self.row, self.stored = row, stored


class UnreadableError(Exception):
    """A target that was typed is neither a value nor words; ``reading`` says what was read and what to do."""

    def __init__(self, reading: Reading) -> None:
        super().__init__("; ".join(doubt.sentence.en for doubt in reading.doubts))
        self.reading = reading


@dataclass(frozen=True)
class RowEdit:
    """New contents of a plan or one of its rows by column; ``seen``: what the page had shown of them.

    A row without a key is added as it stands; ``is_removed`` takes one away. ``aside``: what stood in columns that were
    cleared to make room for other rows.
    """

    row: models.Model
    columns: Mapping[str, Any] = field(default_factory=dict)
    seen: Mapping[str, Any] = field(default_factory=dict)
    is_removed: bool = False
    aside: Mapping[str, Any] = field(default_factory=dict)


def changed_since(row: models.Model, seen: Mapping[str, Any]) -> dict[str, Any]:
    """What a row says now in the columns where it says something else than was seen, in either digits."""
    return {name: now for name, shown in seen.items() if not is_same(_ascii(now := getattr(row, name)), _ascii(shown))}


def _ascii(content: Any) -> Any:
    return to_ascii(content) if isinstance(content, str) else content


def is_same(content: Any, other: Any) -> bool:
    """Whether two contents of a column are one: of texts what is stored of them counts, nothing is an empty text."""
    return bool(_comparable(content) == _comparable(other))


def _comparable(content: Any) -> Any:
    if isinstance(content, models.Model):
        return content.pk
    return normalise(content) if isinstance(content, str) else "" if content is None else content


def write_row(plan: Plan | None, edit: RowEdit, by: Person) -> None:
    """Changes, adds or takes away a row of a held plan, or of what all plans share.

    Raises StaleRowError, UnreadableError.
    """
    if edit.is_removed:
        _remove(plan, edit, by)
    elif edit.row.pk is None:
        insert_row(plan, edit.row)
        _tell(plan, edit.row, by, before=None, after=contents_of(edit.row), columns=[])
    else:
        _change(plan, edit, by)


def _change(plan: Plan | None, edit: RowEdit, by: Person) -> None:
    stored = _stored(edit)
    if stored is None:
        raise StaleRowError(edit.row, None)
    if now := changed_since(stored, edit.seen):
        raise StaleRowError(stored, now)
    new = {name: content for name, content in edit.columns.items() if not is_same(getattr(stored, name), content)}
    if not new:
        return
    before = _contents(stored, new)
    for name, content in new.items():
        setattr(stored, name, content)
    columns = _understood(plan, stored, new)
    stored.save(update_fields=columns)
    _tell(plan, stored, by, before=before, after=_contents(stored, new), columns=columns)


def _understood(plan: Plan | None, row: models.Model, new: Iterable[str]) -> list[str]:
    """The columns to write; a typed target is understood in the unit of its indicator."""
    columns = [name for name in new if name != TYPED]
    if plan is None or TYPED not in new or not isinstance(row, GradedTarget | QuarterCell):
        return columns
    reading = read_value(getattr(row, TYPED), Unit(row.indicator.unit), start_year=plan.year.start_year)
    if reading.value.state is ValueState.UNREADABLE:
        raise UnreadableError(reading)
    row.target = reading.value
    return [*columns, *value_columns("target")]


def insert_row(plan: Plan | None, row: models.Model) -> None:
    """Stores a new row as it stands; the key of what was added with it is known now."""
    for name in ABOVE:
        if name in {each.name for each in row._meta.fields}:
            setattr(row, name, getattr(row, name))
    if isinstance(row, GradedTarget):
        _understood(plan, row, [TYPED])
    row.save(force_insert=True)


def _stored(edit: RowEdit) -> models.Model | None:
    """The row as it stood before anything of it was put aside."""
    stored: models.Model | None = type(edit.row)._default_manager.filter(pk=edit.row.pk).first()
    for name, content in edit.aside.items() if stored else ():
        setattr(stored, name, content)
    return stored


def _remove(plan: Plan | None, edit: RowEdit, by: Person) -> None:
    stored = _stored(edit)
    if stored is None:
        return  # somebody took it away already
    before, place = contents_of(stored), place_of_row(stored)
    if isinstance(stored, Indicator):
        place["indicator"] = None
    held = told_rows.told_rows(plan) if plan else {}
    stored.delete()
    rows = told_rows.differing(held, told_rows.told_rows(plan)) if plan else None  # what hung on it went too
    _write_event(plan, stored, by, before=before, rows=rows, **place)


def contents_of(row: models.Model) -> dict[str, Any]:
    """All that an event says of a row that was added or taken away."""
    return _contents(row, [each.name for each in row._meta.fields if each.name not in UNTOLD])


def _contents(row: models.Model, names: Iterable[str]) -> dict[str, Any]:
    """What an event says of a row: contents by column, a target with what was understood of it."""
    found: dict[str, Any] = {name: told(getattr(row, name)) for name in names if name != TYPED}
    if TYPED in names and isinstance(row, GradedTarget | QuarterCell):
        found["target"] = row.target.as_json()
    return found


def told(content: Any) -> str:
    """A content of a column as an event keeps it; of what has a key, both."""
    return f"{content} ({content.pk})" if isinstance(content, models.Model) else "" if content is None else str(content)


def place_of_row(row: models.Model) -> dict[str, Any]:
    """What the ledger calls a row, and the indicator and quarter it belongs to."""
    if isinstance(row, QuarterCell):
        return place_of(row)
    if isinstance(row, GradedTarget):
        return {"subject": f"{row.indicator.number} {plain(row.percent)}%", "indicator": row.indicator}
    return {"subject": str(row)[:200], "indicator": row if isinstance(row, Indicator) else None}


def _tell(plan: Plan | None, row: models.Model, by: Person, *, before: Any, after: Any, columns: Sequence[str]) -> None:
    rows = told_rows.told(row, *columns) if plan else None
    _write_event(plan, row, by, before=before, after=after, rows=rows, **place_of_row(row))


def _write_event(plan: Plan | None, row: models.Model, by: Person, **what: Any) -> None:
    """Of a plan all is told alike; what all plans share is told by its kind: edit_office, edit_membership."""
    verb = "edit_plan" if plan else f"edit_{row._meta.model_name}"
    write_event(plan=plan, verb=verb, by=by, **what)
