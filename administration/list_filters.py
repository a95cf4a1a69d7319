"""Owns the filters of lists of people and offices that show who is to be looked after."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _

from offices.models import Membership, Office, Person, Role
from offices.queries.lookup import cluster_names
from offices.queries.staffing import asleep, never_came, without_focal_point
from plans.display import digits

NEVER = "never"
LONGEST = 36_500  # days


class SleptFilter(admin.SimpleListFilter):
    """Open accounts that nobody used for so many days; the address takes any number of them."""

    title, parameter_name = _("no log-in for"), "slept"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        days = [(str(each), _gettext("%s days") % digits(each)) for each in settings.DORMANT_DAYS]
        return [*days, (NEVER, _gettext("never logged in"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Person]) -> QuerySet[Person]:
        chosen = self.value() or ""
        if chosen == NEVER:
            return never_came(queryset)
        if not (chosen.isascii() and chosen.isdecimal()):
            return queryset
        return asleep(queryset, days=min(int(chosen[:6]), LONGEST), now=timezone.now())


class ClusterFilter(admin.SimpleListFilter):
    """Offices of a cluster; nothing is offered as long as there is none."""

    title, parameter_name = _("cluster"), "cluster"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(name, name) for name in cluster_names()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Office]) -> QuerySet[Office]:
        return queryset.filter(cluster=self.value()) if self.value() else queryset


class RoleFilter(admin.SimpleListFilter):
    """Who holds a role somewhere or held it, each person once."""

    title, parameter_name = _("role"), "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(Role.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Person]) -> QuerySet[Person]:
        if self.value() not in Role.values:
            return queryset
        return queryset.filter(pk__in=Membership.objects.filter(role=self.value()).values("person"))


class FocalPointFilter(admin.SimpleListFilter):
    """Offices that make plans and for which nobody enters."""

    title, parameter_name = _("focal point"), "focal_point"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("none", _("without a focal point"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Office]) -> QuerySet[Office]:
        return without_focal_point(queryset) if self.value() == "none" else queryset
