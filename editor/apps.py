"""Owns the app of the plan editor: a whole plan written and changed on one page."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorConfig(AppConfig):
    name = "editor"
    verbose_name = _("Plan editor")
