"""Owns the official form of a stored plan as a workbook that is the same plan again when it is imported."""

from marking.scorecard import Scorecard
from official_forms.annex import differences
from plan_tree.tree import PlanTree
from plans.kinds import plan_kind, read_document
from plans.models import Plan
from plans.queries.scorecards import stored_scorecard
from plans.queries.trees import load_tree, with_claims
from sheets.annex_writing import with_annex
from sheets.form_writing import write_official_form


def export_plan(plan: Plan, *, through: int) -> bytes:
    """The form as an .xlsx file: achievements and computed marks through a quarter."""
    scorecard = stored_scorecard(plan.reports.get(quarter=through))
    return write_form(with_claims(load_tree(plan), plan), scorecard, through=through)


def write_form(draft: PlanTree, scorecard: Scorecard | None, *, through: int) -> bytes:
    """The form of a draft; what reads differently from what is meant stands in an annex behind it."""
    content = write_official_form(plan_kind(draft.kind).form, draft, scorecard, through)
    read = read_document(content, kind=draft.kind).drafts
    lines = differences(read[0], draft.through(through)) if read else ()
    return with_annex(content, lines) if lines else content
