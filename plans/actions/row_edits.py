"""Owns an administrator's edit of a plan: rows changed, added and taken away, each with its event, or none of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction

from offices.models import Person
from plans.actions.achievements import UnreadableError
from plans.actions.editing import NOT_ADMINISTRATOR, NOT_EDITABLE, complete_plan, is_editable
from plans.actions.ledger import lock_plan, place_of, write_event
from plans.models import Activity, Area, Comment, Evidence, GradedTarget, Indicator, Plan, QuarterCell
from plans.models.fields import value_columns
from plans.queries import told_rows
from plans.queries.access import standing_today
from plans.values.reading import read_value
from plans.values.sentence import Sentence
from plans.values.text import normalise
from plans.values.value import State, Unit, plain
from plans.workflow import Refusal

TYPED = "target_text"  # the column of a target that is typed; the others are understood from it
HOLDS_REPORTS = Sentence(
    "এই সারিতে অর্জন, প্রমাণক, মন্তব্য বা মূল্যায়ন আছে; তাই এটি সরানো যায় না।",
    "This row holds achievements, evidence, comments or an assessment, so it cannot be taken away.",
)
CELLS_OF = {
    Area: "indicator__activity__area",
    Activity: "indicator__activity",
    Indicator: "indicator",
}


class StaleRowError(Exception):
    """Somebody else wrote the row since it was shown; ``stored`` holds what it says now, None where it is gone."""

    def __init__(self, row: models.Model, stored: Mapping[str, Any] | None) -> None:
        super().__init__(f"{row._meta.model_name} {row.pk} changed meanwhile")
        self.row, self.stored = row, stored


@dataclass(frozen=True)
class RowEdit:
    """New contents of a plan or one of its rows by column; ``seen``: what the page had shown of them.

    A row without a key is added as it stands; ``is_removed`` takes one away.
    """

    row: models.Model
    columns: Mapping[str, Any] = field(default_factory=dict)
    seen: Mapping[str, Any] = field(default_factory=dict)
    is_removed: bool = False


@transaction.atomic
def edit_plan(*, plan: Plan, edits: Sequence[RowEdit], by: Person) -> None:
    """Writes the columns that changed, never those of an achievement; an event for every row, and the marks follow.

    A plan without a key is made. Raises Refusal (no administrator, a report handed in, a row that holds reports),
    StaleRowError, UnreadableError.
    """
    if not standing_today(by).is_administrator:
        raise Refusal(NOT_ADMINISTRATOR)
    if plan.pk is None:
        _make(plan, [edit.row for edit in edits if edit.row is not plan], by)
    else:
        _edit(lock_plan(plan.pk), edits, by)
    complete_plan(lock_plan(plan.pk), by=by)


def check_removable(row: models.Model) -> None:
    """Nobody's report disappears with a row. Raises Refusal."""
    if (path := CELLS_OF.get(type(row))) is None:
        return
    cells = QuarterCell.objects.filter(**{path: row.pk})
    entered = cells.exclude(achievement_text="") | cells.filter(assessed_marks__isnull=False)
    attached: tuple[type[models.Model], ...] = (Evidence, Comment)
    if entered.exists() or any(each._default_manager.filter(cell__in=cells).exists() for each in attached):
        raise Refusal(HOLDS_REPORTS)


def changed_since(row: models.Model, seen: Mapping[str, Any]) -> dict[str, Any]:
    """What a row says now in the columns where it says something else than was seen."""
    return {name: getattr(row, name) for name, shown in seen.items() if not is_same(getattr(row, name), shown)}


def is_same(content: Any, other: Any) -> bool:
    """Whether two contents of a column are one: of texts what is stored of them counts, nothing is an empty text."""
    return bool(_comparable(content) == _comparable(other))


def _comparable(content: Any) -> Any:
    if isinstance(content, models.Model):
        return content.pk
    return normalise(content) if isinstance(content, str) else "" if content is None else content


def _make(plan: Plan, rows: Sequence[models.Model], by: Person) -> None:
    """A new plan and the rows made with it are one event."""
    plan.created_by = by
    plan.save(force_insert=True)
    for row in rows:
        _insert(plan, row)
    after: dict[str, Any] = {name: told(getattr(plan, name)) for name in ("office", "year", "policy", "revision")}
    after["rows"] = [_contents(row, _own_columns(row)) for row in rows]
    write_event(plan=plan, verb="make_plan", subject=str(plan)[:200], by=by, after=after)


