"""Owns the administrators' pages of integrity plans."""

from django.contrib import admin

from integrity_plans.models import IntegrityPlan
from plans.admin import PlanAdmin

admin.site.register(IntegrityPlan, PlanAdmin)
