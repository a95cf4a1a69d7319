"""Owns the administrators' pages of a plan's rows: areas, activities, indicators with targets and cells."""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from administration.form_fields import FiguredLine
from administration.forms import KeptForm
from administration.kept import KeptAdmin, KeptInline
from administration.list_columns import OF_PLAN, OfPlan, column, plan_filters
from administration.long_lists import ListOfRows
from cell_values.reading import read_value
from cell_values.sentence import Sentence
from cell_values.value import Unit, Value, ValueState
from plans import models
from plans.actions.ledger import lock_plan
from plans.actions.row_edits import edit_plan
from plans.actions.row_writes import TYPED, RowEdit
from plans.display import quarter_name, said, shown
from plans.queries.plan_writing import is_editable
from plans.queries.revising import GrantedTarget, place_of_target, written_over
from plans.queries.templates import few_own_rows_of
from plans.views.sent_keys import key_in


class TargetForm(KeptForm):
    """A target as typed; one that cannot be understood in the unit of its indicator is refused at its place."""

    target_text = FiguredLine(label=_("target as typed"), required=False, widget=AdminTextareaWidget(attrs={"rows": 2}))

    class Meta:
        labels: ClassVar = {"target_text": _("target as typed")}  # where it is only shown

    def clean_target_text(self) -> str:
        text: str = self.cleaned_data["target_text"]
        indicator: models.Indicator = self.instance.indicator  # with the unit its page was given
        year = indicator.activity.area.plan.year.start_year
        reading = read_value(text, Unit(indicator.unit or Unit.OTHER), start_year=year)
        is_new = "target_text" in self.changed_data or self.instance.target_state != ValueState.UNREADABLE
        if reading.value.state is ValueState.UNREADABLE and is_new:
            raise ValidationError([said(doubt.sentence) for doubt in reading.doubts], code="unreadable")
        return text


class AreaInline(KeptInline):
    model = models.Area
    fields = ("position", "number", "title", "weight", "note")
    show_change_link = True


class ActivityInline(KeptInline):
    model = models.Activity
    fields = ("position", "number", "title")
    show_change_link = True


class IndicatorInline(KeptInline):
    model = models.Indicator
    fields = (
        *("position", "number", "title", "weight", "unit", "unit_text"),
        *("quarter_rule", "late_marks", "late_days", "direction"),
    )
    show_change_link = True


class GradedTargetInline(KeptInline):
    model = models.GradedTarget
    form = TargetForm
    fields = ("percent", "target_text")


def _typed(value: Value) -> str:
    return shown(value) or "–"


class FixedInline(KeptInline):
    """Rows that neither come nor go here."""

    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class OtherYearInline(FixedInline):
    """What documents said of other years; nothing is computed from it."""

    model = models.OtherYearValue
    fields = ("sort", "year", "printed")
    readonly_fields = ("sort", "year", "printed")

    printed = column(_("value as typed"), "value", _typed)


class CellInline(FixedInline):
    """Quarterly targets; achievements are entered by focal points only."""

    model = models.QuarterCell
    form = TargetForm
    fields = ("in_quarter", "target_text", "reported")
    readonly_fields = ("in_quarter", "reported")

    in_quarter = column(_("quarter"), "quarter", quarter_name)
    reported = column(_("achievement as typed"), "achievement", _typed)


class RowAdmin(OfPlan, KeptAdmin):
    """A page that edits part of a plan: for administrators, and closed once a report was handed in."""

    def hold(self, key: str | None) -> None:
        found = self.model._default_manager.filter(pk=key) if key_in(key or "") is not None else None
        plan_id = found.values_list(self.path_to_plan or "pk", flat=True).first() if found else None
        if plan_id is not None:
            lock_plan(plan_id)

    def write(self, request: HttpRequest, row: Any, edits: Sequence[RowEdit]) -> None:
        edit_plan(plan=self.plan_of(row), edits=edits, by=request.user)  # type: ignore[arg-type]
        for sentence in _written_over(edits):
            messages.warning(request, said(sentence))
        for few in few_own_rows_of(self.plan_of(row)):
            messages.warning(request, said(few.sentence))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_write(request) and super().has_view_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or is_editable(self.plan_of(obj)))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


def _written_over(edits: Sequence[RowEdit]) -> Iterator[Sentence]:
    """What is said of targets that were revised before and were changed now."""
    for edit in edits:
        row = edit.row
        if isinstance(row, models.GradedTarget | models.QuarterCell) and TYPED in edit.columns and row.pk is not None:
            granted = row.indicator.revisions.filter(granted=True).order_by("decided_at", "pk")
            target = GrantedTarget([each for revision in granted for each in revision.revised], place_of_target(row))
            if target.text is not None:
                yield written_over(target.text)


@admin.register(models.Area)
class AreaAdmin(ListOfRows, RowAdmin):
    row, to_office = models.Area, "plan__office"
    path_to_plan = "plan"
    list_display = ("numbered", "title", "weight", *OF_PLAN)
    list_filter = plan_filters("plan__")
    search_fields = ("number", "title")
    fields = ("number", "title", "weight", "note", "position")
    inlines = (ActivityInline,)


@admin.register(models.Activity)
class ActivityAdmin(ListOfRows, RowAdmin):
    row, to_office = models.Activity, "area__plan__office"
    path_to_plan = "area__plan"
    list_display = ("numbered", "title", *OF_PLAN)
    list_filter = plan_filters("area__plan__")
    search_fields = ("number", "title")
    fields = ("number", "title", "position")
    inlines = (IndicatorInline,)


@admin.register(models.Indicator)
class IndicatorAdmin(ListOfRows, RowAdmin):
    row, to_office = models.Indicator, "activity__area__plan__office"
    words = ("title", "activity__title")
    path_to_plan = "activity__area__plan"
    list_display = ("numbered", "title", "weight", "unit", *OF_PLAN)
    list_filter = (*plan_filters("activity__area__plan__"), "unit", "quarter_rule")
    search_fields = ("number", "title")
    fields = (
        *("number", "title", "weight", "unit", "unit_text", "quarter_rule", "late_marks", "late_days"),
        *("direction", "responsible", "remark"),
    )
    inlines = (GradedTargetInline, OtherYearInline, CellInline)
