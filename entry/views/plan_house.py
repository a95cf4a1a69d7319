"""Owns the editor in the pages of an office: who opens which plan there, and where it leads back."""

from functools import partial

from django.urls import reverse

from editor.views import EditorHouse, EditorPage, LookPage
from plans.addresses import plan_url
from plans.models import Plan
from plans.queries.plan_reviews import notes_of
from plans.views.standing import own_plan
from workflow.plan_states import BEING_WRITTEN, PlanState


def editor_url(plan: Plan, page: str = "entry:write_plan") -> str:
    """Where the rows of a plan are written."""
    return reverse(page, args=[plan.pk])


def bring_url(plan: Plan) -> str:
    """Where a document is brought into the draft, as long as the plan is being written."""
    return reverse("imports:draft", args=[plan.pk]) if PlanState(plan.state) in BEING_WRITTEN else ""


HOUSE = EditorHouse(
    base_template="base.html",
    crumbs_template="entry/editor_crumbs.html",
    find_plan=own_plan,
    editor_url=editor_url,
    look_url=partial(editor_url, page="entry:look_plan"),
    back_url=plan_url,
    notes=notes_of,
    bring_url=bring_url,
)
write = EditorPage.as_view(house=HOUSE)
look = LookPage.as_view(house=HOUSE)
