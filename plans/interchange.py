"""Owns the machine interface: drafts and scorecards as the JSON administrators script against."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from cell_values.value import plain
from marking.scorecard import Mark, Scorecard
from plan_tree.problems import Problem
from plan_tree.terms import QUARTERS
from plan_tree.tree import AreaNode, Claimed, IndicatorNode, PlanTree, QuarterNode


def number(decimal: Decimal | None) -> str | None:
    return None if decimal is None else plain(decimal)


def import_json(
    draft: PlanTree | None, *, office: str | None, year: str | None, saved: bool, problems: Sequence[Problem]
) -> dict[str, Any]:
    """What ``import_plan --json`` prints: the plan as understood and every problem."""
    return {
        "kind": draft.kind if draft else None,
        "office": office,
        "year": year,
        "saved": saved,
        "areas": [_area(area) for area in draft.areas] if draft else [],
        "claimed": claimed_json(draft.claimed if draft else Claimed()),
        "problems": [problem.as_json() for problem in problems],
    }


def claimed_json(claimed: Claimed) -> dict[str, str | None]:
    return {"total": number(claimed.total), "obtained": number(claimed.obtained)}


def _area(area: AreaNode) -> dict[str, Any]:
    return {
        "number": area.number,
        "title": area.title,
        "note": area.note,
        "weight": number(area.weight),
        "indicators": [
            {"number": indicator.number, "activity": activity.title, "activity_number": activity.number}
            | indicator_json(indicator)
            for activity in area.activities
            for indicator in activity.indicators
        ],
    }


def indicator_json(draft: IndicatorNode) -> dict[str, Any]:
    """An indicator of a plan: every value with its text as typed."""
    return {
        "title": draft.title,
        "weight": number(draft.weight),
        "unit": draft.unit.value,
        "unit_text": draft.unit_text,
        "responsible": draft.responsible,
        "quarter_rule": draft.quarter_rule.value if draft.quarter_rule else None,
        "direction": draft.direction.value,
        "annual": draft.annual.as_json(),
        "grades": [{"percent": _percent(grade.percent), "value": grade.target.as_json()} for grade in draft.all_grades],
        "quarters": {
            f"q{quarter}": {
                "target": draft.target(quarter).as_json(),
                "achievement": draft.achievement(quarter).as_json(),
            }
            | _beside(draft.quarter(quarter))
            for quarter in QUARTERS
        },
        "remark": draft.remark,
        "claimed_total": draft.claimed_total,
        "claimed_marks": number(draft.claimed_marks),
    } | _other_columns(draft)


def _other_columns(draft: IndicatorNode) -> dict[str, Any]:
    """Keys of their own only where there are other years, further columns of words or a late rule at all."""
    years = [{"sort": each.sort.value, "year": each.year, "value": each.value.as_json()} for each in draft.other_years]
    words = {"words": dict(draft.words)} if draft.words else {}
    return words | ({"other_years": years} if years else {}) | _late_rule(draft)


def _beside(quarter: QuarterNode) -> dict[str, Any]:
    """What the office said beside an achievement, where it said anything."""
    said = {"remark": quarter.remark, "claimed_marks": number(quarter.claimed_marks)}
    return {name: text for name, text in said.items() if text}


def _late_rule(draft: IndicatorNode) -> dict[str, Any]:
    rule = draft.late_rule
    return {"late_rule": {"marks": number(rule.marks), "days": rule.days}} if rule else {}


def _percent(percent: Decimal) -> int | float:
    return int(percent) if percent == percent.to_integral_value() else float(percent)


def score_json(scorecard: Scorecard, claimed: Claimed) -> dict[str, Any]:
    """What ``score_plan --json`` prints: marks with two decimals, each with its explanation."""
    return {
        "policy": scorecard.policy,
        "through": f"q{scorecard.through}",
        "earned": marks(scorecard.earned),
        "computed": marks(scorecard.computed),
        "possible": number(scorecard.possible),
        "possible_to_date": marks(scorecard.possible_to_date),
        "claimed": claimed_json(claimed),
        "indicators": [
            mark_json(mark)
            | {
                "explanation": [step.sentence.bn for step in mark.steps],
                "explanation_en": [step.sentence.en for step in mark.steps],
            }
            for mark in scorecard.marks
        ],
    }


def mark_json(mark: Mark) -> dict[str, Any]:
    """The figures of a mark, with two decimals, and the total achievement they are for."""
    return {
        "number": mark.number,
        "weight": number(mark.weight),
        "earned": marks(mark.earned),
        "computed": marks(mark.computed),
        "assessed": marks(mark.assessed),
        "possible": number(mark.possible),
        "possible_to_date": marks(mark.possible_to_date),
        "status": mark.status.value,
        "total": mark.total.as_json(),
    }


def marks(decimal: Decimal | None) -> str | None:
    return None if decimal is None else f"{decimal:.2f}"
