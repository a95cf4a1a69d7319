"""Owns small drafts for tests: one indicator with what matters, everything else sound."""

from decimal import Decimal

from cell_values.value import Unit
from plan_tree.terms import QuarterRule
from plan_tree.tree import (
    ActivityNode,
    AreaNode,
    Claimed,
    GradeNode,
    IndicatorNode,
    PlanTree,
    QuarterNode,
)
from plans.tests.factories import typed


def indicator(
    number="1.1",
    *,
    unit=Unit.NUMBER,
    annual="4",
    quarters=(),
    achieved=(),
    grades=(),
    rule=QuarterRule.SUM,
    weight=2,
    **more,
):
    """An indicator whose annual target stands in F7, quarter targets in H7…K7, achievements in H8…K8, grades in P7…"""
    cells = dict(
        zip("HIJK", zip(*(tuple(texts) + ("",) * 4 for texts in (quarters, achieved)), strict=False), strict=False)
    )
    return IndicatorNode(
        number,
        "সূচক",
        Decimal(weight),
        unit,
        unit.value,
        quarter_rule=rule,
        annual=typed(annual, unit),
        grades=tuple(
            GradeNode(Decimal(percent), typed(text, unit), f"{column}7" if text else "")
            for column, (percent, text) in zip("PQRST", grades, strict=False)
        ),
        quarters={
            quarter: _quarter(target, achievement, unit, column)
            for quarter, (column, (target, achievement)) in enumerate(cells.items(), start=1)
        },
        cells={"number": "A7", "weight": "C7", "annual": "F7" if annual else ""} | more.pop("cells", {}),
        **more,
    )


def _quarter(target, achievement, unit, column):
    cells = (f"{column}7" if target else "", f"{column}8" if achievement else "")
    return QuarterNode(typed(target, unit), typed(achievement, unit), *cells)


def draft(*indicators, area_weight=None, area_number="1", year="2020-21", claimed=None):
    """A plan of one area with one activity for each indicator; the area's weight stands in A6."""
    rows = indicators or (indicator(),)
    weight = sum(row.weight for row in rows) if area_weight is None else Decimal(area_weight)
    activities = tuple(ActivityNode(row.number, "কার্যক্রম", (row,), "A7") for row in rows)
    area = AreaNode(area_number, "ক্ষেত্র", weight, activities, cell="A6", weight_cell="A6")
    return PlanTree("integrity", "শিল্প মন্ত্রণালয়", year, (area,), sheet="পাতা", claimed=claimed or Claimed())


def told(problems):
    """What a test compares of problems: gravity, code and cell."""
    return [(problem.severity.value, problem.code, problem.cell) for problem in problems]
