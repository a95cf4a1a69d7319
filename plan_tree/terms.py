"""Owns the terms a plan is kept in: its quarters and how they make a year, and what reviewers decide about one."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

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


class OtherYearSort(StrEnum):
    """What a value of another year than the plan's own is."""

    BASELINE = "baseline"  # ভিত্তিবছর
    ACTUAL = "actual"  # প্রকৃত অর্জন
    PROJECTION = "projection"  # প্রক্ষেপণ


@dataclass(frozen=True, slots=True)
class LateRule:
    """What a date kept too late loses instead of everything: ``marks`` for each span of ``days`` begun after it."""

    marks: Decimal
    days: int


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
