"""Owns the administrators' pages of what is only to be read: the ledger and the marking policies."""

from django.contrib import admin

from plans import models
from plans.admin.kept import ReadOnlyAdmin


@admin.register(models.MarkingPolicy)
class MarkingPolicyAdmin(ReadOnlyAdmin):
    """Policies are never edited, and a new version is made on their own page, with its event."""

    list_display = ("name", "kind", "valid_from", "version")
    list_filter = ("kind",)
    list_select_related = ("valid_from",)


@admin.register(models.Event)
class EventAdmin(ReadOnlyAdmin):
    """The ledger."""

    list_display = ("at", "by", "verb", "subject", "plan_id", "sequence")
    list_select_related = ("by",)
    list_filter = ("verb",)
    search_fields = ("subject",)
