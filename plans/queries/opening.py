"""Owns what opening a fiscal year would do: its deadlines, policies, the plans of offices, the focal points kept."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from django.db.models import Exists, OuterRef, Q, QuerySet

from cell_values.sentence import Sentence
from offices.models import FiscalYear, Membership, Office, Role, Tier
from offices.queries.closing import open_in
from plans.kinds import plan_kinds
from plans.models import MarkingPolicy, Plan, PlanTemplate
from plans.queries.opening_days import DayFate, OpeningDay, Place, half_yearly_tiers, opening_days
from plans.queries.policies import policy_for
from plans.queries.rolling_over import plans_with_rows
from plans.queries.templates import templates_of_year

NO_POLICY = Sentence(
    "এ ধরনের পরিকল্পনার কোনো নম্বর নীতি নেই; আগে নীতি যোগ করুন।",
    "There is no marking policy for this kind of plan; add one first.",
)


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
class OpeningOfKind:
    """How many offices get a plan of a kind, have one, or make none themselves; no policy: none is made.

    ``rolled``: how many of those that are made begin with the rows of the year before; ``templated``: with a template.
    """

    kind: str
    policy: MarkingPolicy | None
    made: int
    rolled: int
    there: int
    no_own_plan: int
    templated: int = 0

    def as_json(self) -> dict[str, Any]:
        counts = {name: getattr(self, name) for name in ("made", "rolled", "templated", "there", "no_own_plan")}
        return {"kind": self.kind, "policy": self.policy and self.policy.name, **counts}


@dataclass(frozen=True)
class OpeningOfPeople:
    """How many focal points are carried over, are not because their log-in is closed, and offices without any."""

    carried: int
    inactive: int
    without: int

    def as_json(self) -> dict[str, int]:
        return dict(vars(self))


@dataclass(frozen=True)
class YearOpening:
    """All that opening a year would do as things stand; ``half_yearly``: the tiers that report by half-years."""

    choices: OpeningChoices
    half_yearly: tuple[str, ...]
    is_new: bool
    days: Sequence[OpeningDay]
    kinds: Sequence[OpeningOfKind]
    people: OpeningOfPeople

    @property
    def refused_days(self) -> list[OpeningDay]:
        """Those without which nothing is opened."""
        return [each for each in self.days if each.fate is DayFate.REFUSED]

    @property
    def total(self) -> int:
        """How many people and plans there are to do."""
        return self.people.carried + sum(each.made for each in self.kinds)

    def as_json(self) -> dict[str, Any]:
        return {
            "year": FiscalYear(start_year=self.choices.start_year).code,
            "new_year": self.is_new,
            "deadlines": [each.as_json() for each in self.days],
            "plans": [each.as_json() for each in self.kinds],
            "people": self.people.as_json(),
        }

    @property
    def fingerprint(self) -> str:
        """Tells whether what is opened is what was shown. A day proposed and the same day typed are one."""
        choices = self.choices
        chosen = (choices.kinds, choices.tiers, choices.carries_people, choices.rolls_over, choices.uses_templates)
        templates = [sorted(each.pk for each in chosen_templates(choices, kind).values()) for kind in choices.kinds]
        text = json.dumps([chosen, templates, self.as_json()], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def opening_of(choices: OpeningChoices) -> YearOpening:
    """The dry run. A dozen queries, whatever the number of offices."""
    half_yearly = half_yearly_tiers(choices.start_year) if choices.half_yearly is None else choices.half_yearly
    return YearOpening(
        choices,
        tuple(sorted(half_yearly)),
        not FiscalYear.objects.filter(start_year=choices.start_year).exists(),
        opening_days(choices.start_year, half_yearly, choices.days),
        [_of_kind(choices, kind) for kind in choices.kinds],
        _of_people(choices),
    )


def without_plan(choices: OpeningChoices, kind: str) -> QuerySet[Office]:
    """The offices that get a plan of a kind."""
    plans = Plan.objects.filter(year__start_year=choices.start_year, kind=kind, office=OuterRef("pk"))
    return choices.offices.filter(~Exists(plans))


def policy_of_kind(kind: str, start_year: int) -> MarkingPolicy | None:
    """The policy new plans of a kind take in a year, whether the year is there yet or not."""
    try:
        return policy_for(kind, FiscalYear(start_year=start_year))
    except MarkingPolicy.DoesNotExist:
        return None


def chosen_templates(choices: OpeningChoices, kind: str) -> Mapping[str, PlanTemplate]:
    """The templates that plans of a kind begin with, by the tier of the office."""
    found = templates_of_year(choices.start_year, kind) if choices.uses_templates else {}
    return {tier: template for tier, template in found.items() if tier in choices.tiers}


def begun_with_template(choices: OpeningChoices, kind: str) -> QuerySet[Office]:
    """The offices that get a plan with the rows of a template."""
    return without_plan(choices, kind).filter(tier__in=list(chosen_templates(choices, kind)))


def begun_with(choices: OpeningChoices, kind: str) -> QuerySet[Office]:
    """The offices that get a plan with the rows of the year before: those of whose tier there is no template."""
    if not choices.rolls_over:
        return Office.objects.none()
    before = plans_with_rows(choices.start_year, kind).filter(office=OuterRef("pk"))
    return without_plan(choices, kind).filter(Exists(before)).exclude(tier__in=list(chosen_templates(choices, kind)))


def offices_with_plan(choices: OpeningChoices, kind: str) -> QuerySet[Office]:
    """The offices that have a plan of a kind already."""
    plans = Plan.objects.filter(year__start_year=choices.start_year, kind=kind, office=OuterRef("pk"))
    return choices.offices.filter(Exists(plans))


def offices_without_own_plan(choices: OpeningChoices) -> QuerySet[Office]:
    """The offices of the tiers that make no plan themselves: ministries made of divisions, offices that were closed."""
    return Office.objects.filter(~open_in(choices.start_year) | Q(makes_plan=False), tier__in=choices.tiers)


def carried_over(choices: OpeningChoices) -> QuerySet[Membership]:
    """The focal points of the chosen offices whose time ended with the last day of the year before, who can log in and
    have not been given another time there. Who left during the year is not among them.
    """
    ended = last_day_before(choices.start_year)
    held = _focal_points(choices).filter(until=ended, person__is_active=True)
    held = held.select_related("person", "office", "post")
    given = Membership.objects.filter(_lasting(ended), person=OuterRef("person"), office=OuterRef("office"))
    return held.exclude(Exists(given.filter(role=Role.FOCAL_POINT)))


def last_day_before(start_year: int) -> date:
    return date(start_year, 6, 30)


def usual_choices(today: date) -> OpeningChoices:
    """What the page proposes: the year after the latest that has plans, as that was, for all tiers that make plans.

    With its templates, where it has any.
    """
    latest = FiscalYear.objects.filter(plans__isnull=False).order_by("-start_year").first()
    start_year = latest.start_year + 1 if latest else today.year - (today.month < 7)
    making = set(
        Office.objects.filter(open_in(start_year), makes_plan=True).order_by().values_list("tier", flat=True).distinct()
    )
    kinds = tuple(kind for kind in plan_kinds() if policy_of_kind(kind, start_year))
    tiers = tuple(tier for tier in Tier.values if tier in making)
    has_templates = PlanTemplate.objects.filter(start_year=start_year, kind__in=kinds, tier__in=tiers).exists()
    return OpeningChoices(start_year, kinds, tiers, uses_templates=has_templates)


def _of_kind(choices: OpeningChoices, kind: str) -> OpeningOfKind:
    policy, offices = policy_of_kind(kind, choices.start_year), choices.offices.count()
    missing = without_plan(choices, kind).count()
    made, rolled = (missing, begun_with(choices, kind).count()) if policy else (0, 0)
    templated = begun_with_template(choices, kind).count() if policy and choices.uses_templates else 0
    no_own_plan = offices_without_own_plan(choices).count()
    return OpeningOfKind(kind, policy, made, rolled, offices - missing, no_own_plan, templated)


def _of_people(choices: OpeningChoices) -> OpeningOfPeople:
    ended = last_day_before(choices.start_year)
    carried = carried_over(choices) if choices.carries_people else Membership.objects.none()
    places = carried.order_by().values_list("person", "office").distinct()
    closed = _focal_points(choices).filter(until=ended, person__is_active=False)
    lasting = Membership.objects.filter(_lasting(ended), role=Role.FOCAL_POINT, person__is_active=True)
    has_one = lasting.filter(office=OuterRef("pk"))
    left = choices.offices.filter(~Exists(has_one))
    if choices.carries_people:
        left = left.exclude(pk__in=carried.order_by().values("office"))
    return OpeningOfPeople(places.count(), closed.count(), left.count())


def _focal_points(choices: OpeningChoices) -> QuerySet[Membership]:
    return Membership.objects.filter(role=Role.FOCAL_POINT, office__in=choices.offices)


def _lasting(ended: date) -> Q:
    return Q(until__isnull=True) | Q(until__gt=ended)
