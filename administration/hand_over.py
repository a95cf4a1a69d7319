"""Owns the administrators' page on which somebody's role at an office passes to another person on a day."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from administration.form_fields import DAY, NormalField
from administration.invitation_links import page_of_people
from offices.models import Membership, Person
from plans.actions.handing_over import hand_over
from plans.actions.ledger import lock_shared
from plans.display import date_long, said
from plans.views.standing import administrator_for
from plans.written_fields import DayField
from workflow.transitions import Refusal


class HandOverForm(forms.Form):
    """Who takes over is named as for log-in, or by the Bengali name where nobody else has it."""

    held = forms.ModelChoiceField(
        Membership.objects.none(), label=gettext_lazy("Role and office"), widget=forms.RadioSelect, empty_label=None
    )
    to = NormalField(
        label=gettext_lazy("To whom"), help_text=gettext_lazy("The name for log-in, or the whole Bengali name.")
    )
    on = DayField(label=gettext_lazy("First day of who takes over"), widget=forms.TextInput(attrs=DAY))

    def __init__(self, *arguments: Any, passable: QuerySet[Membership], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["held"].queryset = passable  # type: ignore[attr-defined]
        self.fields["held"].initial = passable.first()

    def clean_to(self) -> Person:
        name = self.cleaned_data["to"]
        found = list(Person.objects.filter(Q(username__iexact=name) | Q(name_bn=name))[:2])
        if not found:
            raise forms.ValidationError(gettext_lazy("Nobody is called so. Invite somebody new below."))
        if len(found) > 1:
            raise forms.ValidationError(gettext_lazy("Several people are called so: write the name for log-in."))
        return found[0]


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
