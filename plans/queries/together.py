"""Owns asking several tables in one statement: rows come as JSON, each with its table's name, and are models again."""

import json
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django.db import connection, models
from django.db.models import F, QuerySet, Value
from django.db.models.functions import JSONObject

from offices.models import Person
from plans.queries.prepared import MOST, PreparedQuery

OF_NAME = {"id", *Person.NAME_FIELDS}
NAME = tuple(each.name for each in Person._meta.concrete_fields if each.name in OF_NAME)  # in the order of the table
Found = Mapping[str, list[Any]]  # name of a part → its rows, in no order


@dataclass(frozen=True)
class AskedRows:
    """Rows of one table: all its columns, those named in ``only``, or all but those ``without``.

    ``people``: which of its foreign keys to persons bring their names. ``is_distinct``: equal ones once.
    """

    rows: QuerySet[Any]
    people: Sequence[str] = ()
    only: Sequence[str] = ()
    without: Sequence[str] = ()
    is_distinct: bool = False

    @property
    def fields(self) -> list["models.Field[Any, Any]"]:
        concrete = self.rows.model._meta.concrete_fields
        return [each for each in concrete if each.name in (self.only or {each.name}) and each.name not in self.without]

    def asked_as(self, name: str) -> QuerySet[Any, Any]:
        """The rows as they are asked for: the name of the part, and each row as JSON."""
        columns = {each.attname: F(each.attname) for each in self.fields}
        columns |= {f"{person}__{each}": F(f"{person}__{each}") for person in self.people for each in NAME}
        asked = self.rows.order_by().values_list(Value(name, models.CharField()), JSONObject(**columns))
        return asked.distinct() if self.is_distinct else asked

    def model_of(self, told: Mapping[str, Any]) -> models.Model:
        """The row again, with its people."""
        fields = self.fields
        row: models.Model = self.rows.model.from_db(
            self.rows.db, [each.attname for each in fields], [in_python(each, told[each.attname]) for each in fields]
        )
        for person in self.people:
            named = [told[f"{person}__{each}"] for each in NAME]
            setattr(row, person, Person.from_db(self.rows.db, NAME, named) if named[0] is not None else None)
        return row


class AskedTogether:
    """``AskedTogether(make)(*fixed, **numbers)``: the rows of all parts ``make`` names. One statement, its text made
    once as that of a ``PreparedQuery``; ``planned_once`` as there.
    """

    def __init__(self, make: Callable[..., Mapping[str, AskedRows]], *, planned_once: bool = False) -> None:
        self._make = make
        self._query = PreparedQuery(self._union, planned_once=planned_once)
        self._parts: dict[Hashable, Mapping[str, AskedRows]] = {}

    def __call__(self, *fixed: Hashable, **numbers: int | tuple[int, ...]) -> Found:
        found: dict[str, list[Any]] = defaultdict(list)
        rows = self._query.plain(*fixed, **numbers)
        parts = self._parts_of(fixed, numbers)
        for name, told in rows:
            content = told if isinstance(told, dict) else json.loads(told, parse_float=Decimal)
            found[name].append(parts[name].model_of(content))
        return found

    def _parts_of(self, fixed: tuple[Hashable, ...], numbers: Mapping[str, Any]) -> Mapping[str, AskedRows]:
        """What becomes of the rows does not depend on the numbers; which parts there are depends on whether any are."""
        shape = (fixed, frozenset(name for name, each in numbers.items() if each != ()))
        known = self._parts.get(shape)
        if known is None:
            if len(self._parts) >= MOST:
                self._parts.clear()
            known = self._parts[shape] = self._make(*fixed, **numbers)
        return known

    def _union(self, *fixed: Hashable, **numbers: Any) -> QuerySet[Any, Any]:
        first, *others = (part.asked_as(name) for name, part in self._make(*fixed, **numbers).items())
        return first.union(*others, all=True)


def in_python(field: "models.Field[Any, Any]", told: Any) -> Any:
    """What a column holds, from what JSON says of it: the same on both databases."""
    if told is None:
        return None
    if isinstance(field, models.JSONField):  # SQLite keeps it as text
        return json.loads(told) if connection.vendor == "sqlite" else _as_loaded(told)
    if isinstance(field, models.DateTimeField):
        moment = datetime.fromisoformat(told)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if isinstance(field, models.DateField):
        return date.fromisoformat(told)
    if isinstance(field, models.DecimalField):
        return Decimal(told).quantize(Decimal(1).scaleb(-field.decimal_places))
    return bool(told) if isinstance(field, models.BooleanField) else told


def _as_loaded(told: Any) -> Any:
    """A column of JSON as the database's own driver reads it: with numbers that are floats."""
    if isinstance(told, dict):
        return {name: _as_loaded(each) for name, each in told.items()}
    if isinstance(told, list):
        return [_as_loaded(each) for each in told]
    return float(told) if isinstance(told, Decimal) else told


def by_key(rows: Iterable[Any], name: str) -> Mapping[int, list[Any]]:
    """Rows by one of their columns, in the order they come."""
    found, read = defaultdict[int, list[Any]](list), attrgetter(name)
    for each in rows:
        found[read(each)].append(each)
    return found
