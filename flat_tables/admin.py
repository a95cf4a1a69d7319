"""Owns the administrators' pages that bring flat tables in and out, beside the lists of what they hold."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from import_export.admin import ImportExportMixin

from administration.calendar_and_offices import DeadlineAdmin, OfficeAdmin
from administration.form_rows import IndicatorAdmin
from administration.kept import ReadOnlyAdmin
from administration.list_columns import OF_PLAN, OfPlan, moment, plan_filters
from administration.long_lists import ListOfRows
from administration.persons import PersonAdmin
from flat_tables.cell_table import CellTable
from flat_tables.deadline_table import DeadlineTable
from flat_tables.flat_table import TableResult
from flat_tables.formats import FORMATS, UnreadableTableError
from flat_tables.forms import FormatForm, TableUploadForm, YesForm
from flat_tables.indicator_table import IndicatorTable
from flat_tables.office_table import OfficeTable
from flat_tables.people_table import PeopleTable
from flat_tables.storage import WaitingFiles
from offices.models import Deadline, Office, Person
from plan_tree.terms import QUARTERS
from plans.display import digits, quarter_name, shown
from plans.models import Indicator, Plan, QuarterCell
from plans.views.standing import standing_for

SHOWN = 100  # changes, problems and doubts a page shows of all there are


class FlatTableAdmin(ImportExportMixin):
    """A list that is imported and exported as a flat table, by administrators who may change it."""

    formats = FORMATS
    import_form_class, confirm_form_class, export_form_class = TableUploadForm, YesForm, FormatForm
    import_template_name, export_template_name = "flat_tables/import.html", "flat_tables/export.html"
    tmp_storage_class = WaitingFiles
    skip_admin_log = True  # a table writes its own events, in the transaction of its rows

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Of administrators, who may change these rows."""
        permission = f"{self.opts.app_label}.change_{self.opts.model_name}"
        is_administrator = standing_for(request).is_administrator
        return bool(is_administrator and request.user.has_perm(permission))

    def has_export_permission(self, request: HttpRequest) -> bool:
        return bool(self.has_view_permission(request))

    def get_export_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The rows of the list as it was narrowed; never all of them for a filter that no list has."""
        try:
            rows: QuerySet[Any] = super().get_export_queryset(request)
            return rows
        except IncorrectLookupParameters as unknown:
            raise BadRequest from unknown

    def get_import_data_kwargs(self, **options: Any) -> dict[str, Any]:
        return {"fingerprint": options["form"].cleaned_data.get("fingerprint")}

    def get_import_context_data(self, **options: Any) -> dict[str, Any]:
        shown: dict[str, Any] = super().get_import_context_data(**options)
        return shown | self._about_columns()

    def get_export_context_data(self, **options: Any) -> dict[str, Any]:
        shown: dict[str, Any] = super().get_export_context_data(**options)
        return shown | self._about_columns()

    def process_import(self, request: HttpRequest, **options: Any) -> HttpResponse:
        """Stores what was shown; after a second click or yes the file is gone, which is said."""
        try:
            answer: HttpResponse = super().process_import(request, **options)
            return answer
        except FileNotFoundError:
            messages.warning(
                request, _("The file is not kept any more: perhaps it was stored already. Bring it again.")
            )
        except UnreadableTableError as unread:  # it was read for its preview: now the machine is too busy
            messages.error(request, unread.sentence.in_language(get_language() or "bn"))
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_import")

    def process_result(self, result: TableResult, request: HttpRequest) -> HttpResponse:
        """Back to the list; or, where what was shown no longer holds, to the page that says so."""
        if result.is_faultless:
            answer: HttpResponse = super().process_result(result, request)
            return answer
        context = self.admin_site.each_context(request) | self.get_import_context_data()
        context |= {"title": _("Import"), "form": self.create_import_form_anew(), "opts": self.opts, "result": result}
        return TemplateResponse(request, self.import_template_name, context, status=409)

    def create_import_form_anew(self) -> TableUploadForm:
        return TableUploadForm(FORMATS, self.resource_classes)

    def add_success_message(self, result: TableResult, request: HttpRequest) -> None:
        totals = {name: digits(result.totals[name]) for name in ("new", "update", "skip")}
        said = _("Stored: %(new)s rows added, %(update)s changed; %(skip)s said nothing new.")
        messages.success(request, said % totals)

    def add_data_read_fail_error_to_form(self, form: TableUploadForm, error: Exception) -> None:
        form.add_error("import_file", str(error))

    def _about_columns(self) -> dict[str, Any]:
        return {"columns": self.resource_classes[0].fields.items(), "shown": SHOWN}


def _table(model: Any, listed: type[admin.ModelAdmin[Any]], table: Any) -> None:
    """Puts the two pages of a flat table beside a list."""
    if admin.site.is_registered(model):
        admin.site.unregister(model)
    admin.site.register(model, type(listed.__name__, (FlatTableAdmin, listed), {"resource_classes": [table]}))


class QuarterFilter(admin.SimpleListFilter):
    """The four of them, without looking for them in all cells."""

    title, parameter_name = gettext_lazy("quarter"), "quarter"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(quarter), quarter_name(quarter)) for quarter in QUARTERS]

    def queryset(self, request: HttpRequest, queryset: QuerySet[QuarterCell]) -> QuerySet[QuarterCell]:
        asked = self.value()
        return queryset.filter(quarter=int(asked)) if asked in {str(each) for each in QUARTERS} else queryset


class CellAdmin(ListOfRows, OfPlan, ReadOnlyAdmin):
    """The cells of all plans, to look through; they are edited in their indicator, or by their flat table."""

    row, row_column, to_office = Indicator, "indicator", "activity__area__plan__office"
    path_to_plan = "indicator__activity__area__plan"
    list_display = ("indicator", "in_quarter", "target_typed", "achievement_typed", "entered", *OF_PLAN)
    list_filter = (QuarterFilter, *plan_filters(f"{path_to_plan}__"))
    search_fields = ("indicator__number",)
    fields = ("indicator", "in_quarter", "target_typed", "achievement_typed", "entered", *OF_PLAN)

    def plan_of(self, row: QuarterCell) -> Plan:
        return row.indicator.activity.area.plan

    @admin.display(description=gettext_lazy("quarter"), ordering="quarter")
    def in_quarter(self, cell: QuarterCell) -> str:
        return quarter_name(cell.quarter)

    @admin.display(description=gettext_lazy("target as typed"))
    def target_typed(self, cell: QuarterCell) -> str:
        return shown(cell.target) or "–"

    @admin.display(description=gettext_lazy("achievement as typed"))
    def achievement_typed(self, cell: QuarterCell) -> str:
        return shown(cell.achievement) or "–"

    @admin.display(description=gettext_lazy("entered at"), ordering="entered_at")
    def entered(self, cell: QuarterCell) -> str:
        return moment(cell.entered_at)


_table(Office, OfficeAdmin, OfficeTable)
_table(Person, PersonAdmin, PeopleTable)
_table(Deadline, DeadlineAdmin, DeadlineTable)
_table(Indicator, IndicatorAdmin, IndicatorTable)
_table(QuarterCell, CellAdmin, CellTable)
