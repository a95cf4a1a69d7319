"""Owns the outline of a plan: its rows as somebody types them, every field a text, in the order of the form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from cell_values.digits import to_ascii
from cell_values.text import normalise

# The fields of rows; targets are called by their places ("q1", "100%"), further words by WORDS and their column.
TITLE, WEIGHT, NOTE, UNIT, UNIT_TEXT = "title", "weight", "note", "unit", "unit_text"
RESPONSIBLE, RULE, DIRECTION, LATE_MARKS, LATE_DAYS = (
    "responsible",
    "quarter_rule",
    "direction",
    "late_marks",
    "late_days",
)
JUDGED = (DIRECTION, LATE_MARKS, LATE_DAYS)  # which no form prints
TOGETHER = {LATE_MARKS: (LATE_MARKS, LATE_DAYS), LATE_DAYS: (LATE_MARKS, LATE_DAYS)}  # one thing in two fields
WORDS = "words:"
ACCEPTED = "ok:"  # before the code of a doubt: its sentence, which somebody has looked at and let stand


class Level(IntEnum):
    """What a row is; a row belongs to the nearest one before it of the level above."""

    AREA = 1
    ACTIVITY = 2
    INDICATOR = 3


LETTERS = {Level.AREA: "a", Level.ACTIVITY: "c", Level.INDICATOR: "i"}


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """One row as typed. ``key`` is that of the stored row it came from, None for a new one; ``id`` never changes."""

    id: str
    level: Level
    number: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    key: int | None = None

    def text(self, name: str) -> str:
        return self.fields.get(name, "")

    @property
    def is_empty(self) -> bool:
        return not any(self.fields.values())


@dataclass(frozen=True, slots=True)
class Outline:
    """All rows of a plan in the order of the form; every indicator under an activity, every activity under an area.

    ``shares_numbers``: the first indicator of an activity has its number, as forms print that show both in one row.
    ``made`` counts the rows ever added, so that no id is given twice.
    """

    rows: tuple[OutlineRow, ...] = ()
    shares_numbers: bool = field(default=False, compare=False)
    made: int = field(default=0, compare=False)

    def find(self, row_id: str) -> OutlineRow | None:
        return next((row for row in self.rows if row.id == row_id), None)

    def place(self, row_id: str) -> int:
        """Where a row stands. Raises KeyError for one that is not there."""
        for place, row in enumerate(self.rows):
            if row.id == row_id:
                return place
        raise KeyError(row_id)

    def end(self, place: int) -> int:
        """The place behind a row and all below it."""
        level = self.rows[place].level
        later = range(place + 1, len(self.rows))
        return next((each for each in later if self.rows[each].level <= level), len(self.rows))

    def head(self, place: int, level: Level) -> int:
        """The place of the area or activity a row belongs to; its own where it is one."""
        return next(each for each in range(place, -1, -1) if self.rows[each].level <= level)

    def below(self, place: int | None) -> list[int]:
        """The places of the rows just below one; None: of the areas."""
        start, end = (0, len(self.rows)) if place is None else (place + 1, self.end(place))
        level = Level.AREA if place is None else self.rows[place].level + 1
        return [each for each in range(start, end) if self.rows[each].level == level]

    def beside(self, place: int) -> list[int]:
        """The places of a row and those beside it under the same head."""
        level = self.rows[place].level
        return self.below(None if level is Level.AREA else self.head(place, Level(level - 1)))


def is_same_text(text: str, other: str) -> bool:
    """Whether two texts are one, whichever digits they are typed in."""
    return bool(to_ascii(normalise(text)) == to_ascii(normalise(other)))


def row_id(level: Level, key: int) -> str:
    """The id of a stored row."""
    return f"{LETTERS[level]}{key}"


def parents(rows: Sequence[OutlineRow]) -> dict[str, str]:
    """The row each one stands under; "" for areas."""
    found: dict[str, str] = {}
    heads = {Level.AREA: "", Level.ACTIVITY: "", Level.INDICATOR: ""}
    for row in rows:
        found[row.id] = "" if row.level is Level.AREA else heads[Level(row.level - 1)]
        heads[row.level] = row.id
    return found
