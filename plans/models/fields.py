"""Owns the columns of a cell's value: the text as typed, and the state, quantity and dates understood from it."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Self, overload

from django.conf import settings
from django.db import models
from django.db.models import Q

from cell_values.value import Value, ValueState

PLACES = 4  # decimals of a quantity
STATES = [(state.value, state.value) for state in ValueState]


def by_person(**options: Any) -> "models.ForeignKey[Any, Any]":
    """Who did it: a person who stays as long as this does."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, **{"related_name": "+"} | options)


def together(*names: str) -> Q:
    """These columns are filled all or none."""
    return Q(**{f"{name}__isnull": True for name in names}) | Q(**{f"{name}__isnull": False for name in names})


class MarksField(models.DecimalField[Any, Any]):
    """Weights and marks: two places, up to MOST_MARKS."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_digits": 7, "decimal_places": 2} | kwargs)


class ClaimField(models.DecimalField[Any, Any]):
    """A figure an office claims itself: whatever a reader takes for a number."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_digits": 15, "decimal_places": 4, "null": True, "blank": True} | kwargs)


class PrintedField(models.TextField[Any, Any]):
    """What a document prints around its table, as typed; nobody writes it by hand."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        usual: dict[str, Any] = {"blank": True, "default": "", "editable": False}
        super().__init__(*args, **usual | kwargs)


class ReadableJson(json.JSONEncoder):
    """Bengali as it is: six signs for each letter would be written, sent and taken apart again."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options | {"ensure_ascii": False})


class ScorecardField(models.JSONField[Any, Any]):
    """A scorecard as JSON data. To the tables it is a JSONField like any other."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"encoder": ReadableJson})

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", [*args], {each: kwargs[each] for each in kwargs if each != "encoder"}


class ValueField:
    """Four columns (``<name>_text``, ``_state``, ``_quantity``, ``_dates``) read and set as one ``Value``."""

    def contribute_to_class(self, model: type[models.Model], name: str) -> None:
        self.name = name
        model.add_to_class(f"{name}_text", models.TextField(blank=True, default=""))
        model.add_to_class(f"{name}_state", models.CharField(max_length=20, choices=STATES, blank=True, default=""))
        quantity = models.DecimalField(max_digits=15, decimal_places=PLACES, null=True, blank=True)
        model.add_to_class(f"{name}_quantity", quantity)
        model.add_to_class(f"{name}_dates", models.JSONField(blank=True, default=list))
        self._stored = attrgetter(*value_columns(name))
        setattr(model, name, property(self._read, self._write))

    def _read(self, row: models.Model) -> Value:
        return value_of(self._stored(row))

    def _write(self, row: models.Model, value: Value) -> None:
        for part, content in zip(PARTS, columns(value), strict=True):
            setattr(row, f"{self.name}_{part}", content)

    if TYPE_CHECKING:

        @overload
        def __get__(self, row: None, owner: type) -> Self: ...
        @overload
        def __get__(self, row: models.Model, owner: type) -> Value: ...
        def __get__(self, row: models.Model | None, owner: type) -> Self | Value: ...
        def __set__(self, row: models.Model, value: Value) -> None: ...


PARTS = ("text", "state", "quantity", "dates")


def columns(value: Value) -> tuple[Any, ...]:
    """What the four columns hold of a value, in the order of ``PARTS``."""
    return value.text, value.state.value, value.quantity, [day.isoformat() for day in value.dates]


def value_of(stored: Sequence[Any]) -> Value:
    """The inverse of ``columns``."""
    text, state, quantity, dates = stored
    return Value(text, ValueState(state), quantity, tuple(map(date.fromisoformat, dates)))


def as_stored(value: Value) -> Value:
    """A value as the database will give it back, so that who goes on with it computes with the same figures."""
    if value.quantity is None:
        return value
    return replace(value, quantity=value.quantity.quantize(Decimal(1).scaleb(-PLACES)))


def value_columns(name: str) -> list[str]:
    """The names of a value's columns, for ``update_fields`` and ``bulk_update``."""
    return [f"{name}_{part}" for part in PARTS]
