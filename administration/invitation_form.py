"""Owns what the page that invites somebody accepts: who it is, and where, as what and from when they work."""

from typing import Any

from django import forms
from django.contrib.auth.forms import UsernameField
from django.utils import timezone
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _

from administration.form_fields import DAY, NormalField
from offices.models import Membership, Office, Person, Role
from offices.queries.finding import proposals
from offices.queries.giving import may_give
from offices.queries.lookup import find_offices
from offices.queries.rights import Standing
from plans.actions.invitations import Placing
from plans.display import date_short, digits
from plans.written_fields import DayField


class InvitationForm(forms.ModelForm[Person]):
    """The name of an office is typed, in any spelling, or its code: lists of offices are long."""

    name_bn = NormalField(label=_("name in Bengali"), max_length=150)
    office = NormalField(label=_("office"), help_text=_("Its name in any usual spelling, or its code."))
    post = NormalField(label=_("post"), required=False, max_length=200)
    role = forms.ChoiceField(label=_("role"))
    since = DayField(label=_("from"), widget=forms.TextInput(attrs=DAY))
    on_paper = forms.BooleanField(label=_("Print the invitation instead of mailing it"), required=False)

    class Meta:
        model = Person
        fields = ("name_bn", "username", "email")
        field_classes = {"username": UsernameField}
        help_texts = {
            "username": _("The name for log-in. Letters, digits and @ . + - _ only."),
            "email": _("Where there is none, the invitation is printed."),
        }

    def __init__(
        self,
        *arguments: Any,
        standing: Standing,
        office: Office | None = None,
        after: Membership | None = None,
        **options: Any,
    ) -> None:
        """``office``: proposed; ``after``: whose role at an office passes to who is invited, which fixes the place."""
        self.after = after
        place = _place_of(after) if after else {"office": (office.code or office.name) if office else ""}
        options["initial"] = {"since": date_short(timezone.localdate()), "role": Role.FOCAL_POINT} | place
        super().__init__(*arguments, **options)
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)  # noqa: S101 - declared above
        role.choices = [(value, label) for value, label in Role.choices if may_give(standing, value)]
        for name in ("office", "post", "role") if after else ():
            self.fields[name].disabled = True

    def clean_office(self) -> Office:
        if self.after:
            return self.after.office
        found = find_offices(self.cleaned_data["office"])
        if not found:
            like = proposals(self.cleaned_data["office"])
            told = _gettext("No office is called so. Like it are: %s") % digits(like) if like else ""
            raise forms.ValidationError(told or _gettext("No office is called so."))
        if len(found) > 1:
            names = "; ".join(f"{each} ({digits(each.code or '–')})" for each in found)
            raise forms.ValidationError(_gettext("Several offices are called so, write the code: %s") % names)
        return found[0]

    @property
    def placing(self) -> Placing:
        """Where the person works; the form must be valid."""
        typed = self.cleaned_data
        return Placing(typed["office"], typed["role"], typed["post"], typed["since"], self.after)


def _place_of(held: Membership) -> dict[str, Any]:
    return {"office": held.office.name, "post": held.post.title if held.post else "", "role": held.role}
