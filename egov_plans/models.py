"""Owns the proxy through which admin and permissions speak of e-governance plans."""

from django.utils.translation import gettext_lazy as _

from egov_plans.kind import KIND
from plans.models import Plan


class EgovPlan(Plan):
    KIND = KIND

    class Meta:
        proxy = True
        verbose_name = _("e-governance plan")
        verbose_name_plural = _("e-governance plans")
