"""Owns the app of what every plan is, whatever its form."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = _("Plans")

    def ready(self) -> None:
        from plans.files import scanning  # noqa: F401 - registers its check
