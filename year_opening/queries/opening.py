"""Owns what opening a fiscal year would do: its deadlines, policies, the plans of offices, the focal points kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from cell_values.sentence import Sentence
from offices.models import FiscalYear, Membership, Office, Role, Tier
from offices.queries.closing import open_in
from plans.kinds import plan_kinds
from plans.models import MarkingPolicy, Plan, PlanTemplate
from plans.queries.policies import policies_for, policy_for
from plans.queries.templates import templates_of_year
from plans.sealing import digest_of
from year_opening.queries.opening_days import DayFate, OpeningDay, StoredCalendar, opening_days
from year_opening.queries.opening_offices import OfficeCounts, OpeningCase, OpeningChoices, counted_offices

Policies = Mapping[str, MarkingPolicy]  # by kind
Templates = Mapping[str, Mapping[str, PlanTemplate]]  # by kind and tier
NO_POLICY = Sentence(
    "এ ধরনের পরিকল্পনার কোনো নম্বর নীতি নেই; আগে নীতি যোগ করুন।",
    "There is no marking policy for this kind of plan; add one first.",
)


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
    templates: Templates = field(default_factory=dict)

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
        templates = [sorted(each.pk for each in self.templates.get(kind, {}).values()) for kind in choices.kinds]
        return digest_of([chosen, templates, self.as_json()])


def opening_of(choices: OpeningChoices) -> YearOpening:
    """The dry run. Six queries at most, whatever the number of offices."""
    templates = _templates(choices.start_year, choices.kinds) if choices.uses_templates else {}
    return _opening(choices, StoredCalendar.load(), _policies(choices), templates)


def usual_opening(today: date) -> YearOpening:
    """The dry run of what the page proposes. Seven queries."""
    calendar = StoredCalendar.load()
    choices, policies, templates = _usual(today, calendar)
    return _opening(choices, calendar, policies, templates if choices.uses_templates else {})


def _opening(choices: OpeningChoices, calendar: StoredCalendar, policies: Policies, found: Templates) -> YearOpening:
    start_year = choices.start_year
    half_yearly = calendar.half_yearly(start_year) if choices.half_yearly is None else choices.half_yearly
    templates = {
        kind: {tier: each for tier, each in of_kind.items() if tier in choices.tiers} for kind, of_kind in found.items()
    }
    counts = counted_offices(choices, _staffing(choices))
    kinds = [_of_kind(counts, kind, policies.get(kind), templates) for kind in choices.kinds]
    people = _of_people(choices, counts.number(lambda each: each.makes_plan and not each.is_staffed))
    days = opening_days(start_year, half_yearly, choices.days, calendar)
    is_new = start_year not in calendar.days
    return YearOpening(choices, tuple(sorted(half_yearly)), is_new, days, kinds, people, templates)


def _policies(choices: OpeningChoices) -> Policies:
    return policies_for(choices.kinds, FiscalYear(start_year=choices.start_year))


def _templates(start_year: int, kinds: Sequence[str]) -> Templates:
    """The template in force of each kind and tier: the latest version. One query."""
    found: dict[str, dict[str, PlanTemplate]] = {}
    for each in PlanTemplate.objects.filter(start_year=start_year, kind__in=kinds).order_by("version"):
        found.setdefault(each.kind, {})[each.tier] = each
    return found


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
    return _usual(today, StoredCalendar.load())[0]


def _usual(today: date, calendar: StoredCalendar) -> tuple[OpeningChoices, Policies, Templates]:
    """Three queries."""
    latest = max(calendar.with_plans, default=None)
    start_year = today.year - (today.month < 7) if latest is None else latest + 1
    making = set(
        Office.objects.filter(open_in(start_year), makes_plan=True).order_by().values_list("tier", flat=True).distinct()
    )
    policies = policies_for(plan_kinds(), FiscalYear(start_year=start_year))
    kinds = tuple(kind for kind in plan_kinds() if kind in policies)
    tiers = tuple(tier for tier in Tier.values if tier in making)
    templates = _templates(start_year, kinds)
    uses_templates = any(tier in tiers for of_kind in templates.values() for tier in of_kind)
    return OpeningChoices(start_year, kinds, tiers, uses_templates=uses_templates), policies, templates


def _of_kind(counts: OfficeCounts, kind: str, policy: MarkingPolicy | None, templates: Templates) -> OpeningOfKind:
    made, rolled, templated = (
        counts.number(fits) if policy else 0
        for fits in (
            lambda each: each.gets(kind),
            lambda each: each.is_rolled(kind, templates),
            lambda each: each.is_templated(kind, templates),
        )
    )
    there = counts.number(lambda each: each.has(kind))
    no_own_plan = counts.number(OpeningCase.makes_none)
    return OpeningOfKind(kind, policy, made, rolled, there, no_own_plan, templated)


def _of_people(choices: OpeningChoices, without: int) -> OpeningOfPeople:
    """One query."""
    held = _focal_points(choices).filter(until=last_day_before(choices.start_year))
    person, office = (Cast(name, TextField()) for name in ("person_id", "office_id"))
    place = Concat(person, Value(":"), office, output_field=TextField())  # 12 at 3 is not 1 at 23
    carried = Count(place, distinct=True, filter=Q(pk__in=carried_over(choices).order_by().values("pk")))
    found = held.aggregate(carried=carried, closed=Count("pk", filter=Q(person__is_active=False)))
    return OpeningOfPeople(found["carried"] if choices.carries_people else 0, found["closed"], without)


def _staffing(choices: OpeningChoices) -> list[QuerySet[Membership]]:
    """What makes an office one that somebody enters for in the new year."""
    ended = last_day_before(choices.start_year)
    lasting = Membership.objects.filter(_lasting(ended), role=Role.FOCAL_POINT, person__is_active=True)
    return [lasting, carried_over(choices)] if choices.carries_people else [lasting]


def _focal_points(choices: OpeningChoices) -> QuerySet[Membership]:
    return Membership.objects.filter(role=Role.FOCAL_POINT, office__in=choices.offices)


def _lasting(ended: date) -> Q:
    return Q(until__isnull=True) | Q(until__gt=ended)
