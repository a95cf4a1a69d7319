"""Owns the addresses of a plan's pages that several rooms lead to."""

from django.urls import reverse

from plans.models import Plan


def entry_url(plan: Plan, quarter: int) -> str:
    """The entry page of a quarter."""
    return reverse("entry:entry", kwargs={"plan_id": plan.pk, "quarter": quarter})
