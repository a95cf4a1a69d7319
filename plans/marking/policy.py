"""Owns the marking policy: every inference of the rulebook as a named, visible switch."""

from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self


class BelowLowest(StrEnum):
    """What an achievement worse than the lowest grade earns."""

    PRORATA = "prorata"  # achieved ÷ 100 % target
    ZERO = "zero"


class NotApplicable(StrEnum):
    """What happens to an indicator declared not applicable."""

    EXCLUDE = "exclude"  # out of obtained and possible marks
    ZERO = "zero"  # stays possible, earns nothing


@dataclass(frozen=True, slots=True)
class Policy:
    """A named set of switches, printed on every report. Shares are parts of the weight from 0 to 1."""

    name: str
    below_lowest: BelowLowest = BelowLowest.PRORATA  # guideline: both occur in official texts
    interpolate: bool = True  # quantities between two grades: linear; else the grade reached
    late_date_share: Decimal = Decimal(0)  # what a date missed on every grade still earns
    not_applicable: NotApplicable = NotApplicable.EXCLUDE
    decimals: int = 2  # each indicator's mark is rounded half-up once, to so many places

    def switches(self) -> dict[str, Any]:
        """The switches as JSON data, without the name."""
        data = asdict(self)
        data.pop("name")
        return data | {"late_date_share": str(self.late_date_share)}

    @classmethod
    def from_switches(cls, name: str, switches: dict[str, Any]) -> Self:
        """The policy a stored set of switches means. Raises ValueError for an unknown switch or value."""
        unknown = set(switches) - {field.name for field in fields(cls)}
        if unknown:
            raise ValueError(f"unknown switches: {', '.join(sorted(unknown))}")
        known = dict(switches)
        if "below_lowest" in known:
            known["below_lowest"] = BelowLowest(known["below_lowest"])
        if "not_applicable" in known:
            known["not_applicable"] = NotApplicable(known["not_applicable"])
        if "late_date_share" in known:
            known["late_date_share"] = Decimal(known["late_date_share"])
        return cls(name, **known)
