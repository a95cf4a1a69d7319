"""Owns the administrators' pages of log-in: groups of rights, e-mail addresses, second factors."""

from collections.abc import Sequence
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils import timezone

from offices.queries.giving import may_change, roles_of
from plans.actions.people import edit_people, remove_second_factor
from plans.actions.row_writes import RowEdit
from plans.admin.kept import ReadOnlyAdmin
from plans.admin.reference import SharedAdmin
from plans.queries.access import standing_today

for taken in (Group, EmailAddress, Authenticator):  # by the apps that bring them
    if admin.site.is_registered(taken):
        admin.site.unregister(taken)


@admin.register(Group)
class GroupAdmin(SharedAdmin):
    """What a group may, its members may: groups are of chiefs."""

    search_fields = ("name",)
    filter_horizontal = ("permissions",)

    def may_write(self, request: HttpRequest) -> bool:
        return standing_today(request.user).is_chief  # type: ignore[arg-type]

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        options["queryset"] = db_field.remote_field.model.objects.select_related("content_type")
        return super().formfield_for_manytomany(db_field, request, **options)

    def write(self, request: HttpRequest, row: Any, edits: Sequence[RowEdit]) -> None:
        edit_people(edits=edits, by=request.user)  # type: ignore[arg-type]


@admin.register(EmailAddress)
class EmailAddressAdmin(ReadOnlyAdmin):
    """Who changes an address changes their own; that of an account is on the page of the person."""

    list_display = ("email", "user", "primary", "verified")
    list_filter = ("primary", "verified")
    list_select_related = ("user",)
    search_fields = ("email", "user__username", "user__name_bn")


@admin.register(Authenticator)
class AuthenticatorAdmin(ReadOnlyAdmin):
    """Second factors, without their secrets; a lost one is taken away by who may change the person."""

    list_display = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type",)
    list_select_related = ("user",)
    search_fields = ("user__username", "user__name_bn")
    fields = ("user", "type", "created_at", "last_used_at")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        standing = standing_today(request.user)  # type: ignore[arg-type]
        if obj is None:
            return standing.is_administrator
        return may_change(standing, obj.user, roles_of(obj.user, on=timezone.localdate()))

    def delete_model(self, request: HttpRequest, obj: Authenticator) -> None:
        remove_second_factor(factor=obj, by=request.user)  # type: ignore[arg-type]
