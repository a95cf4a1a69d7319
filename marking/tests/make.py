"""Owns the making of plans for tests of the marks: values from short texts, rows with four quarters."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from cell_values.value import Unit, Value, ValueState
from marking.policy import Policy
from marking.score import mark
from marking.scorecard import Mark
from plan_tree.terms import Assessment, Exemption
from plan_tree.tree import ActivityNode, AreaNode, GradeNode, IndicatorNode, PlanTree, QuarterNode

POLICY = Policy("test")
DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
BLANKS = ("", "", "", "")
NUMBER = re.compile(r"\d+(?:\.\d+)?")


def cell(text: str) -> Value:
    """A value as the tests write it: "", "--", "n/a", "?…" unreadable, digits and dates given, all else words."""
    if text.startswith("?"):
        return Value(text, ValueState.UNREADABLE)
    days = tuple(date(int(year), int(month), int(day)) for day, month, year in DATE.findall(text))
    number = NUMBER.search(DATE.sub("", text))
    if number or days:
        return Value(text, ValueState.GIVEN, Decimal(number[0]) if number else None, days)
    states = {"": ValueState.BLANK, "--": ValueState.NONE, "-": ValueState.NONE, "n/a": ValueState.NOT_APPLICABLE}
    return Value(text, states.get(text, ValueState.WORDS))


def assessment(marks: str) -> Assessment:
    return Assessment(Decimal(marks), "দেখা হয়েছে", "শাহানা", date(2021, 11, 2))


def exemption(answer: str) -> Exemption:
    """What a reviewer said to "not applicable": granted or refused."""
    return Exemption(answer == "granted", "এমন কাজ নেই", "শাহানা", date(2021, 11, 2))


def row(
    weight: str = "4",
    unit: Unit = Unit.NUMBER,
    annual: str = "",
    targets: Sequence[str] = (),
    done: Sequence[str] = (),
    grades: Mapping[int, str] | None = None,
    assessed: Mapping[int, str] | None = None,
    answered: Mapping[int, str] | None = None,
    **more: Any,
) -> IndicatorNode:
    """An indicator; without ``grades`` it has the one grade of 100 %, as the integrity form."""
    wanted, achieved, given, answers = [*targets, *BLANKS], [*done, *BLANKS], assessed or {}, answered or {}
    full = cell(annual)
    ladder = [(100, full)] if grades is None else [(percent, cell(text)) for percent, text in grades.items()]
    quarters = {
        quarter: QuarterNode(
            cell(wanted[quarter - 1]),
            cell(achieved[quarter - 1]),
            assessment=assessment(given[quarter]) if quarter in given else None,
            exemption=exemption(answers[quarter]) if quarter in answers else None,
        )
        for quarter in (1, 2, 3, 4)
    }
    return IndicatorNode(
        number=more.pop("number", "1.1"),
        title="",
        weight=Decimal(weight),
        unit=unit,
        annual=full,
        grades=tuple(GradeNode(Decimal(percent), target) for percent, target in ladder),
        quarters=quarters,
        **more,
    )


def area_of(number: str, title: str, weight: Decimal, rows: Iterable[IndicatorNode]) -> AreaNode:
    """An area, each of its indicators in an activity of its own."""
    return AreaNode(number, title, weight, tuple(ActivityNode(row.number, "", (row,)) for row in rows))


def plan_of(start_year: int, areas: Iterable[AreaNode]) -> PlanTree:
    """The plan of a year as the marks take it."""
    return PlanTree("integrity", "", f"{start_year:04}-{(start_year + 1) % 100:02}", tuple(areas))


def marked(indicator: IndicatorNode, through: int = 4, policy: Policy = POLICY, start_year: int = 2020) -> Mark:
    return mark(indicator, policy, start_year=start_year, through=through)


def said(one: Mark, part: str) -> list[str]:
    """The Bengali sentences of one part of an explanation."""
    return [step.sentence.bn for step in one.steps if step.part == part]
