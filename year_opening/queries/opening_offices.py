"""Owns what opening a year means for offices: alike ones counted together, and the names of the first of each."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Value, Window
from django.db.models.functions import RowNumber

from offices.models import Membership, Office
from offices.queries.closing import open_in
from plans.models import Plan
from year_opening.queries.opening_days import Place
from year_opening.queries.rolling_over import plans_with_rows

Templated = Mapping[str, Iterable[str]]  # kind → the tiers whose plans begin with a template


@dataclass(frozen=True)
class OpeningChoices:
    """What somebody chose: the year, kinds of plan, tiers whose offices get plans, who reports by half-years.

    ``half_yearly`` None: as it was the year before. ``days``: deadlines typed instead of the proposed ones.
    """

    start_year: int
    kinds: tuple[str, ...]
    tiers: tuple[str, ...]
    half_yearly: tuple[str, ...] | None = None
    days: Mapping[Place, date] = field(default_factory=dict)
    carries_people: bool = True
    rolls_over: bool = False  # plans begin with the rows of the year before, where the office has such a plan
    uses_templates: bool = False  # rather with the template of the year, where there is one for the office's tier

    def as_json(self) -> dict[str, Any]:
        """As a job keeps it."""
        days = [[tier, quarter, day.isoformat()] for (tier, quarter), day in sorted(self.days.items())]
        return {**vars(self), "days": days}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The inverse of ``as_json``."""
        days = {(tier, quarter): date.fromisoformat(day) for tier, quarter, day in data["days"]}
        tuples = {name: data[name] and tuple(data[name]) for name in ("kinds", "tiers", "half_yearly")}
        return cls(**{**data, "days": days, **tuples})

    @property
    def offices(self) -> QuerySet[Office]:
        """The offices of the chosen tiers that make plans and are there when the year begins."""
        return Office.objects.filter(open_in(self.start_year), tier__in=self.tiers, makes_plan=True)


@dataclass(frozen=True)
class OpeningCase:
    """What an office has when a year is opened: kinds of plan of it, kinds of the year before, somebody who enters."""

    tier: str
    makes_plan: bool
    is_staffed: bool
    there: frozenset[str]
    before: frozenset[str]

    def has(self, kind: str) -> bool:
        return self.makes_plan and kind in self.there

    def makes_none(self) -> bool:
        return not self.makes_plan

    def gets(self, kind: str) -> bool:
        return self.makes_plan and kind not in self.there

    def is_templated(self, kind: str, templated: Templated) -> bool:
        return self.gets(kind) and self.tier in templated.get(kind, ())

    def is_rolled(self, kind: str, templated: Templated) -> bool:
        return self.gets(kind) and kind in self.before and self.tier not in templated.get(kind, ())


@dataclass(frozen=True)
class OfficeCounts:
    """How many offices of the chosen tiers stand alike."""

    counts: Mapping[OpeningCase, int]

    def number(self, fits: Callable[[OpeningCase], bool]) -> int:
        return sum(number for case, number in self.counts.items() if fits(case))


def counted_offices(choices: OpeningChoices, staffed: Sequence[QuerySet[Membership]]) -> OfficeCounts:
    """All offices of the tiers, alike ones together. One query.

    ``staffed``: what makes an office one that somebody enters for.
    """
    rows = _with_case(choices, staffed).order_by()
    found = rows.values("tier", *_columns(choices)).annotate(number=Count("pk"))
    counts: dict[OpeningCase, int] = {}
    for row in found:
        case = _case(choices, row)
        counts[case] = counts.get(case, 0) + row["number"]
    return OfficeCounts(counts)


def named_offices(choices: OpeningChoices, most: int) -> list[tuple[OpeningCase, Office]]:
    """The first offices by name of each that stand alike, with how they stand. One query."""
    columns = _columns(choices)
    place = Window(RowNumber(), partition_by=[F(name) for name in ("tier", *columns)], order_by=["name_bn", "pk"])
    found = _with_case(choices, ()).annotate(place=place).filter(place__lte=most).order_by("name_bn", "pk")
    return [(_case(choices, vars(office)), office) for office in found]


def _with_case(choices: OpeningChoices, staffed: Sequence[QuerySet[Membership]]) -> QuerySet[Office]:
    of_office, year = {"office": OuterRef("pk")}, choices.start_year
    rows = Office.objects.filter(tier__in=choices.tiers).annotate(
        is_making=_truth(open_in(year) & Q(makes_plan=True)), is_staffed=_truth(_any(staffed))
    )
    for number, kind in enumerate(choices.kinds):
        there = Plan.objects.filter(year__start_year=year, kind=kind, **of_office)
        before = plans_with_rows(year, kind).filter(**of_office)
        has_before = Exists(before) if choices.rolls_over else _truth(Q())
        rows = rows.annotate(**{f"there_{number}": Exists(there), f"before_{number}": has_before})
    return rows


def _any(memberships: Iterable[QuerySet[Membership]]) -> Q:
    found = Q()
    for each in memberships:
        found |= Q(Exists(each.filter(office=OuterRef("pk"))))
    return found


def _truth(condition: Q) -> Any:
    """A condition as a column; an empty one is never so."""
    if not condition:
        return Value(False, output_field=BooleanField())
    return ExpressionWrapper(condition, output_field=BooleanField())


def _columns(choices: OpeningChoices) -> list[str]:
    kinds = range(len(choices.kinds))
    return ["is_making", "is_staffed", *(f"{name}_{number}" for name in ("there", "before") for number in kinds)]


def _case(choices: OpeningChoices, row: Mapping[str, Any]) -> OpeningCase:
    there, before = (
        frozenset(kind for number, kind in enumerate(choices.kinds) if row[f"{name}_{number}"])
        for name in ("there", "before")
    )
    return OpeningCase(row["tier"], bool(row["is_making"]), bool(row["is_staffed"]), there, before)
