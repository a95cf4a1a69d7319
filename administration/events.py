"""Owns the administrators' pages of what is only to be read: the ledger and the marking policies."""

import json
from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from administration.kept import ReadOnlyAdmin
from administration.list_columns import column, kind_filter, kind_named, moment
from administration.long_lists import LongList
from administration.searches import any_of, called, keys, offices_sought
from offices.models import Person
from plans import models
from plans.display import said
from plans.event_subjects import subject_in_words
from plans.verbs import VERBS


class VerbFilter(admin.SimpleListFilter):
    """What was done, in words."""

    title, parameter_name = _("what was done"), "verb"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(verb, said(sentence)) for verb, sentence in VERBS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[models.Event]) -> QuerySet[models.Event]:
        return queryset.filter(verb=self.value()) if self.value() else queryset


def data(content: Any) -> str:
    """A content as the ledger keeps it."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    return "–" if content is None else format_html('<pre class="data">{}</pre>', text)


@admin.register(models.MarkingPolicy)
class MarkingPolicyAdmin(ReadOnlyAdmin):
    """Policies are never edited, and a new version is made on their own page, with its event."""

    list_display = ("name", "of_kind", "valid_from", "version")
    list_filter = (kind_filter("kind"), "valid_from")
    list_select_related = ("valid_from",)
    fields = ("name", "of_kind", "valid_from", "version", "rules")

    of_kind = column(_("kind of plan"), "kind", kind_named, ordering="kind")
    rules = column(_("switches"), "switches", data)


@admin.register(models.Event)
class EventAdmin(LongList, ReadOnlyAdmin):
    """The ledger, the latest first."""

    list_display = ("when", "who", "what", "about", "of_plan", "number")
    list_filter = (VerbFilter, "plan__year", kind_filter("plan__kind"))
    list_select_related = ("by", "plan__office", "plan__year")
    ordering = ("-pk",)
    sortable_by = ()
    search_fields = ("subject",)
    search_help_text = _("An office in any usual spelling, a person, or what an event without a plan is about.")
    fields = ("when", "who", "what", "about", "of_plan", "number", "was", "became", "written", "sealed")

    def found(self, rows: QuerySet[models.Event], text: str) -> QuerySet[models.Event]:
        """The subjects of plans' events are numbers of rows: all plans have the same, so they find nothing."""
        by_people = Q(by__in=keys(Person.objects.filter(called(text))))
        others = Q(plan__isnull=True, subject__icontains=text)
        return any_of(rows, "plan__office", offices_sought(text), by_people, others)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> models.Event | None:
        """With its subject in words; the page only shows it."""
        event: models.Event | None = super().get_object(request, object_id, from_field)
        if event is not None:
            event.subject = self.about(event)
        return event

    when = column(_("when"), "at", moment, ordering="at")
    who = column(_("by whom"), "by", lambda by: str(by or "–"))

    @admin.display(description=_("what was done"), ordering="verb")
    def what(self, event: models.Event) -> str:
        sentence = VERBS.get(event.verb)
        return said(sentence) if sentence else event.verb

    @admin.display(description=_("what it is about"))
    def about(self, event: models.Event) -> str:
        return subject_in_words(event.verb, event.subject)

    @admin.display(description=_("plan"))
    def of_plan(self, event: models.Event) -> str:
        return "–" if event.plan is None else f"{event.plan} · {kind_named(event.plan.kind)}"

    number = column(_("serial number"), "sequence", ordering="sequence")
    was = column(_("before"), "before", data)
    became = column(_("after"), "after", data)
    written = column(_("rows written"), "rows", data)
    sealed = column(_("seal"), "digest", partial(format_html, "<code>{}</code>"))
