"""Owns the proxy through which admin and permissions speak of integrity plans."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from integrity_plans.kind import KIND
from plans.models import Plan


class IntegrityPlans(models.Manager["IntegrityPlan"]):
    def get_queryset(self) -> models.QuerySet["IntegrityPlan"]:
        return super().get_queryset().filter(kind=KIND)


class IntegrityPlan(Plan):
    objects: ClassVar[IntegrityPlans] = IntegrityPlans()

    class Meta:
        proxy = True
        verbose_name = _("integrity plan")
        verbose_name_plural = _("integrity plans")

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.kind = KIND
        super().save(*args, **kwargs)
