"""Owns the app of the citizen's charter form, which stands in the tests alone."""

from django.apps import AppConfig


class CharterPlansConfig(AppConfig):
    name = "config.tests.charter_plans"
    label = "charter_plans"
    verbose_name = "সেবা প্রতিশ্রুতি"
