"""Owns the download menus of pages."""

from typing import Any

from django import template

from plans.models import AnnualRound, Plan, QuarterReport
from reports.download_list import (
    Offer,
    annual_offer,
    comparison_offer,
    feedback_offer,
    form_offer,
    letter_offer,
    public_path,
    scorecard_offer,
    signed_plan_offer,
)

register = template.Library()
MENU = "components/downloads.html"


@register.inclusion_tag(MENU)
def downloads(*offers: Offer) -> dict[str, Any]:
    """A menu of what is offered."""
    return {"offers": offers}


@register.inclusion_tag(MENU)
def report_downloads(report: QuarterReport, plan: Plan) -> dict[str, Any]:
    """Form and scorecard of a quarter; the review letter too, where the report was ever returned."""
    offers = [form_offer(plan, report.quarter), scorecard_offer(plan, report.quarter)]
    return {"offers": [*offers, letter_offer(plan, report.quarter)] if report.returned_at else offers}


@register.inclusion_tag(MENU)
def plan_downloads(plan: Plan) -> dict[str, Any]:
    """The plan by itself."""
    return {"offers": [signed_plan_offer(plan)]}


@register.inclusion_tag(MENU)
def annual_downloads(round_: AnnualRound, plan: Plan) -> dict[str, Any]:
    """A round of the annual report."""
    return {"offers": [annual_offer(round_, plan)]}


@register.inclusion_tag(MENU)
def feedback_downloads(plan: Plan) -> dict[str, Any]:
    """The half-yearly feedback that was given."""
    return {"offers": [feedback_offer(plan)]}


@register.inclusion_tag(MENU)
def comparison_downloads(chosen: dict[str, Any]) -> dict[str, Any]:
    """The comparison with the choices of its page."""
    return {"offers": [comparison_offer(chosen)]}


@register.simple_tag
def public_url(report: QuarterReport, plan: Plan) -> str:
    """Where anybody reads a published report."""
    report.plan = plan
    return public_path(report)
