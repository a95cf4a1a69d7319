"""Owns what a granted revision says: which targets of an indicator it changed, and the first quarter it counts in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, Self

from cell_values.value import Value, plain

Place = str  # of a target: a quarter ("q1" to "q4"), or a grade by its percentage ("100%")


def place_of_quarter(quarter: int) -> Place:
    return f"q{quarter}"


def place_of_grade(percent: Decimal) -> Place:
    return f"{plain(percent)}%"


class RevisedTarget(NamedTuple):
    """One target as it was and as it was asked to be."""

    place: Place
    old: Value
    new: Value

    @property
    def quarter(self) -> int | None:
        """1 to 4; None: a grade."""
        return int(self.place.removeprefix("q")) if self.place.startswith("q") else None

    @property
    def percent(self) -> Decimal | None:
        """Of a grade; None: a quarter."""
        return Decimal(self.place.removesuffix("%")) if self.place.endswith("%") else None

    def as_json(self) -> dict[str, Any]:
        return {"place": self.place, "old": self.old.as_json(), "new": self.new.as_json()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The inverse of ``as_json``."""
        return cls(data["place"], Value.from_json(data["old"]), Value.from_json(data["new"]))


def quarters_of(targets: Iterable[RevisedTarget]) -> list[int]:
    return [each.quarter for each in targets if each.quarter is not None]


@dataclass(frozen=True, slots=True)
class Revision:
    """What a reviewer granted; the quarters before ``counts_from`` (1..4) keep the targets they were judged by."""

    counts_from: int
    targets: tuple[RevisedTarget, ...]
    reason: str
    by: str
    on: date


def before(revisions: Iterable[Revision], quarter: int) -> dict[Place, Value]:
    """The targets that count in a quarter instead of those that stand now. ``revisions``: the earliest first."""
    found: dict[Place, Value] = {}
    for revision in revisions:
        if revision.counts_from > quarter:  # of several since, the earliest says what stood before all of them
            found = {each.place: each.old for each in revision.targets} | found
        else:  # it counts already, and with it what it was granted about
            found = {place: old for place, old in found.items() if place not in {t.place for t in revision.targets}}
    return found


def is_outdated(targets: Iterable[RevisedTarget], place: Place, said: Value, stands: Value) -> bool:
    """Whether a document says what a target was before it was revised, while what it was revised to stands.

    ``targets``: those of a row that were granted, the earliest first.
    """
    here = [each for each in targets if each.place == place]
    return bool(here) and here[-1].new.means(stands) and any(each.old.means(said) for each in here)