def _edit(plan: Plan, edits: Sequence[RowEdit], by: Person) -> None:
    if not is_editable(plan):
        raise Refusal(NOT_EDITABLE)
    for edit in sorted(edits, key=lambda each: not each.is_removed):  # what is taken away makes room for what is added
        _write(plan, edit, by)


def _write(plan: Plan, edit: RowEdit, by: Person) -> None:
    if edit.is_removed:
        _remove(plan, edit.row, by)
    elif edit.row.pk is None:
        _add(plan, edit.row, by)
    else:
        _change(plan, edit, by)


def _change(plan: Plan, edit: RowEdit, by: Person) -> None:
    stored = type(edit.row)._default_manager.filter(pk=edit.row.pk).first()
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
    _tell(plan, stored, by, before=before, after=_contents(stored, new), rows=told_rows.told(stored, *columns))


def _understood(plan: Plan, row: models.Model, new: Iterable[str]) -> list[str]:
    """The columns to write; a typed target is understood in the unit of its indicator."""
    columns = [name for name in new if name != TYPED]
    if TYPED not in new or not isinstance(row, GradedTarget | QuarterCell):
        return columns
    reading = read_value(getattr(row, TYPED), Unit(row.indicator.unit), start_year=plan.year.start_year)
    if reading.value.state is State.UNREADABLE:
        raise UnreadableError(reading)
    row.target = reading.value
    return [*columns, *value_columns("target")]


def _add(plan: Plan, row: models.Model, by: Person) -> None:
    _insert(plan, row)
    _tell(plan, row, by, before=None, after=_contents(row, _own_columns(row)), rows=told_rows.told(row))


def _insert(plan: Plan, row: models.Model) -> None:
    for name in ("plan", "area", "activity", "indicator"):  # the key of who was added with it is known now
        if name in {each.name for each in row._meta.fields}:
            setattr(row, name, getattr(row, name))
    if isinstance(row, GradedTarget):
        _understood(plan, row, [TYPED])
    row.save(force_insert=True)


def _remove(plan: Plan, row: models.Model, by: Person) -> None:
    stored = type(row)._default_manager.filter(pk=row.pk).first()
    if stored is None:
        return  # somebody took it away already
    check_removable(stored)
    before = _contents(stored, _own_columns(stored))
    place = _place(stored) | {"indicator": stored.indicator if isinstance(stored, GradedTarget) else None}
    held = told_rows.told_rows(plan)
    stored.delete()
    rows = told_rows.differing(held, told_rows.told_rows(plan))  # what hung on it went too
    write_event(plan=plan, verb="edit_plan", by=by, before=before, rows=rows, **place)


def _own_columns(row: models.Model) -> list[str]:
    valued = {*value_columns("target"), *value_columns("achievement")} - {TYPED}
    columns = [each for each in row._meta.fields if not each.is_relation and not each.primary_key]
    return [each.name for each in columns if each.name not in valued]


def _contents(row: models.Model, names: Iterable[str]) -> dict[str, Any]:
    """What an event says of a row: contents by column, a target with what was understood of it."""
    found: dict[str, Any] = {name: told(getattr(row, name)) for name in names if name != TYPED}
    if TYPED in names and isinstance(row, GradedTarget | QuarterCell):
        found["target"] = row.target.as_json()
    return found


def told(content: Any) -> str:
    """A content of a column as an event keeps it; of what has a key, both."""
    return f"{content} ({content.pk})" if isinstance(content, models.Model) else "" if content is None else str(content)


def _place(row: models.Model) -> dict[str, Any]:
    """What the ledger calls a row, and the indicator and quarter it belongs to."""
    if isinstance(row, QuarterCell):
        return place_of(row)
    if isinstance(row, GradedTarget):
        return {"subject": f"{row.indicator.number} {plain(row.percent)}%", "indicator": row.indicator}
    return {"subject": str(row)[:200], "indicator": row if isinstance(row, Indicator) else None}


def _tell(plan: Plan, row: models.Model, by: Person, *, before: Any, after: Any, rows: told_rows.Rows) -> None:
    write_event(plan=plan, verb="edit_plan", by=by, before=before, after=after, rows=rows, **_place(row))
