"""Owns the app of what belongs to the whole system, and the admin site's: the same log-in page as everybody's."""

from django.apps import AppConfig
from django.contrib.admin import apps


class WholeConfig(AppConfig):
    """Its commands copy and restore the whole system; it has no tables."""

    name = "config"


class AdminConfig(apps.AdminConfig):
    default_site = "config.admin.AdminSite"
