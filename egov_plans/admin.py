"""Owns the administrators' pages of e-governance plans."""

from django.contrib import admin

from egov_plans.models import KIND, EgovPlan
from plans.admin.plans import PlanAdmin


@admin.register(EgovPlan)
class EgovPlanAdmin(PlanAdmin):
    kind = KIND
