"""Owns the late rules of a draft's indicators: stored, in the document, or given by a guideline."""

from collections.abc import Container, Iterator
from dataclasses import replace

from cell_values.digits import to_bengali
from cell_values.sentence import Sentence
from cell_values.value import plain
from offices.models import FiscalYear, Office
from plan_tree.late_rules import LateRules, has_dates
from plan_tree.problems import Problem, Severity
from plan_tree.terms import LateRule
from plan_tree.tree import ActivityNode, IndicatorNode, PlanTree
from plans.kinds import plan_kind
from plans.models import Indicator
from plans.queries.latest import find_plan


def stored_late_rules(office: Office | None, year: FiscalYear | None, kind: str) -> LateRules:
    """The late rules of the stored plan's indicators; nothing of a plan that is not stored yet."""
    plan = find_plan(office, year, kind) if office and year else None
    rows = Indicator.objects.filter(activity__area__plan=plan) if plan else ()
    return {row.number: row.late_rule for row in rows}


def with_late_rules(draft: PlanTree, stored: LateRules, chosen: LateRules) -> PlanTree:
    """The draft with the late rule of every indicator that has dates to keep: the stored one, else what was chosen."""
    suggested = suggested_late_rules(draft, stored)

    def ruled(row: IndicatorNode) -> IndicatorNode:
        rule = stored.get(row.number) or chosen.get(row.number, suggested[row.number])
        return replace(row, late_rule=rule)

    return draft.with_indicators(ruled)


def suggested_late_rules(draft: PlanTree, stored: Container[str]) -> LateRules:
    """What holds where nobody chose: the rule in the document; a guideline's for an indicator not ``stored`` yet."""
    published = published_late_rules(draft)
    new = {number: rule for number, rule in published.items() if number not in stored}
    return {row.number: row.late_rule or new.get(row.number) for row in draft.indicators}


def published_late_rules(draft: PlanTree) -> LateRules:
    """What the guidelines of a draft's kind and year say of its indicators."""
    found = {row.number: _published(draft, activity, row) for activity, row in draft.in_activities if has_dates(row)}
    return {number: rule for number, rule in found.items() if rule}


def check_late_rules(draft: PlanTree) -> Iterator[Problem]:
    """Tells every late rule that a guideline gives and the draft has."""
    for number, rule in published_late_rules(draft).items():
        row = draft.by_number[number][1]
        if row.late_rule == rule:
            yield Problem(
                Severity.NOTICE, "late_rule_suggested", _given(number, rule), draft.sheet, row.cell("number"), number
            )


def _published(draft: PlanTree, activity: ActivityNode, row: IndicatorNode) -> LateRule | None:
    return plan_kind(draft.kind).late_rule(draft.year, f"{activity.title} {row.title}")


def _given(number: str, rule: LateRule | None) -> Sentence:
    marks, days = (plain(rule.marks), rule.days) if rule else ("", 0)
    return Sentence(
        f"সূচক {to_bengali(number)}: ঐ বছরের নির্দেশিকা অনুযায়ী তারিখের পরে শুরু হওয়া প্রতি {to_bengali(str(days))} দিনের জন্য "
        f"{to_bengali(marks)} নম্বর কর্তন ধরা হয়েছে। ঠিক আছে কি না দেখুন।",
        f"Indicator {number}: by the guideline of that year {marks} marks are taken off for each {days} days begun "
        "after the date. Please check.",
    )
