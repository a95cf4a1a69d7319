"""Owns the administrators' pages of integrity plans."""

from django.contrib import admin

from integrity_plans.models import KIND, IntegrityPlan
from plans.admin.plans import PlanAdmin


@admin.register(IntegrityPlan)
class IntegrityPlanAdmin(PlanAdmin):
    kind = KIND
