"""Owns the proxy through which admin and permissions speak of citizen's charter plans."""

from config.tests.charter_plans.kind import KIND
from plans.models import Plan


class CharterPlan(Plan):
    KIND = KIND

    class Meta:
        proxy = True
        verbose_name = "সেবা প্রতিশ্রুতির পরিকল্পনা"
        verbose_name_plural = "সেবা প্রতিশ্রুতির পরিকল্পনা"
