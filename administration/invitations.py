"""Owns the administrators' pages that invite: somebody new is placed and invited, somebody known gets another link."""

from typing import Any, TypeVar

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from administration.invitation_form import InvitationForm
from administration.invitation_links import (
    can_mail,
    holds_until,
    invitation_of,
    mail_invitation,
    on_sheet,
    page_of_people,
)
from offices.models import Membership, Office, Person
from plans.actions.invitations import invite_person, place_person
from plans.actions.ledger import lock_shared
from plans.display import date_long, said
from plans.views.sent_keys import key_in
from plans.views.standing import administrator_for, standing_for
from workflow.transitions import Refusal

Row = TypeVar("Row", Office, Membership)


@require_http_methods(["GET", "HEAD", "POST"])
def invite_page(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Places somebody new at an office and invites them: by mail, or on a sheet to print."""
    standing = administrator_for(request)
    office, after = _asked(request, "office", Office), _asked(request, "after", Membership)
    form = InvitationForm(request.POST or None, standing=standing, office=office, after=after)
    if request.method == "POST" and (person := _placed(form, standing.person)) is not None:
        return _invite(request, site, person, on_paper=form.cleaned_data["on_paper"])
    status = 422 if request.method == "POST" else 200
    context = page_of_people(site, request, _("Invite somebody")) | {"form": form, "after": after}
    return TemplateResponse(request, "administration/invite.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def invite_again_page(request: HttpRequest, person_id: int, site: AdminSite) -> HttpResponse:
    """Gives somebody who is known another link: the first one went astray, or the password is forgotten."""
    administrator_for(request)
    person = get_object_or_404(Person, pk=person_id)
    if request.method == "POST":
        return _invite(request, site, person, on_paper="on_paper" in request.POST)
    context = page_of_people(site, request, _("A link to a new password"))
    context |= {"person": person, "can_mail": can_mail(person), "until": date_long(holds_until(person))}
    return TemplateResponse(request, "administration/invite_again.html", context)


def _asked(request: HttpRequest, name: str, kind: type[Row]) -> Row | None:
    """The row whose key the address names; 404 where there is none such."""
    key = key_in(request.GET.get(name, ""))
    return None if key is None else get_object_or_404(kind, pk=key)


def _placed(form: InvitationForm, by: Person) -> Person | None:
    """The person as stored; None where the form or the action refuses."""
    try:
        with transaction.atomic():
            lock_shared()
            if not form.is_valid():
                return None
            person: Person = form.save(commit=False)
            place_person(person=person, placing=form.placing, by=by)
            return person
    except Refusal as refusal:
        form.add_error(None, said(refusal.sentence))
        return None


def _invite(request: HttpRequest, site: AdminSite, person: Person, *, on_paper: bool) -> HttpResponse:
    """The link is made when all is stored, and shown or mailed once: nothing of it is kept."""
    address, until = person.email if can_mail(person) and not on_paper else "", holds_until(person)
    try:
        invited = invite_person(person=person, address=address, until=until, by=standing_for(request).person)
    except Refusal as refusal:
        messages.error(request, said(refusal.sentence))
        return redirect("admin:offices_person_change", person.pk)
    invitation = invitation_of(invited, until)
    if not address:
        return _sheet(request, site, invitation)
    if mail_invitation(invited, invitation):
        told = _("The invitation went to %(address)s. It holds until %(until)s.")
        messages.success(request, told % {"address": address, "until": date_long(until)})
        return redirect("admin:offices_person_change", person.pk)
    messages.warning(request, _("The mail server did not take the invitation. Print it instead."))
    return _sheet(request, site, invitation)


def _sheet(request: HttpRequest, site: AdminSite, invitation: dict[str, Any]) -> HttpResponse:
    """The invitation in both languages, to be printed; its figures are those of its languages, not of the reader's."""
    context = page_of_people(site, request, _("Invitation")) | on_sheet(invitation)
    return render(request, "administration/invitation_sheet.html", context)
