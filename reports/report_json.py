"""Owns a report as JSON, as ``reports/schema`` states it: figures in ASCII strings, dates ISO, both languages."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from cell_values.sentence import Sentence
from marking.scorecard import AreaScore, Mark, Scorecard
from plan_tree.tree import ActivityNode, IndicatorNode
from plans.interchange import claimed_json, indicator_json, mark_json, marks, number
from plans.kinds import plan_kind
from plans.models import Plan, QuarterReport
from plans.queries.scorecards import claimed_through, stored_scorecard
from plans.queries.trees import load_tree
from reports.verification import address_of, digest_of, is_superseded, number_of

VERSION = 1
SCHEMA = Path(__file__).parent / "schema" / f"report-{VERSION}.json"
PLANNED = ("activity", "activity_number", "title", "unit", "unit_text", "annual", "grades", "quarters")

_Rows = dict[str, tuple[ActivityNode, IndicatorNode]]


def schema_address() -> str:
    return settings.PUBLIC_ADDRESS.rstrip("/") + reverse("public:schema", kwargs={"version": VERSION})


def write_json(report: QuarterReport, card: Scorecard | None = None) -> bytes:
    """The report as a JSON document in UTF-8."""
    return json.dumps(report_json(report, card), ensure_ascii=False, indent=1).encode()


def report_json(report: QuarterReport, card: Scorecard | None = None) -> dict[str, Any]:
    """The stored scorecard of a report, or another reading of it, beside what was planned and achieved."""
    plan, card = report.plan, card or stored_scorecard(report)
    return {
        "schema": schema_address(),
        **_heading(plan),
        "quarter": f"q{report.quarter}",
        "state": report.state,
        "approved_on": _day(report.approved_at),
        "published_on": _day(report.published_at),
        "number": number_of(report),
        "verify": address_of(number_of(report)),
        "digest": digest_of(report),
        "policy": card.policy,
        "earned": marks(card.earned),
        "computed": marks(card.computed),
        "weight": number(card.possible_weight),
        "left_out": number(card.left_out),
        "possible": number(card.possible),
        "possible_to_date": marks(card.possible_to_date),
        "percent": marks(card.percentage),
        "percent_of_weight": marks(card.raw_percentage),
        "percent_to_date": marks(card.percentage_to_date),
        "claimed": claimed_json(claimed_through(plan, report.quarter)),
        "areas": _areas(plan, card),
    }


def _heading(plan: Plan) -> dict[str, Any]:
    office = plan.office
    return {
        "kind": plan.kind,
        "title": _both(plan_kind(plan.kind).title),
        "office": {"code": office.code, "name": {"bn": office.name_bn, "en": office.name_en}},
        "year": plan.year.code,
        "revision": plan.revision,
        "superseded": is_superseded(plan),
    }


def _areas(plan: Plan, card: Scorecard) -> list[dict[str, Any]]:
    rows = load_tree(plan).through(card.through).by_number
    return [_area(area, rows) for area in card.areas]


def _area(area: AreaScore, rows: _Rows) -> dict[str, Any]:
    return {
        "number": area.number,
        "title": area.title,
        "weight": number(area.weight),
        "left_out": number(area.left_out),
        "earned": marks(area.earned),
        "possible": number(area.possible),
        "possible_to_date": marks(area.possible_to_date),
        "percent": marks(area.percentage),
        "indicators": [_indicator(mark, rows) for mark in area.marks],
    }


def _indicator(mark: Mark, rows: _Rows) -> dict[str, Any]:
    """A row that was taken out after the report was frozen has lost its plan, not its mark."""
    explanation = [{"part": step.part, **_both(step.sentence)} for step in mark.steps]
    planned: dict[str, Any] = dict.fromkeys(PLANNED)
    if mark.number in rows:
        activity, indicator = rows[mark.number]
        whole = indicator_json(indicator) | {"activity": activity.title, "activity_number": activity.number}
        planned = {name: whole[name] for name in PLANNED}
    return mark_json(mark) | planned | {"explanation": explanation}


def _both(sentence: Sentence) -> dict[str, str]:
    return {"bn": sentence.bn, "en": sentence.en}


def _day(moment: Any) -> str | None:
    return None if moment is None else timezone.localdate(moment).isoformat()
