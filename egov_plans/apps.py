"""Owns the app of the 11-column e-governance and innovation form."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EgovPlansConfig(AppConfig):
    name = "egov_plans"
    verbose_name = _("E-governance and innovation plans")
