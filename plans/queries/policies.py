"""Owns which marking policy holds for a kind of plan in a year, who reads one, and how versions differ."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, QuerySet

from marking.clauses import Clause, read_clauses
from marking.exemptions import granted_when_declared
from marking.policy import Policy
from offices.models import FiscalYear
from offices.queries.rights import Standing
from plan_tree.terms import Exemption
from plan_tree.tree import PlanTree
from plans.models import Event, MarkingPolicy, Plan, QuarterReport
from plans.queries.access import plans_read_by


def policy_for(kind: str, year: FiscalYear) -> MarkingPolicy:
    """The latest policy of the kind valid in the year; for older years the earliest one.

    Raises MarkingPolicy.DoesNotExist when the kind has no policy at all.
    """
    policies = MarkingPolicy.objects.filter(kind=kind)
    valid = policies.filter(valid_from__start_year__lte=year.start_year)
    latest = valid.order_by("-valid_from__start_year", "-version").first()
    return latest or policies.order_by("valid_from__start_year", "-version")[:1].get()


def policies_for(kinds: Iterable[str], year: FiscalYear) -> dict[str, MarkingPolicy]:
    """``policy_for`` of each of these kinds that has a policy at all. One query."""
    found: dict[str, list[MarkingPolicy]] = {}
    stored = MarkingPolicy.objects.filter(kind__in=list(kinds)).select_related("valid_from")
    for policy in stored.order_by("valid_from__start_year", "version"):
        found.setdefault(policy.kind, []).append(policy)
    return {kind: _holding(policies, year) for kind, policies in found.items()}


EXEMPTION = "exemption"  # among the frozen switches: how the report was freed of what is not applicable
GRANTED = "granted"


def frozen_with(policy: Policy) -> dict[str, Any]:
    """What a report is frozen with: the switches of its policy by name, and that exemptions are granted."""
    return {"name": policy.name, EXEMPTION: GRANTED} | policy.switches()


def policy_of(report: QuarterReport, plan: Plan) -> Policy:
    """The policy of a report's figures: the one it was frozen with, else the plan's."""
    if report.frozen_switches is None:
        return plan.policy.as_policy()
    switches = {name: value for name, value in report.frozen_switches.items() if name != EXEMPTION}
    return Policy.from_switches(switches.pop("name"), switches)


def tree_of(report: QuarterReport, plan: PlanTree) -> PlanTree:
    """The plan as a report's figures read them: what was approved before exemptions were granted left out every
    indicator that was only said to be not applicable.
    """
    if report.frozen_switches is None or report.frozen_switches.get(EXEMPTION) == GRANTED:
        return plan
    return granted_when_declared(plan, Exemption(granted=True, reason="", by="", on=date.min))


def policies_read_by(standing: Standing) -> QuerySet[MarkingPolicy]:
    """All of them for reviewers and administrators; else those of the plans a person may look at."""
    policies = MarkingPolicy.objects.select_related("valid_from")
    if standing.is_reviewer or standing.is_administrator:
        return policies
    return policies.filter(pk__in=plans_read_by(standing).values("policy"))


@dataclass(frozen=True)
class Version:
    """A policy among those of its kind; ``years`` are those whose new plans take it, earliest first."""

    policy: MarkingPolicy
    previous: MarkingPolicy | None
    years: tuple[FiscalYear, ...]
    plans: int
    made: Event | None

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        return read_clauses(self.policy.as_policy())

    @cached_property
    def changes(self) -> tuple[tuple[Clause, Clause], ...]:
        """The switches set otherwise than in the version before: as it was, as it is."""
        if self.previous is None:
            return ()
        before = read_clauses(self.previous.as_policy())
        return tuple((was, now) for was, now in zip(before, self.clauses, strict=True) if was != now)


def versions(kind: str) -> list[Version]:
    """Every policy of a kind, the latest first, with where it holds and who made it. Three queries."""
    policies = list(
        MarkingPolicy.objects.filter(kind=kind)
        .select_related("valid_from")
        .annotate(used_by=Count("plans"))
        .order_by("valid_from__start_year", "version")
    )
    years = sorted(FiscalYear.objects.all(), key=lambda year: year.start_year)
    told = Event.objects.filter(plan=None, verb="add_policy", subject__startswith=f"{kind} ").select_related("by")
    made = {event.subject: event for event in told}
    found = [
        Version(
            policy,
            previous,
            tuple(year for year in years if _holding(policies, year) is policy),
            policy.used_by,
            made.get(policy.subject),
        )
        for previous, policy in zip([None, *policies], policies, strict=False)
    ]
    return found[::-1]


def _holding(policies: Sequence[MarkingPolicy], year: FiscalYear) -> MarkingPolicy:
    """``policy_for`` among loaded policies, earliest first."""
    valid = [policy for policy in policies if policy.valid_from.start_year <= year.start_year]
    if valid:
        return valid[-1]
    return _latest(policy for policy in policies if policy.valid_from_id == policies[0].valid_from_id)


def _latest(policies: Iterable[MarkingPolicy]) -> MarkingPolicy:
    return max(policies, key=lambda policy: policy.version)
