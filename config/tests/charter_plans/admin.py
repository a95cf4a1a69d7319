"""Owns the administrators' pages of citizen's charter plans."""

from django.contrib import admin

from administration.plan_pages import PlanAdmin
from config.tests.charter_plans.models import CharterPlan

admin.site.register(CharterPlan, PlanAdmin)
