"""Owns the administrators' pages of people: who they are, how they log in, which rights they hold."""

import copy
from collections.abc import Sequence
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, AdminUserCreationForm, UserChangeForm
from django.contrib.auth.hashers import is_password_usable
from django.core.exceptions import BadRequest, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from administration.calendar_and_offices import SharedAdmin
from administration.forms import KeptForm, KeptFormSet
from administration.hand_over import hand_over_page
from administration.invitations import invite_again_page, invite_page
from administration.kept import KeptInline
from administration.list_columns import addresses, column, moment
from administration.list_filters import RoleFilter, SleptFilter
from administration.long_lists import ListOfPeople
from administration.many_invitations import invite_chosen, invite_many_page
from offices import models
from offices.queries.giving import may_change, roles_of
from offices.queries.rights import Standing
from plans.actions.ledger import lock_shared
from plans.actions.people import LAST_CHIEF, RIGHTS, check_given, edit_people, set_password
from plans.actions.row_writes import RowEdit
from plans.display import said
from plans.views.sent_keys import key_in
from plans.views.standing import standing_for
from workflow.transitions import Refusal


class MembershipFormSet(KeptFormSet):
    """Roles that the person at the page may give."""

    standing: Standing

    def clean(self) -> None:
        super().clean()
        for form in self.forms:
            if isinstance(form, KeptForm) and form.has_changed() and form.is_valid():
                self._check_given(form)

    def _check_given(self, form: KeptForm) -> None:
        try:
            check_given(self.standing, form.as_edit())
        except Refusal as refusal:
            form.add_error("role", said(refusal.sentence))
            raise ValidationError(said(refusal.sentence)) from refusal


class MembershipInline(KeptInline):
    model = models.Membership
    formset = MembershipFormSet
    fields = ("office", "role", "post", "since", "until")
    autocomplete_fields = ("office", "post")
    fk_name = "person"

    def get_formset(self, request: HttpRequest, obj: Any = None, **options: Any) -> Any:
        formset = super().get_formset(request, obj, **options)
        formset.standing = standing_for(request)  # type: ignore[attr-defined]
        return formset


class PasswordWord(forms.Widget):
    """Whether there is a password, and the way to another one; nothing of the stored one."""

    read_only = True

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        known = bool(value) and is_password_usable(value)
        state = gettext("There is a password.") if known else gettext("There is no password: no log-in by one.")
        return format_html('<span>{} <a href="../password/">{}</a></span>', state, gettext("Give a new password"))

    def id_for_label(self, id_: str | None) -> str:
        return ""


class PersonForm(KeptForm, UserChangeForm[models.Person]):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "password" in self.fields:
            self.fields["password"].widget, self.fields["password"].help_text = PasswordWord(), ""

    def clean(self) -> dict[str, Any] | None:
        """The last who can make administrators stays one."""
        cleaned = super().clean() or {}
        lost = [name for name in ("is_active", "is_staff", "is_superuser") if cleaned.get(name) is False]
        chiefs = models.Person.objects.filter(is_active=True, is_staff=True, is_superuser=True)
        others = chiefs.exclude(pk=self.instance.pk)
        if lost and chiefs.filter(pk=self.instance.pk).exists() and not others.exists():
            self.add_error(lost[0], said(LAST_CHIEF))
        return cleaned


class PersonAddForm(KeptForm, AdminUserCreationForm[models.Person]):
    """Somebody new, with a password to be told."""


class PasswordForm(AdminPasswordChangeForm):  # type: ignore[type-arg]
    """A new password, given by an action."""

    def __init__(self, *args: Any, by: models.Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.by = by
        if "usable_password" in self.fields:  # Django writes this in English only
            warning = gettext("If log-in by password is switched off, the present password is gone.")
            markup = '<ul id="id_unusable_warning" class="messagelist"><li class="warning">{}</li></ul>'
            self.fields["usable_password"].help_text = format_html(markup, warning)

    def save(self, commit: bool = True) -> Any:
        password = self.cleaned_data["password1"] if self.cleaned_data["set_usable_password"] else None
        set_password(person=self.user, password=password, by=self.by)
        return self.user


@admin.register(models.Person)
class PersonAdmin(ListOfPeople, SharedAdmin, UserAdmin[models.Person]):
    form, add_form = PersonForm, PersonAddForm
    change_list_template = "admin/offices/person/change_list.html"
    list_display = ("username", "name_bn", "held", "last_came", "is_staff", "is_superuser", "is_active")
    list_filter = (SleptFilter, "is_active", "is_staff", "is_superuser", RoleFilter)
    search_fields = ("username",)
    inlines = (MembershipInline,)
    actions = ("invite_people",)

    class Media:
        js = ("js/action-digits.js",)

    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("name_bn", "first_name", "last_name", "email")}),
        (_("Rights"), {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "name_bn", "usable_password", "password1", "password2")}),)

    def get_urls(self) -> list[Any]:
        own = addresses(
            self.admin_site,
            ("<int:person_id>/hand-over/", hand_over_page, "offices_person_hand_over"),
            ("invite/", invite_page, "offices_person_invite"),
            ("invite/many/", invite_many_page, "offices_person_invite_many"),
            ("<int:person_id>/invite/", invite_again_page, "offices_person_invite_again"),
        )
        return [*own, *super().get_urls()]

    @admin.action(description=_("Invite the chosen people"))
    def invite_people(self, request: HttpRequest, queryset: QuerySet[models.Person]) -> HttpResponse:
        return invite_chosen(request, self.admin_site, list(queryset.order_by().values_list("pk", flat=True)))

    def response_action(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse | None:
        """Keys that no row can have are not asked for in the database."""
        if None in map(key_in, request.POST.getlist(ACTION_CHECKBOX_NAME)):
            raise BadRequest
        return super().response_action(request, *args, **options)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Of who may invite."""
        return super().get_actions(request) if self.may_write(request) else {}

    @admin.display(description=_("memberships"))
    def held(self, person: models.Person) -> str:
        return " · ".join(f"{each.get_role_display()}, {each.office}" for each in person.memberships.all())

    last_came = column(_("last log-in"), "last_login", moment, ordering="last_login")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("memberships__office")

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """Groups are few: a list to tick."""
        return super().formfield_for_manytomany(db_field, request, widget=forms.CheckboxSelectMultiple(), **options)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if not super().has_change_permission(request, obj):
            return False
        standing = standing_for(request)
        return obj is None or may_change(standing, obj, roles_of(obj, on=timezone.localdate()))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Rights of staff are given by chiefs."""
        is_chief = standing_for(request).is_chief
        return () if is_chief or obj is None else RIGHTS[:3]

    def write(self, request: HttpRequest, row: Any, edits: Sequence[RowEdit]) -> None:
        edit_people(edits=edits, by=request.user)  # type: ignore[arg-type]

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        """The page of Django, with a form that knows who gives the password."""
        page = copy.copy(self)
        page.change_password_form = partial(PasswordForm, by=request.user)  # type: ignore[arg-type]
        with transaction.atomic():
            lock_shared()
            answer: HttpResponse = UserAdmin.user_change_password(page, request, id, form_url)
        return answer
