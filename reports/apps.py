"""Owns the app of scorecards, comparisons and printed reports; it reads and owns no plan data."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Reports")

    def ready(self) -> None:
        from reports import font_checks as checks  # noqa: F401 - registers the checks
