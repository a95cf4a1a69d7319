"""Owns the proxy through which admin and permissions speak of integrity plans."""

from django.utils.translation import gettext_lazy as _

from integrity_plans.kind import KIND
from plans.models import Plan


class IntegrityPlan(Plan):
    KIND = KIND

    class Meta:
        proxy = True
        verbose_name = _("integrity plan")
        verbose_name_plural = _("integrity plans")
