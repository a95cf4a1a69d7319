"""Owns telling where a document still says what a target was before it was revised."""

from collections.abc import Iterator

from cell_values.digits import to_bengali
from cell_values.sentence import Sentence
from cell_values.value import Value
from offices.models import FiscalYear, Office
from plan_tree.problems import Problem, Severity
from plan_tree.revisions import RevisedTarget, is_outdated
from plan_tree.tree import IndicatorNode, PlanTree
from plans.models import Plan, TargetRevision
from plans.queries.latest import find_plan


def check_revised(draft: PlanTree, office: Office | None, year: FiscalYear | None) -> Iterator[Problem]:
    """A notice at every target that is not taken over, because a reviewer granted another since. Two queries."""
    plan = find_plan(office, year, draft.kind) if office and year else None
    granted = _granted(plan) if plan else {}
    for node in draft.indicators if granted else ():
        targets = granted.get(node.number, [])
        for target in {each.place: each for each in targets}.values():
            said, cell = _said(node, target)
            if not said.means(target.new) and is_outdated(targets, target.place, said, target.new):
                yield Problem(Severity.NOTICE, "target_outdated", _sentence(node, said, target), draft.sheet, cell)


def _granted(plan: Plan) -> dict[str, list[RevisedTarget]]:
    """What was granted, the earliest first, by the number of the row."""
    found: dict[str, list[RevisedTarget]] = {}
    rows = TargetRevision.objects.filter(indicator__activity__area__plan=plan, granted=True)
    for row in rows.select_related("indicator").order_by("decided_at", "pk"):
        found.setdefault(row.indicator.number, []).extend(row.revised)
    return found


def _said(node: IndicatorNode, target: RevisedTarget) -> tuple[Value, str]:
    """What the document says in the place of a target, and where."""
    if target.quarter is not None:
        quarter = node.quarter(target.quarter)
        return quarter.target, quarter.target_cell
    grade = next((each for each in node.all_grades if each.percent == target.percent), None)
    return (grade.target, grade.cell) if grade else (Value(), "")


def _sentence(node: IndicatorNode, said: Value, target: RevisedTarget) -> Sentence:
    old, new = said.text or "–", target.new.text or "–"
    return Sentence(
        f"সূচক {to_bengali(node.number)}-এর লক্ষ্যমাত্রা সংশোধিত হয়ে “{new}” হয়েছে; ফাইলে আগেরটি “{old}” লেখা, তা নেওয়া হয়নি।",
        f"The target of indicator {node.number} was revised to “{new}”; the file says “{old}” as before, "
        "which was not taken over.",
    )
