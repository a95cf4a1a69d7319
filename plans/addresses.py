"""Owns the addresses of a plan's pages that several rooms lead to."""

from django.urls import reverse

from plans.models import Plan, QuarterCell


def entry_url(plan: Plan, quarter: int) -> str:
    """The page of a quarter: filled by its office, gone through row by row by its reviewer."""
    return reverse("entry:entry", kwargs={"plan_id": plan.pk, "quarter": quarter})


def submit_url(plan: Plan, quarter: int) -> str:
    """The page on which a quarter is looked at once more, signed off and handed in."""
    return reverse("entry:submit", kwargs={"plan_id": plan.pk, "quarter": quarter})


def plan_url(plan: Plan) -> str:
    """The page of the plan itself, before its quarters."""
    return reverse("entry:plan", kwargs={"plan_id": plan.pk})


def cell_url(cell: QuarterCell) -> str:
    """The page of a cell with its evidence and the talk about it."""
    return reverse("entry:cell", kwargs={"cell_id": cell.pk})


def revisions_url(plan: Plan) -> str:
    """The page of the revised targets of a plan."""
    return reverse("entry:revisions", kwargs={"plan_id": plan.pk})


def annual_url(plan: Plan) -> str:
    """The page of the annual report that closes the year of a plan."""
    return reverse("entry:annual", kwargs={"plan_id": plan.pk})


def feedback_url(plan: Plan) -> str:
    """The page of the half-yearly feedback on a plan."""
    return reverse("entry:feedback", kwargs={"plan_id": plan.pk})
