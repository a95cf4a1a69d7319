"""Owns the administrators' pages of integrity plans."""

from django.contrib import admin

from administration.plan_pages import PlanAdmin
from integrity_plans.models import IntegrityPlan

admin.site.register(IntegrityPlan, PlanAdmin)
