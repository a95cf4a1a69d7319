"""Owns the app of what belongs to the whole system, and the admin site's: the same log-in page as everybody's."""

from typing import Any

from django.apps import AppConfig
from django.contrib.admin import apps, autodiscover
from django.contrib.admin.checks import check_admin_app, check_dependencies
from django.core import checks


class WholeConfig(AppConfig):
    """Its commands copy and restore the whole system; it has no tables."""

    name = "config"


class AdminConfig(apps.SimpleAdminConfig):
    """Its pages are found where the addresses are (``config.urls``): a command that serves none starts without them."""

    default_site = "config.admin.AdminSite"

    def ready(self) -> None:
        """What listens to log-ins is there before the first of them."""
        from config import door_log, sessions  # noqa: F401

        checks.register(check_dependencies, checks.Tags.admin)
        checks.register(check_pages, checks.Tags.admin)


def check_pages(**options: Any) -> list[checks.CheckMessage]:
    """Django's own check of the pages, once all of them are found."""
    autodiscover()
    return check_admin_app(**options)
