"""Owns the app of what a quarter's work is done in: entry, hand-in, review, decision."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EntryConfig(AppConfig):
    name = "entry"
    verbose_name = _("Entry of achievements")
