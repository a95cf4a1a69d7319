"""Owns the proxy through which admin and permissions speak of e-governance plans."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from egov_plans.kind import KIND
from plans.models import Plan


class EgovPlans(models.Manager["EgovPlan"]):
    def get_queryset(self) -> models.QuerySet["EgovPlan"]:
        return super().get_queryset().filter(kind=KIND)


class EgovPlan(Plan):
    objects: ClassVar[EgovPlans] = EgovPlans()

    class Meta:
        proxy = True
        verbose_name = _("e-governance plan")
        verbose_name_plural = _("e-governance plans")

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.kind = KIND
        super().save(*args, **kwargs)
