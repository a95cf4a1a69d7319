"""Owns the facts a mark is computed from, as frozen data free of storage and clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from cell_values.value import BLANK, Unit, Value

QUARTERS = (1, 2, 3, 4)
FULL = Decimal(100)  # the percentage of the grade that is the annual target
MOST_MARKS = Decimal("99999.99")  # a weight or a mark that can be stored


class QuarterRule(StrEnum):
    """How four quarters make a year (গণনা পদ্ধতি)."""

    SUM = "sum"  # সমষ্টি
    AVERAGE = "average"  # গড়
    CUMULATIVE = "cumulative"  # ক্রমপুঞ্জিভূত
    DATE = "date"  # তারিখ


class Direction(StrEnum):
    """Which way is better; dates are always better earlier."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Assessment:
    """Marks a reviewer gave where no rule can, with the reason, the name and the day."""

    marks: Decimal
    reason: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Exemption:
    """A reviewer's answer to "not applicable": granted or refused, with the reason, the name and the day."""

    granted: bool
    reason: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Grade:
    """A graded target: reaching ``target`` earns ``percent`` of the weight."""

    percent: Decimal
    target: Value


@dataclass(frozen=True, slots=True)
class QuarterFacts:
    target: Value = BLANK
    achievement: Value = BLANK
    assessment: Assessment | None = None
    exemption: Exemption | None = None


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """One indicator; ``grades`` best first, ``quarters`` maps 1..4 (a missing quarter is blank)."""

    number: str
    weight: Decimal
    unit: Unit
    quarter_rule: QuarterRule | None = None
    direction: Direction = Direction.HIGHER
    annual: Value = BLANK
    grades: tuple[Grade, ...] = ()
    quarters: Mapping[int, QuarterFacts] = field(default_factory=dict)

    def cells(self, through: int = 4) -> list[tuple[int, QuarterFacts]]:
        """The quarters known up to one, in their order."""
        known = self.quarters
        return [(quarter, known[quarter]) for quarter in QUARTERS if quarter <= through and quarter in known]


@dataclass(frozen=True, slots=True)
class AreaFacts:
    number: str
    title: str
    weight: Decimal
    indicators: tuple[IndicatorFacts, ...]


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A plan of the fiscal year that began on 1 July of ``start_year``."""

    start_year: int
    areas: tuple[AreaFacts, ...]
