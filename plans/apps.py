"""Owns the app of what every plan is, whatever its form."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = _("Plans")

    def ready(self) -> None:
        from plans import (
            converters,  # noqa: F401 - registers the quarter of an address
            database_checks,  # noqa: F401 - registers its check
        )
        from plans.guards import after_migrate, before_migrate
        from uploads import scanning  # noqa: F401 - registers its check

        pre_migrate.connect(before_migrate, sender=self, dispatch_uid="plans.guards")
        post_migrate.connect(after_migrate, sender=self, dispatch_uid="plans.guards")
