"""Owns the administrators' pages of log-in: groups of rights, e-mail addresses, second factors."""

from collections.abc import Sequence
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from administration.calendar_and_offices import SharedAdmin
from administration.kept import ReadOnlyAdmin
from administration.list_columns import column, moment
from administration.long_lists import ListOfPeople
from offices.models import SecondFactor
from offices.queries.giving import may_change, roles_of
from plans.actions.people import edit_people, remove_second_factor
from plans.actions.row_writes import RowEdit
from plans.views.standing import standing_for


def named(name: Any, base: type[admin.FieldListFilter] = admin.BooleanFieldListFilter) -> type[admin.FieldListFilter]:
    """A filter of a column that its app gave no Bengali name."""

    def begin(self: admin.FieldListFilter, *arguments: Any, **options: Any) -> None:
        base.__init__(self, *arguments, **options)
        self.title = name

    return type(base.__name__, (base,), {"__init__": begin})


ACTIONS = {"add": _("add"), "change": _("change"), "delete": _("delete"), "view": _("view")}
kinds_of_factor = named(_("second factor"), admin.ChoicesFieldListFilter)

for taken in (Group, EmailAddress, Authenticator):  # by the apps that bring them
    if admin.site.is_registered(taken):
        admin.site.unregister(taken)


class PermissionsField(forms.ModelMultipleChoiceField[Permission]):
    """Django's permissions, which it names in English when it makes them."""

    def label_from_instance(self, permission: Permission) -> str:
        action, kind = permission.codename.partition("_")[0], permission.content_type
        return f"{gettext(kind.name)}: {ACTIONS.get(action, action)}"


@admin.register(Group)
class GroupAdmin(SharedAdmin):
    """What a group may, its members may: groups are of chiefs."""

    search_fields = ("name",)
    filter_horizontal = ("permissions",)

    def may_write(self, request: HttpRequest) -> bool:
        return standing_for(request).is_chief

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        options["queryset"] = db_field.remote_field.model.objects.select_related("content_type")
        options["form_class"] = PermissionsField
        return super().formfield_for_manytomany(db_field, request, **options)

    def write(self, request: HttpRequest, row: Any, edits: Sequence[RowEdit]) -> None:
        edit_people(edits=edits, by=request.user)  # type: ignore[arg-type]


@admin.register(EmailAddress)
class EmailAddressAdmin(ListOfPeople, ReadOnlyAdmin):
    """Who changes an address changes their own; that of an account is on the page of the person."""

    list_display = ("email", "who", "is_primary", "is_verified")
    list_filter = (("primary", named(_("primary"))), ("verified", named(_("verified"))))
    list_select_related = ("user",)
    search_fields = ("email",)
    people_column = "user"
    fields = ("email", "who", "is_primary", "is_verified")

    who = column(_("person"), "user", ordering="user")
    is_primary = column(_("primary"), "primary", bool, boolean=True, ordering="primary")
    is_verified = column(_("verified"), "verified", bool, boolean=True, ordering="verified")


@admin.register(SecondFactor)
class SecondFactorAdmin(ListOfPeople, ReadOnlyAdmin):
    """Second factors, without their secrets; a lost one is taken away by who may change the person."""

    list_display = ("who", "what", "since", "last_used")
    list_filter = (("type", kinds_of_factor),)
    list_select_related = ("user",)
    search_fields = ("user__username",)
    people_column = "user"
    fields = ("who", "what", "since", "last_used")

    who = column(_("person"), "user", ordering="user")

    @admin.display(description=_("second factor"), ordering="type")
    def what(self, factor: SecondFactor) -> str:
        return str(factor.get_type_display())

    since = column(_("set up at"), "created_at", moment, ordering="created_at")
    last_used = column(_("last used at"), "last_used_at", moment, ordering="last_used_at")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        standing = standing_for(request)
        if obj is None:
            return standing.is_administrator
        return may_change(standing, obj.user, roles_of(obj.user, on=timezone.localdate()))

    def delete_model(self, request: HttpRequest, obj: SecondFactor) -> None:
        remove_second_factor(factor=obj, by=request.user)  # type: ignore[arg-type]
