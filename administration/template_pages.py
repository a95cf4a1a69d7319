"""Owns the administrators' pages of templates: the list, and one to read with its rows, versions and plans."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from administration.kept import ReadOnlyAdmin
from administration.list_columns import addresses, column, kind_filter, kind_named, moment
from administration.template_making import choose_plan_page, make_template_page
from plans.display import digits
from plans.models import PlanTemplate
from plans.queries.templates import plans_with_few_own_rows, versions_of


@admin.register(PlanTemplate)
class PlanTemplateAdmin(ReadOnlyAdmin):
    """Templates are never edited: another one of the same year, kind and tier replaces."""

    list_display = ("of_year", "of_kind", "tier", "in_version", "used_by", "maker", "made")
    list_filter = (kind_filter("kind"), "tier")
    list_select_related = ("made_by",)
    fields = ("of_year", "of_kind", "tier", "in_version", "made_from", "maker", "made", "said", "followed", "replaced")
    show_full_result_count = False

    def get_urls(self) -> list[Any]:
        own = addresses(
            self.admin_site,
            ("make/", choose_plan_page, "plans_plantemplate_choose"),
            ("make/<int:plan_id>/", make_template_page, "plans_plantemplate_make"),
        )
        return [*own, *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[PlanTemplate]:
        templates: QuerySet[PlanTemplate] = super().get_queryset(request)
        return templates.annotate(used=Count("plans"))

    of_year = column(_("fiscal year"), "year.label", ordering="start_year")
    of_kind = column(_("kind of plan"), "kind", kind_named, ordering="kind")
    in_version = column(_("version"), "version", digits, ordering="version")
    used_by = column(_("plans made from it"), "used", digits)
    maker = column(_("made by"), "made_by")
    made = column(_("made at"), "made_at", moment, ordering="made_at")

    @admin.display(description=_("standard rows"))
    def said(self, template: PlanTemplate) -> str:
        rows = template.rows
        areas = [{"area": area, "least": rows.own_rows.get(area.number)} for area in rows.areas]
        return render_to_string("administration/template_rows.html", {"areas": areas})

    @admin.display(description=_("plans made from it"))
    def followed(self, template: PlanTemplate) -> str:
        context = {"used": template.used, "few": list(plans_with_few_own_rows(template))}  # type: ignore[attr-defined]
        return render_to_string("administration/template_followed.html", context)

    @admin.display(description=_("versions"))
    def replaced(self, template: PlanTemplate) -> str:
        versions = [{"version": each, "made": moment(each.made_at)} for each in versions_of(template)]
        return render_to_string("administration/template_versions.html", {"versions": versions, "shown": template})
