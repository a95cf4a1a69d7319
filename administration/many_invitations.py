"""Owns the administrators' page that invites the people chosen in the list: by mail in the background, or on sheets."""

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from administration.invitation_links import holds_until, invitation_of, on_sheet, page_of_people
from administration.invitation_reach import InvitationReach, reach_of
from administration.mailing_job import ask_to_mail
from offices.models import Person
from plans.actions.invitations import invite_person
from plans.views.standing import administrator_for
from workflow.transitions import Refusal

MOST_SHEETS = 200
LONGEST = 19  # digits: no key has so many


@require_http_methods(["GET", "HEAD", "POST"])
def invite_many_page(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Shows how the chosen people are reached and how not; then mails or prints, as was asked."""
    chosen = [key for key in request.POST.get("people", "").split(",") if _is_key(key)]
    return invite_chosen(request, site, [int(key) for key in chosen])


def invite_chosen(request: HttpRequest, site: AdminSite, keys: list[int]) -> HttpResponse:
    """The same for people whose keys are known: the list asks so."""
    standing = administrator_for(request)
    reach, way = reach_of(keys, standing), request.POST.get("way")
    if way == "mail" and reach.by_mail:
        job = ask_to_mail(people=reach.by_mail, by=standing.person, request=request)
        messages.success(request, _("The links are being mailed; this page tells whom they did not reach."))
        return redirect("jobs:job", job_id=job.pk)
    people = {"paper": reach.reached, "others": list(reach.on_paper)}.get(way or "", [])
    if people and len(people) <= MOST_SHEETS:
        return _sheets(request, site, people, reach, by=standing.person)
    context = page_of_people(site, request, _("Invite the chosen people"))
    context |= {"reach": reach, "chosen": ",".join(map(str, keys)), "too_many": bool(people), "most": MOST_SHEETS}
    status = 422 if people else 200
    return TemplateResponse(request, "administration/invite_many.html", context, status=status)


def _sheets(
    request: HttpRequest, site: AdminSite, people: list[Person], reach: InvitationReach, *, by: Person
) -> HttpResponse:
    """A sheet for each, to be printed in one go, with the figures of its languages; whom it lacks is told above."""
    invitations, refused = [], list(reach.not_reached)
    for person in people:
        until = holds_until(person)
        try:
            invited = invite_person(person=person, address="", until=until, by=by)
        except Refusal as refusal:
            refused.append((person, refusal.sentence))
            continue
        invitations.append(on_sheet(invitation_of(invited, until)))
    context = page_of_people(site, request, _("Invitations"))
    context |= {"invitations": invitations, "reach": InvitationReach(not_reached=refused)}
    return render(request, "administration/invitation_sheets.html", context)


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < LONGEST
