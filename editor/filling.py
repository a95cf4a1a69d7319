"""Owns a plan as it would stand in the editor if its draft were filled from a document, to be looked at before."""

from dataclasses import replace

from editor.models import PlanDraft
from editor.queries import OpenPlan
from plan_tree.outline_data import outline_as_data
from plan_tree.outline_filling import filled
from plan_tree.tree import PlanTree


def as_filled(opened: OpenPlan, tree: PlanTree) -> OpenPlan:
    """Nothing is written: its draft, begun from what stands in the editor now, is never stored."""
    was, now = opened.outline, filled(opened.outline, tree)
    draft = PlanDraft(plan=opened.plan, begun_from=outline_as_data(was), rows=outline_as_data(now))
    return replace(opened, draft=draft)
