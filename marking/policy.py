"""Owns the marking policy: every inference of the rulebook as a named, visible switch."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, Self

MOST_DECIMALS = 4


class BelowLowest(StrEnum):
    """What an achievement worse than the lowest grade earns."""

    PRORATA = "prorata"  # achieved ÷ 100 % target
    ZERO = "zero"


class NotApplicable(StrEnum):
    """What happens to an indicator declared not applicable."""

    EXCLUDE = "exclude"  # out of obtained and possible marks
    ZERO = "zero"  # stays possible, earns nothing


class Partly(StrEnum):
    """What is earned when only some of several things were done in time."""

    SHARE = "share"  # the share that was
    NOTHING = "nothing"  # all or nothing


@dataclass(frozen=True, slots=True)
class Policy:
    """A named set of switches, printed on every report. Shares are parts of the weight from 0 to 1.

    Raises ValueError for a share or a number of decimals out of its range.
    """

    name: str
    below_lowest: BelowLowest = BelowLowest.PRORATA  # guideline: both occur in official texts
    interpolate: bool = True  # quantities between two grades: linear; else the grade reached
    late_date_share: Decimal = Decimal(0)  # what a date missed on every grade still earns
    not_applicable: NotApplicable = NotApplicable.EXCLUDE
    decimals: int = 2  # each indicator's mark is rounded half-up once, to so many places
    several_dates: Partly = Partly.SHARE  # each of several dates carries an equal share
    number_and_date: Partly = Partly.SHARE  # one of number and date unmet: the items done in time

    def __post_init__(self) -> None:
        if not (self.late_date_share.is_finite() and 0 <= self.late_date_share <= 1):
            raise ValueError(f"late_date_share: {self.late_date_share} is not between 0 and 1")
        if not 0 <= self.decimals <= MOST_DECIMALS:
            raise ValueError(f"decimals: {self.decimals} is not between 0 and {MOST_DECIMALS}")

    def switches(self) -> dict[str, Any]:
        """The switches as JSON data, without the name."""
        data = asdict(self)
        data.pop("name")
        return data | {"late_date_share": str(self.late_date_share)}

    @classmethod
    def from_switches(cls, name: str, switches: dict[str, Any]) -> Self:
        """The policy a stored set of switches means. Raises ValueError for an unknown switch or value."""
        unknown = set(switches) - set(_READ)
        if unknown:
            raise ValueError(f"unknown switches: {', '.join(sorted(unknown))}")
        return cls(name, **{switch: _READ[switch](value) for switch, value in switches.items()})


def _read_flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is neither true nor false")
    return value


def _read_share(value: Any) -> Decimal:
    try:
        return Decimal(str(value))
    except InvalidOperation as error:
        raise ValueError(f"{value!r} is no number") from error


def _read_count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"{value!r} is no whole number")
    return value


_READ: dict[str, Callable[[Any], Any]] = {
    "below_lowest": BelowLowest,
    "interpolate": _read_flag,
    "late_date_share": _read_share,
    "not_applicable": NotApplicable,
    "decimals": _read_count,
    "several_dates": Partly,
    "number_and_date": Partly,
}
