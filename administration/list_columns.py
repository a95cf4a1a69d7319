"""Owns what lists of plans and their rows share: whose it is, of which year and kind, how far its reports are."""

from collections.abc import Callable
from functools import partial
from operator import attrgetter
from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _

from plans.display import clock, date_short, quarter_name, said
from plans.kinds import plan_kind, plan_kinds
from plans.models import Plan, QuarterReport
from plans.models.report import STATES
from workflow.transitions import ReportState


def column(
    title: Any, name: str, shows: Callable[[Any], Any] = str, *, ordering: str | None = None, boolean: bool = False
) -> Callable[[Any, Any], Any]:
    """A column of a list or page that shows what a row has under a name; ``ordering``: the column it is sorted by."""
    read = attrgetter(name)

    def shown(page: Any, row: Any) -> Any:
        return shows(read(row))

    return admin.display(shown, description=title, ordering=ordering, boolean=boolean or None)


OF_PLAN = ("office_of", "year_of", "kind_of", "states_of")


def kind_filter(path: str) -> type[admin.SimpleListFilter]:
    """A filter by kind of plan, under the names of the kinds; ``path`` leads to the column."""

    class KindFilter(admin.SimpleListFilter):
        title, parameter_name = _("kind of plan"), path

        def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
            return [(code, said(kind.short)) for code, kind in plan_kinds().items()]

        def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
            return queryset.filter(**{path: self.value()}) if self.value() in plan_kinds() else queryset

    return KindFilter


def state_filter(path: str) -> type[admin.SimpleListFilter]:
    """A filter by the states of a plan's reports, each row once; ``path`` leads to the plan, with its underscores."""

    class StateFilter(admin.SimpleListFilter):
        title, parameter_name = _("state"), "state"

        def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
            return list(STATES)

        def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
            if self.value() not in dict(STATES):
                return queryset
            reported = QuarterReport.objects.filter(state=self.value()).order_by().values("plan")
            return queryset.filter(**{f"{path or 'pk__'}in": reported})

    return StateFilter


def plan_filters(path: str) -> tuple[Any, ...]:
    """Year, kind, state and tier of office; ``path`` leads to the plan, with its underscores."""
    return (f"{path}year", kind_filter(f"{path}kind"), state_filter(path), f"{path}office__tier")


class OfPlan:
    """Columns of a list whose rows belong to a plan."""

    path_to_plan: str

    def plan_of(self, row: Any) -> Plan:
        """The plan that a row belongs to."""
        for name in filter(None, self.path_to_plan.split("__")):
            row = getattr(row, name)
        plan: Plan = row
        return plan

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        queryset: QuerySet[Any] = super().get_queryset(request)  # type: ignore[misc]
        path = f"{self.path_to_plan}__" if self.path_to_plan else ""
        states = Prefetch(f"{path}reports", QuarterReport.objects.only("plan", "quarter", "state"))
        return queryset.select_related(f"{path}office", f"{path}year").prefetch_related(states)

    numbered = column(_("serial number"), "number", ordering="number")

    @admin.display(description=_("office"))
    def office_of(self, row: Any) -> str:
        return str(self.plan_of(row).office)

    @admin.display(description=_("fiscal year"))
    def year_of(self, row: Any) -> str:
        return str(self.plan_of(row).year)

    @admin.display(description=_("kind of plan"))
    def kind_of(self, row: Any) -> str:
        return kind_named(self.plan_of(row).kind)

    @admin.display(description=_("state"))
    def states_of(self, row: Any) -> str:
        """The quarters that left the office; otherwise a draft."""
        reports = [each for each in self.plan_of(row).reports.all() if each.state != ReportState.DRAFT.value]
        told = [f"{quarter_name(each.quarter)}: {each.get_state_display()}" for each in reports]
        return " · ".join(told) or str(_("draft"))


def kind_named(code: str) -> str:
    """The short name of a kind of plan; of an unknown one its code."""
    return said(plan_kind(code).short) if code in plan_kinds() else code


def moment(at: Any) -> str:
    """১৫/১০/২০২০, ১০:৪২; a dash where nothing happened yet."""
    return f"{date_short(at)}, {clock(at)}" if at else "–"


def addresses(site: admin.AdminSite, *pages: tuple[str, Callable[..., Any], str]) -> list[Any]:
    """Pages of our own beside those of the administration: path, view, name."""
    return [path(route, site.admin_view(partial(view, site=site)), name=name) for route, view, name in pages]
