"""Owns the addresses of a plan's pages that several rooms lead to."""

from functools import cache

from django.urls import get_script_prefix, get_urlconf, reverse

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
    return cell_page_url(cell.pk)


def cell_page_url(cell_id: int) -> str:
    return _of_cell("entry:cell", cell_id)


def save_url(cell_id: int) -> str:
    """Where what is typed into a cell is sent."""
    return _of_cell("entry:record", cell_id)


def _of_cell(name: str, cell_id: int) -> str:
    """A page of the form has two for each of its rows: to ask the resolver each time is a tenth of loading it."""
    before, after = _around_key(name, get_urlconf(), get_script_prefix())
    return f"{before}{cell_id}{after}"


@cache
def _around_key(name: str, urlconf: str | None, prefix: str) -> tuple[str, str]:
    key = 10**12  # in no other part of an address
    before, _, after = reverse(name, urlconf, kwargs={"cell_id": key}).partition(str(key))
    return before, after


def revisions_url(plan: Plan) -> str:
    """The page of the revised targets of a plan."""
    return reverse("entry:revisions", kwargs={"plan_id": plan.pk})


def annual_url(plan: Plan) -> str:
    """The page of the annual report that closes the year of a plan."""
    return reverse("entry:annual", kwargs={"plan_id": plan.pk})


def feedback_url(plan: Plan) -> str:
    """The page of the half-yearly feedback on a plan."""
    return reverse("entry:feedback", kwargs={"plan_id": plan.pk})
