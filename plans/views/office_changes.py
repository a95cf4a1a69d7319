"""Owns the administrators' pages that move an office, close it and open it again, with the day and the reason."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from offices.models import Office
from offices.queries.finding import proposals
from offices.queries.lookup import find_offices
from plans.actions.office_changes import close_office, move_office, reopen_office
from plans.display import date_long, digits, said
from plans.views.standing import administrator_for
from plans.written_fields import DayField, WrittenField
from workflow.transitions import Refusal

LONGEST_REASON = 2000


class OfficeChangeForm(forms.Form):
    """From which day, and why."""

    on = DayField(label=_("Last day of the office"), max_length=40, help_text=_("A day like 30/06/2026."))
    reason = WrittenField(_("Reason"), rows=3, max_length=LONGEST_REASON, help_text=_("The order."))


class ReopenForm(OfficeChangeForm):
    """The day it was decided."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].label = _("Day")


class MoveForm(OfficeChangeForm):
    """The new office above, in any spelling or by its code."""

    above = forms.CharField(label=_("New office above, by name or code"), max_length=200)
    field_order = ("above", "on", "reason")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].label = _("First day under it")

    def clean_above(self) -> Office:
        found = find_offices(self.cleaned_data["above"])
        if not found:
            raise forms.ValidationError(_unknown(self.cleaned_data["above"]))
        if len(found) > 1:
            raise forms.ValidationError(_("Several offices are called so; write the code of one."))
        return found[0]


def _unknown(text: str) -> str:
    if found := proposals(text):
        return gettext("No office is called so. Like it are: %s") % digits(found)
    return gettext("No office is called so; look for it in the tree of offices.")


Words = dict[str, Promise]
MOVING: Words = {
    "heading": _("Move an office"),
    "note": _(
        "It goes with all offices below it. From now on the new office above reviews it; plans and marks stay as they "
        "are."
    ),
    "button": _("Move"),
    "done": _("The office was moved."),
}
CLOSING: Words = {
    "heading": _("Close an office"),
    "note": _(
        "It gets no new plans and is not compared in quarters that end later. Its plans and history stay readable."
    ),
    "button": _("Close"),
    "done": _("The office was closed."),
}
REOPENING: Words = {
    "heading": _("Open an office again"),
    "note": _("It is as if it had never been closed; its history tells both."),
    "button": _("Open again"),
    "done": _("The office was opened again."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, office_id: int) -> HttpResponse:
    return _changed(request, office_id, MoveForm, move_office, MOVING)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, office_id: int) -> HttpResponse:
    return _changed(request, office_id, OfficeChangeForm, close_office, CLOSING)


@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: HttpRequest, office_id: int) -> HttpResponse:
    return _changed(request, office_id, ReopenForm, reopen_office, REOPENING)


def _changed(
    request: HttpRequest, office_id: int, form_class: type[OfficeChangeForm], action: Callable[..., Any], words: Words
) -> HttpResponse:
    """The form, or the office once it is done; what is refused is said in the form."""
    standing = administrator_for(request)
    office: Office = get_object_or_404(Office.objects.select_related("parent"), pk=office_id)
    form = form_class(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            action(office=office, by=standing.person, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, said(refusal.sentence))
        else:
            messages.success(request, _said_of(words, form.cleaned_data["on"]))
            return redirect("offices:office", office_id=office.pk)
    context = {"form": form, "office": office, "words": words}
    return render(request, "offices/change.html", context, status=422 if form.errors else 200)


def _said_of(words: Words, on: date) -> str:
    """That it was done; of a closing whose last day is still to end, when it will be."""
    if words is not CLOSING or on < timezone.localdate():
        return str(words["done"])
    return gettext("The office will be closed after %(day)s.") % {"day": date_long(on)}
