"""Owns the plans a nation of several years is copied from: made, filled, handed in and approved as people do it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any

from bench.installation import WORKBOOK

if TYPE_CHECKING:
    from offices.models import FiscalYear, Office, Person
    from plan_tree.tree import PlanTree
    from plans.models import Plan, QuarterCell

SINCE = date(2017, 7, 1)
EGOV = WORKBOOK.parent / "labour-egov-2021-22-q1.xlsx"
LATEST = 2026  # half of it is over: one quarter handed in, the next being written
QUARTERS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Pattern:
    """A plan that others are copied from: in which year, of which kind, and the how manieth of these."""

    plan: "Plan"
    variant: int


def make_patterns(*, years: Sequence[int], integrity: int, egov: int) -> list[Pattern]:
    """So many plans of a kind for each of the years, each with figures of its own."""
    from offices.models import Office, Tier

    offices = Office.objects.filter(makes_plan=True).exclude(tier=Tier.CABINET_DIVISION).order_by("pk")
    kinds = ((WORKBOOK, list(offices[:integrity])), (EGOV, list(offices[:egov])))
    patterns, people = [], (_focal(offices[: max(integrity, egov)]), _reviewer())
    for file, places in kinds:
        for start in years:
            patterns += list(_of_a_year(_draft(file, start), start, places, people))
    return patterns


def _of_a_year(
    draft: "PlanTree", start: int, offices: "Sequence[Office]", people: "tuple[Person, Person]"
) -> "Iterator[Pattern]":
    from imports.actions.importing import store_plan
    from offices.models import FiscalYear

    year = FiscalYear.objects.get(start_year=start)
    for variant, office in enumerate(offices):
        plan = store_plan(draft=draft, office=office, year=year, by=people[0]).plan
        _report(plan, year, variant, people)
        yield Pattern(plan, variant)


def _focal(offices: Any) -> "Person":
    from offices.models import Membership, Person, Role

    focal = Person.objects.create_user("pattern", name_bn="নমুনা")
    Membership.objects.bulk_create(
        Membership(person=focal, office=office, role=Role.FOCAL_POINT, since=SINCE) for office in offices
    )
    return focal


def _reviewer() -> "Person":
    from offices.models import Membership, Office, Person, Role, Tier

    reviewer = Person.objects.create_user("reviewer", name_bn="পর্যালোচক")
    above = Office.objects.get(tier=Tier.CABINET_DIVISION)
    Membership.objects.create(person=reviewer, office=above, role=Role.REVIEWER, since=SINCE)
    return reviewer


def _draft(file: Any, start: int) -> "PlanTree":
    """The official plan as it was signed, carried into a year."""
    from imports.actions.bringing import read_plans
    from plan_tree.rollover import rolled_over

    (reading,) = read_plans(file.read_bytes(), file.name)
    assert reading.draft is not None
    return rolled_over(reading.draft.as_signed, start, lambda _activity, _title: None).tree


def _report(plan: "Plan", year: "FiscalYear", variant: int, people: "tuple[Person, Person]") -> None:
    """All quarters approved, and half of them published; of the latest year what half a year brings."""
    from plans.actions.publishing import publish_report
    from plans.actions.reporting import approve_report, submit_report

    focal, reviewer = people
    is_latest = year.start_year == LATEST
    for quarter in QUARTERS[: 2 if is_latest else 4]:
        is_running = is_latest and quarter == 2
        _fill(plan, quarter, Random(100 * plan.pk + quarter), focal, half=is_running)
        if is_running:
            return
        report = submit_report(report=plan.reports.get(quarter=quarter), by=focal)
        if is_latest and variant % 2:
            continue  # it waits
        report = approve_report(report=report, by=reviewer, leaves_unassessed=True)
        if variant % 2 == 0:
            publish_report(report=report, by=focal)


def _fill(plan: "Plan", quarter: int, random: Random, focal: "Person", *, half: bool) -> None:
    from plans.actions.entering import TypedCell, enter_cells
    from plans.models import QuarterCell
    from plans.queries.access import standing_today

    of_quarter = QuarterCell.objects.filter(indicator__activity__area__plan=plan, quarter=quarter)
    cells = of_quarter.select_related("indicator").order_by("pk")
    chosen = [cell for number, cell in enumerate(cells) if not (half and number % 2)]
    typed = [TypedCell(cell.pk, _achieved(cell, random)) for cell in chosen]
    if wanted := [each for each in typed if each.text]:
        enter_cells(typed=wanted, by=standing_today(focal), among=None)


def _achieved(cell: "QuarterCell", random: Random) -> str:
    """What an office reports: most of the target, all of it or more; a tenth is left open."""
    if random.random() < 0.1:
        return ""
    if cell.target.quantity is not None:
        return str(max(0, round(float(cell.target.quantity) * random.uniform(0.5, 1.1))))
    return cell.target.text or ("১" if cell.indicator.unit in ("number", "percent") else "")
