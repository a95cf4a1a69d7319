"""Owns making many offices with the stored figures of a year: what the comparison reads, without the scorecards' JSON.

.venv/bin/python -m bench.league --offices 24000     makes them in the configured database, to look at the pages
"""

import argparse
import os
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import cycle, islice
from random import Random
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from offices.models import FiscalYear, Office
    from plans.models import Plan

KIND, YEAR, SEED = "integrity", 2020, 52
AREAS = {1: 8, 2: 10, 3: 10, 4: 8, 5: 6, 6: 9, 7: 7, 8: 11, 9: 15, 10: 3, 11: 2, 12: 3, 13: 8}  # number: weight
DEPARTMENTS = 400  # of the wider scheme; the other offices below them are field offices
BATCH = 5000
QUARTERS = (1, 2, 3, 4)


def make_league(offices: int) -> "Sequence[Office]":
    """Offices that make plans, so many in all, each with a plan of 13 areas and four reports; at once when few.

    The ministries and divisions are those of the reference data, the others hang below them; who has a plan keeps it.
    """
    from offices.models import FiscalYear

    found = make_offices(offices)
    year = FiscalYear.objects.get(start_year=YEAR)
    has_plan = set(year.plans.filter(kind=KIND).values_list("office_id", flat=True))  # that of a demonstration
    _store_figures(_plans([office for office in found if office.pk not in has_plan], year), year)
    return found


def make_offices(count: int) -> "list[Office]":
    """So many offices that make plans: those of the reference data, departments and field offices below them."""
    from offices.models import Office, Tier

    top = list(Office.objects.filter(makes_plan=True).exclude(tier=Tier.CABINET_DIVISION).order_by("pk")[:count])
    departments = _made(top, min(DEPARTMENTS, count - len(top)), "অধিদপ্তর", "Department", Tier.DEPARTMENT)
    below = count - len(top) - len(departments)
    return [*top, *departments, *_made(departments, below, "উপজেলা কার্যালয়", "Upazila Office", Tier.FIELD_OFFICE)]


def _made(above: "Sequence[Office]", count: int, name_bn: str, name_en: str, tier: str) -> "list[Office]":
    from offices.models import Office

    made = (
        Office(parent=parent, tier=tier, name_bn=f"{name_bn} {number}", name_en=f"{name_en} {number}")
        for number, parent in enumerate(islice(cycle(above), count), start=1)
    )
    return Office.objects.bulk_create(made, batch_size=BATCH) if count else []


def _plans(offices: "Sequence[Office]", year: "FiscalYear") -> "list[Plan]":
    from plans.models import Area, Plan
    from plans.queries.policies import policy_for

    policy = policy_for(KIND, year)
    plans = Plan.objects.bulk_create(
        (Plan(office=office, year=year, kind=KIND, policy=policy) for office in offices), batch_size=BATCH
    )
    areas = (
        Area(plan=plan, position=number, number=str(number), title=f"কর্মসম্পাদন ক্ষেত্র {number}", weight=weight)
        for plan in plans
        for number, weight in AREAS.items()
    )
    for batch in _batches(areas):
        Area.objects.bulk_create(batch)
    return plans


def _store_figures(plans: "Sequence[Plan]", year: "FiscalYear") -> None:
    from plans.models import LeagueEntry, QuarterReport

    reports = (report for plan in plans for report in _reports(plan, year))
    for batch in _batches(reports):
        QuarterReport.objects.bulk_create(report for report, _ in batch)
        LeagueEntry.objects.bulk_create(entry for _, entry in batch)


def _reports(plan: "Plan", year: "FiscalYear") -> Iterator[tuple]:
    """The four reports of a plan with their entries: figures that grow, some late, some never sent."""
    from django.utils import timezone

    from plans.models import LeagueEntry, QuarterReport
    from workflow.transitions import ReportState

    random = Random(SEED * plan.office_id)
    good = random.betavariate(6, 3)
    reached = {number: min(1.0, random.gauss(good, 0.15)) for number in AREAS}
    for quarter in QUARTERS:
        shares = {number: max(0, round(100 * share * quarter / 4)) for number, share in reached.items()}
        earned = sum(Decimal(AREAS[number] * share) / 100 for number, share in shares.items())
        sent = random.random() < 0.9
        due = timezone.make_aware(datetime.combine(year.quarter_ends(quarter), datetime.min.time()))
        sent_at = due + timedelta(days=random.randint(3, 20)) if sent else None
        figures = {"earned": earned.quantize(Decimal("0.01")), "possible": 100}
        percent = (4 * figures["earned"] / quarter).quantize(Decimal("0.01"))
        state = ReportState.SUBMITTED.value if sent else ReportState.DRAFT.value
        report = QuarterReport(
            plan=plan, quarter=quarter, computed=figures["earned"], possible_to_date=25 * quarter, **figures
        )
        yield (
            report,
            LeagueEntry(
                plan=plan,
                office_id=plan.office_id,
                year=year,
                kind=KIND,
                quarter=quarter,
                state=state,
                submitted_at=sent_at,
                due=25 * quarter,
                percent=percent,
                ranked_by=percent if sent else None,
                shares={f"area-{number}": 4 * share // quarter for number, share in shares.items()},
                **figures,
            ),
        )


def _batches(rows: Iterator) -> Iterator[list]:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield batch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offices", type=int, default=52)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    print(f"{len(make_league(options.offices))} offices")


if __name__ == "__main__":
    main()
