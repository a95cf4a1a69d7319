"""Owns the value of a cell: the text as typed beside what was understood of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self

from cell_values.text import written_alike


class ValueState(StrEnum):
    """What kind of thing stands in a cell (rulebook §4: emptiness has four meanings)."""

    BLANK = ""  # nothing written: not due (a target) or not reported (an achievement)
    GIVEN = "given"  # a quantity, dates, or both
    NONE = "none"  # "--": explicitly none achieved, or no target at this grade
    WORDS = "words"  # reported in words; a reviewer assesses it
    NOT_APPLICABLE = "not_applicable"  # প্রযোজ্য নয়
    UNREADABLE = "unreadable"  # looks like a number or a date but is not one


class Unit(StrEnum):
    """The unit of an indicator (integrity form column 4, e-governance form column 6)."""

    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    NUMBER_AND_DATE = "number_and_date"
    LAKH_TAKA = "lakh_taka"
    TAKA = "taka"
    CRORE_TAKA = "crore_taka"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Value:
    """A cell's text as typed, with the quantity and the dates understood from it.

    ``quantity`` is in the indicator's unit (90 for 90 %); ``dates`` keep the order written.
    Only a ``GIVEN`` value carries a quantity or dates.
    """

    text: str = ""
    state: ValueState = ValueState.BLANK
    quantity: Decimal | None = None
    dates: tuple[date, ...] = ()

    @property
    def is_blank(self) -> bool:
        return self.state is ValueState.BLANK

    @property
    def is_given(self) -> bool:
        return self.state is ValueState.GIVEN

    def means(self, other: "Value") -> bool:
        """Whether both say the same, however it is typed: ৪ and 4, ২টি and 2; of words the words, not their digits."""
        if (self.state, self.quantity, self.dates) != (other.state, other.quantity, other.dates):
            return False
        return self.state not in _SAID_BY_TEXT or written_alike(self.text, other.text)

    def as_json(self) -> dict[str, Any] | None:
        """The VALUE of the machine interface: null when blank, numbers as ASCII strings, ISO dates."""
        if self.is_blank:
            return None
        quantity = None if self.quantity is None else plain(self.quantity)
        dates = [day.isoformat() for day in self.dates]
        return {"text": self.text, "quantity": quantity, "dates": dates, "state": self.state.value}

    @classmethod
    def from_json(cls, data: dict[str, Any] | None) -> Self:
        """The inverse of ``as_json``."""
        if data is None:
            return cls()
        quantity = None if data["quantity"] is None else Decimal(data["quantity"])
        dates = tuple(date.fromisoformat(day) for day in data["dates"])
        return cls(data["text"], ValueState(data["state"]), quantity, dates)


BLANK = Value()
_SAID_BY_TEXT = frozenset({ValueState.WORDS, ValueState.UNREADABLE})


def plain(number: Decimal) -> str:
    """A decimal as plain ASCII digits without exponent or trailing zeros: 120, 1.25."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
