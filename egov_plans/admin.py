"""Owns the administrators' pages of e-governance plans."""

from django.contrib import admin

from administration.plan_pages import PlanAdmin
from egov_plans.kind import KIND
from egov_plans.models import EgovPlan


@admin.register(EgovPlan)
class EgovPlanAdmin(PlanAdmin):
    kind = KIND
