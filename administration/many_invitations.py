"""Owns inviting the people chosen in the list: whom a link reaches by mail, on sheets, or not, and why."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from administration.invitation_links import can_mail, holds_until, invitation_of, on_sheet, page_of_people
from administration.mailing_job import ask_to_mail
from cell_values.sentence import Sentence
from offices.models import Membership, Person
from offices.queries.giving import may_change
from offices.queries.rights import Standing
from plans.actions.invitations import LOG_IN_CLOSED, invite_person
from plans.actions.people import NOT_TO_CHANGE
from plans.views.sent_keys import key_in
from plans.views.standing import administrator_for
from workflow.transitions import Refusal

HAS_PASSWORD = Sentence(
    "পাসওয়ার্ড আগে থেকেই আছে। ভুলে গিয়ে থাকলে তাঁর নিজের পাতা থেকে লিংক দিন।",
    "Has a password already. If it is forgotten, give a link on their own page.",
)


@dataclass(frozen=True)
class InvitationReach:
    """Whom invitations reach: those with an address, those on paper only, and those not at all with the reason."""

    by_mail: Sequence[Person] = ()
    on_paper: Sequence[Person] = ()
    not_reached: Sequence[tuple[Person, Sentence]] = ()

    @property
    def reached(self) -> list[Person]:
        return [*self.by_mail, *self.on_paper]


def reach_of(keys: Collection[int], standing: Standing) -> InvitationReach:
    """How the chosen people are reached by who invites them, by name. Two queries."""
    lasting = Membership.objects.filter(Q(until__isnull=True) | Q(until__gte=timezone.localdate()))
    people = Person.objects.filter(pk__in=keys).order_by("username")
    found = list(people.prefetch_related(Prefetch("memberships", lasting, "lasting")))
    reasons = {person.pk: _why_not(person, standing) for person in found}
    reached = [person for person in found if reasons[person.pk] is None]
    return InvitationReach(
        [person for person in reached if can_mail(person)],
        [person for person in reached if not can_mail(person)],
        list(_not_reached(found, reasons)),
    )


def _not_reached(people: Iterable[Person], reasons: dict[int, Sentence | None]) -> Iterable[tuple[Person, Sentence]]:
    for person in people:
        if (reason := reasons[person.pk]) is not None:
            yield person, reason


def _why_not(person: Person, standing: Standing) -> Sentence | None:
    if not may_change(standing, person, [each.role for each in person.lasting]):  # type: ignore[attr-defined]
        return NOT_TO_CHANGE
    if not person.is_active:
        return LOG_IN_CLOSED
    return HAS_PASSWORD if person.has_usable_password() else None


MOST_SHEETS = 200


@require_http_methods(["GET", "HEAD", "POST"])
def invite_many_page(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Shows how the chosen people are reached and how not; then mails or prints, as was asked."""
    sent = map(key_in, request.POST.get("people", "").split(","))
    return invite_chosen(request, site, [key for key in sent if key is not None])


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
