"""Owns the 37 rows of the industries ministry's integrity plan 2020-21, as facts for the marks."""

from decimal import Decimal

from cell_values.value import Unit
from marking.tests.make import area_of, plan_of, row
from plan_tree.tree import AreaNode, IndicatorNode, PlanTree

START_YEAR = 2020

N, P, D, B, L = Unit.NUMBER, Unit.PERCENT, Unit.DATE, Unit.NUMBER_AND_DATE, Unit.LAKH_TAKA
FOUR_DAYS = ("30/09/2020", "31/12/2020", "25/03/2021", "10/06/2021")
ALL = ("100",) * 4

# number, weight, unit, annual target, targets of the quarters
ROWS = [
    ("1.1", "2", N, "4", ("1", "1", "1", "1")),
    ("1.2", "6", P, "100", ALL),
    ("2.1", "2", N, "4", ("1", "1", "1", "1")),
    ("2.2", "2", P, "100", ALL),
    ("2.3", "3", N, "120", ("120",) * 4),
    ("2.4", "3", N, "120", ("120",) * 4),
    ("3.1", "2", D, "10/06/2021", ("", "", "", "10/6/2021")),
    ("3.2", "4", D, "10/10/2020", ("", "", "", "30/4/2020")),
    ("3.3", "4", D, "01/03/2021", ("", "", "", "30/6/2020")),
    ("4.1", "1", D, ", ".join(FOUR_DAYS), FOUR_DAYS),
    ("4.2", "2", D, ", ".join(FOUR_DAYS), FOUR_DAYS),
    ("4.3", "1", D, ", ".join(FOUR_DAYS), FOUR_DAYS),
    ("4.4", "2", D, ", ".join(FOUR_DAYS), FOUR_DAYS),
    ("4.5", "2", D, ", ".join(FOUR_DAYS), FOUR_DAYS),
    ("5.1", "3", D, "31/12/2020", ("", "31/12/2020", "", "")),
    ("5.2", "3", P, "100", ALL),
    ("6.1", "3", D, "31/12/2020", ("", "31/12/2020", "", "")),
    ("6.2", "3", N, "30", ("5", "7", "8", "10")),
    ("6.3", "3", P, "100", ALL),
    ("7.1", "3", D, "30/07/2020, 15/01/2021", ("30/07/2020", "", "15/01/2021", "")),
    ("7.2", "4", P, "60", ("15", "15", "15", "15")),
    ("8.1", "3", P, "100", ALL),
    ("8.2", "2", N, "40", ("10", "10", "10", "10")),
    ("8.3", "2", P, "100", ALL),
    ("8.4", "2", P, "100", ALL),
    ("8.5", "2", P, "100", ("25", "25", "25", "25")),
    ("9.1", "3", N, "2, 30/11/2020, 30/05/2021", ("", "30/11/2020", "", "30/05/2021")),
    ("9.2", "3", P, "100", ALL),
    ("9.3", "3", N, "1", ("", "", "", "30/6/2020")),
    ("9.4", "3", D, "15/02/2021", ("", "", "15/2/2021", "")),
    ("9.5", "3", D, "30/09/2020", ("", "30/09/2020", "", "")),
    ("10.1", "3", D, "30/05/2021", ("", "", "", "30/05/2021")),
    (
        "11.1",
        "2",
        B,
        "4, (24/09/2020, 26/12/2020, 23/03/2021, 10/06/2021)",
        ("1 (24/09/2020)", "1 (26/12/2020)", "1 (23/03/2021)", "1 (10/06/2021)"),
    ),
    ("12.1", "3", L, "5", ("1.25", "1.25", "1.25", "1.25")),
    ("13.1", "2", D, "04/08/2020", ("04/08/2020", "", "", "")),
    ("13.2", "2", D, "15/10/2020, 15/01/2021, 15/04/2021", ("15/10/2020", "15/01/2021", "15/04/2021", "")),
    (
        "13.3",
        "4",
        D,
        "06/08/2020, 05/11/2020, 07/02/2021, 10/03/2021",
        ("06/8/2020", "05/11/2020", "07/02/2021", "10/03/2021"),
    ),
]


def industries_plan(achievements: dict[str, dict[int, str]] | None = None) -> PlanTree:
    """The plan with achievements by indicator and quarter, as typed."""
    typed = achievements or {}
    areas: dict[str, list[IndicatorNode]] = {}
    for number, weight, unit, annual, targets in ROWS:
        done = [typed.get(number, {}).get(quarter, "") for quarter in (1, 2, 3, 4)]
        indicator = row(weight, unit, annual, targets, done, number=number)
        areas.setdefault(number.split(".")[0], []).append(indicator)
    return plan_of(START_YEAR, tuple(_area(number, rows) for number, rows in areas.items()))


def achieved_as_planned() -> dict[str, dict[int, str]]:
    """Achievements that repeat each quarter's target."""
    return {row[0]: {quarter: text for quarter, text in enumerate(row[4], 1) if text} for row in ROWS}


def _area(number: str, indicators: list[IndicatorNode]) -> AreaNode:
    weight = sum((indicator.weight for indicator in indicators), Decimal(0))
    return area_of(number, "", weight, tuple(indicators))
