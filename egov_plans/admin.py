"""Owns the administrators' pages of e-governance plans."""

from django.contrib import admin

from egov_plans.models import EgovPlan
from plans.admin import PlanAdmin

admin.site.register(EgovPlan, PlanAdmin)
