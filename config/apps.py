"""Owns the app of what belongs to the whole system, and the admin site's: the same log-in page as everybody's."""

from django.apps import AppConfig
from django.contrib.admin import apps


class WholeConfig(AppConfig):
    """Its commands copy and restore the whole system; it has no tables."""

    name = "config"


class AdminConfig(apps.AdminConfig):
    default_site = "config.admin.AdminSite"

    def ready(self) -> None:
        """What listens to log-ins is there before the first of them."""
        super().ready()
        from config import door_log, sessions  # noqa: F401
