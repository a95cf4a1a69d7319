"""Owns the app of the 14-column integrity form."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntegrityPlansConfig(AppConfig):
    name = "integrity_plans"
    verbose_name = _("Integrity plans")
