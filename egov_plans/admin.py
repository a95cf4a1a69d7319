"""Owns the administrators' pages of e-governance plans."""

from django.contrib import admin

from administration.plan_pages import PlanAdmin
from egov_plans.models import EgovPlan

admin.site.register(EgovPlan, PlanAdmin)
