"""Owns the plans of the tests: the two real ones through the real import, and made ones of any size."""

from collections.abc import Callable
from decimal import Decimal
from functools import cache, partial
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from cell_values.reading import read_value
from cell_values.value import Unit, Value
from imports.actions.bringing import bring_in, keep_source, read_plans
from imports.actions.importing import store_plan
from offices.models import FiscalYear, Office, Person
from offices.queries.lookup import find_offices, find_year
from plan_tree.terms import QUARTERS, QuarterRule
from plan_tree.tree import ActivityNode, AreaNode, GradeNode, IndicatorNode, PlanTree, QuarterNode
from plans.kinds import read_document
from plans.models import Plan, PlanTemplate, QuarterCell
from plans.queries.policies import policy_for
from plans.tests.beginning import example, remembered
from year_opening.actions.begun_plans import PlanBegun, begin_plans

INDUSTRIES = "industries-nis-2020-21.xlsx"
LABOUR = "labour-egov-2021-22-q1.xlsx"
ASKED_FOR_BY = {"industries", "labour", "scene"}  # the fixtures
AREA_SIZE = 4


def workbook(name: str) -> Path:
    """One of the official workbooks the project keeps."""
    return settings.FIXTURES_ROOT / name


def import_workbook(path: Path) -> Plan:
    """The plan of a workbook, read and stored by an import."""
    content = path.read_bytes()
    (outcome,) = bring_in(read_plans(content, path.name), source=keep_source(content, path.name, by=None), by=None)
    assert outcome.stored, outcome.problems
    return outcome.stored.plan


def typed(text: str, unit: Unit = Unit.NUMBER) -> Value:
    return read_value(text, unit).value


def count_indicator(number: str, *, graded: bool = False) -> IndicatorNode:
    """An indicator of weight 1 with 4 things to do: one in every quarter, or at grades of 4, 3 and 2."""
    grades = tuple(GradeNode(Decimal(percent), typed(text)) for percent, text in ((100, "৪"), (80, "৩"), (60, "২")))
    return IndicatorNode(
        number,
        f"সূচক {number}",
        Decimal(1),
        Unit.NUMBER,
        "সংখ্যা",
        quarter_rule=QuarterRule.SUM,
        annual=typed("৪"),
        grades=grades if graded else (),
        quarters={} if graded else {quarter: QuarterNode(typed("১")) for quarter in QUARTERS},
    )


def draft_of_size(size: int, *, kind: str = "integrity") -> PlanTree:
    """A plan with so many indicators, in areas of at most four."""
    full, rest = divmod(size, AREA_SIZE)
    sizes = [AREA_SIZE] * full + [rest] * bool(rest)
    areas = tuple(_area(str(number), rows, kind) for number, rows in enumerate(sizes, start=1))
    return PlanTree(kind, "", "", areas)


def _area(number: str, rows: int, kind: str) -> AreaNode:
    activities = tuple(_activity(f"{number}.{row}", graded=kind == "egov") for row in range(1, rows + 1))
    return AreaNode(number, f"ক্ষেত্র {number}", Decimal(rows), activities)


def _activity(number: str, *, graded: bool) -> ActivityNode:
    indicator = count_indicator(f"{number}.1" if graded else number, graded=graded)
    return ActivityNode(number, f"কার্যক্রম {number}", (indicator,))


def cell_of(plan: Plan, number: str, quarter: int) -> QuarterCell:
    """The stored cell of an indicator, by the number the form prints."""
    return QuarterCell.objects.select_related("indicator__activity__area").get(
        indicator__activity__area__plan=plan, indicator__number=number, quarter=quarter
    )


@cache
def official_draft(name: str) -> PlanTree:
    """The draft of an official workbook, read once in a run: reading takes its time and is proved where it belongs."""
    (draft,) = read_document(workbook(name).read_bytes(), name).drafts
    return draft


def official_plan(name: str) -> Plan:
    """The plan of an official workbook, stored as an import stored it."""
    return example(name) or store_official(name)


def store_official(name: str) -> Plan:
    """Stores an official workbook as an import does."""
    draft = official_draft(name)
    (office,), year = find_offices(draft.office_name), find_year(draft.year)
    assert year is not None
    return store_plan(draft=draft, office=office, year=year, by=None).plan


@pytest.fixture
def industries(reference: None) -> Plan:
    """The integrity plan of the Ministry of Industries for 2020-21: 13 areas, 37 indicators, 100 marks."""
    return official_plan(INDUSTRIES)


@pytest.fixture
def labour(reference: None) -> Plan:
    """The e-governance plan of the Ministry of Labour for 2021-22 with its first quarter: 13 indicators, 50 marks."""
    return official_plan(LABOUR)


PlanOfSize = Callable[..., Plan]


@pytest.fixture
def plan_of_size(industries_office: Office) -> PlanOfSize:
    """``plan_of_size(37)`` stores a plan with 37 indicators, in a year in which its office has none yet.

    ``office``, ``year`` (the calendar year in which it begins) and ``kind`` can be chosen.
    """

    def make(
        size: int, *, kind: str = "integrity", office: Office = industries_office, year: int | None = None
    ) -> Plan:
        start = year or _free_year(office, kind)
        fiscal_year, is_new = FiscalYear.objects.get_or_create(start_year=start)
        store = partial(_stored, size, kind, office, fiscal_year)
        follows_commit = not connection.in_atomic_block  # rows alone would bring nothing of what follows a commit
        if is_new or follows_commit or PlanTemplate.objects.exists():
            return store()
        of_what = (kind, size, office, office.pk, start, policy_for(kind, fiscal_year).pk, timezone.localdate())
        plan = remembered(" ".join(map(str, of_what)), store)
        return Plan.objects.select_related("office", "year", "policy").get(pk=plan.pk)

    return make


def _stored(size: int, kind: str, office: Office, year: FiscalYear) -> Plan:
    return store_plan(draft=draft_of_size(size, kind=kind), office=office, year=year, by=None).plan


def _free_year(office: Office, kind: str) -> int:
    """The latest year, all of whose quarters have begun, without such a plan."""
    taken = set(Plan.objects.filter(office=office, kind=kind).values_list("year__start_year", flat=True))
    return next(year for year in range(2023, 2016, -1) if year not in taken)


def plan_from_template(template: PlanTemplate, office: Office, *, by: Person) -> Plan:
    """The plan an office gets when a year opens with a template."""
    year = FiscalYear.objects.get(start_year=template.start_year)
    policy = policy_for(template.kind, year)
    plan = Plan.objects.create(
        office=office, year=year, kind=template.kind, policy=policy, template=template, created_by=by
    )
    begin_plans([PlanBegun.standard(plan, template)], by=by)
    return plan
