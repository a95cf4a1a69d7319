"""Owns the administrators' page on which somebody's role at an office passes to another person on a day."""

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from administration.hand_over_form import HandOverForm
from administration.invitation_links import page_of_people
from offices.models import Membership, Person
from plans.actions.handing_over import hand_over
from plans.actions.ledger import lock_shared
from plans.display import date_long, said
from plans.views.standing import administrator_for
from workflow.transitions import Refusal


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over_page(request: HttpRequest, person_id: int, site: AdminSite) -> HttpResponse:
    """Ends a membership of a person and begins another's, as one step."""
    standing = administrator_for(request)
    person = get_object_or_404(Person, pk=person_id)
    form = HandOverForm(request.POST or None, passable=memberships_to_pass(person))
    if request.method == "POST" and (taken := _handed_over(form, standing.person)) is not None:
        told = _("%(person)s is %(role)s of %(office)s from %(day)s.")
        what = {"person": taken.person, "role": taken.get_role_display(), "office": taken.office}
        messages.success(request, told % (what | {"day": date_long(taken.since)}))
        return redirect("admin:offices_person_change", taken.person_id)
    context = page_of_people(site, request, _("Hand over"))
    context |= {"person": person, "form": form, "passable": form.fields["held"].queryset}  # type: ignore[attr-defined]
    status = 422 if request.method == "POST" else 200
    return TemplateResponse(request, "administration/hand_over.html", context, status=status)


def memberships_to_pass(person: Person) -> QuerySet[Membership]:
    """The memberships of a person that have not ended."""
    lasting = Q(until__isnull=True) | Q(until__gte=timezone.localdate())
    return person.memberships.filter(lasting).select_related("person", "office").order_by("since", "pk")


def _handed_over(form: HandOverForm, by: Person) -> Membership | None:
    """The new membership; None where the form or the action refuses."""
    try:
        with transaction.atomic():
            lock_shared()
            if not form.is_valid():
                return None
            return hand_over(**form.cleaned_data, by=by)
    except Refusal as refusal:
        form.add_error(None, said(refusal.sentence))
        return None
