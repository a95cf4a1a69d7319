"""Owns what a page posts of the row in hand, and which of it a row can say."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from cell_values.text import normalise
from cell_values.units import UNIT_WORDS
from cell_values.value import Unit
from plan_tree import outline as named
from plan_tree.outline import Level, OutlineRow
from plan_tree.terms import Direction, QuarterRule

SAVE = "save"
OF_ROW, OF_ACTIVITY = "f:", "above:"  # before the names of fields
CHOICES: Mapping[str, frozenset[str]] = {
    named.UNIT: frozenset({"", *Unit}),
    named.RULE: frozenset({"", *QuarterRule}),
    named.DIRECTION: frozenset({"", *Direction}),
}
WRITTEN: Mapping[Level, frozenset[str]] = {
    Level.AREA: frozenset({named.TITLE, named.WEIGHT, named.NOTE}),
    Level.ACTIVITY: frozenset({named.TITLE}),
    Level.INDICATOR: frozenset(
        {named.TITLE, named.WEIGHT, named.UNIT, named.UNIT_TEXT, named.RESPONSIBLE, named.RULE, *named.JUDGED}
    ),
}
_TARGET = re.compile(r"q[1-4]|(?:100|[1-9][0-9]?(?:\.[0-9]{1,2})?)%")
_WORDS = re.compile(rf"{named.WORDS}[a-z_0-9]+")
_ACCEPTED = re.compile(rf"{named.ACCEPTED}[a-z_0-9:%.]+")
LONGEST = 10_000  # characters of a field


@dataclass(frozen=True)
class TypedRow:
    """The row in hand: its fields as typed, and what is to be done: "save", "open:i7", "up", "to_area:a2", …

    ``above``: the fields of its activity, which forms show in the same row.
    """

    row: str
    fields: Mapping[str, str] = field(default_factory=dict)
    above: Mapping[str, str] = field(default_factory=dict)
    step: str = SAVE

    @property
    def texts(self) -> list[str]:
        """All that was typed."""
        return [text for text in (*self.above.values(), *self.fields.values()) if text]


def typed_row(data: Mapping[str, str]) -> TypedRow:
    """What a form posted."""
    own, above = (_named(data, prefix) for prefix in (OF_ROW, OF_ACTIVITY))
    step = data.get("do") or SAVE
    if step == "to_area":
        step = f"to_area:{data.get('area', '')}"
    return TypedRow(data.get("row", ""), own, above, step)


def sayable(row: OutlineRow, fields: Mapping[str, str]) -> dict[str, str]:
    """What of some fields a row can say; another unit is printed by its own word until somebody writes another."""
    known = {name: normalise(text)[:LONGEST] for name, text in fields.items() if _is_known(row.level, name, text)}
    unit = known.get(named.UNIT, row.text(named.UNIT))
    is_written = known.get(named.UNIT_TEXT, "") not in ("", row.text(named.UNIT_TEXT))
    if unit == row.text(named.UNIT) or is_written:
        return known
    word = UNIT_WORDS[Unit(unit)] if unit and unit != Unit.OTHER else ""
    return {**known, named.UNIT_TEXT: word}


def _is_known(level: Level, name: str, text: str) -> bool:
    if name in CHOICES and level is Level.INDICATOR:
        return text in CHOICES[name]
    is_target = level is Level.INDICATOR and (_TARGET.fullmatch(name) or _WORDS.fullmatch(name))
    return name in WRITTEN[level] or bool(is_target) or bool(_ACCEPTED.fullmatch(name))


def _named(data: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {name.removeprefix(prefix): data[name] for name in data if name.startswith(prefix)}
