"""Owns the flat table of indicators: what each is, how it is measured, and its graded targets as typed."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cell_values.digits import to_bengali
from cell_values.sentence import Sentence
from cell_values.value import BLANK, Unit, Value, ValueState, plain
from flat_tables.file_rows import FlatRow, read_once
from flat_tables.flat_table import AsItIs, FlatColumn, RowChange
from flat_tables.lookups import labels
from flat_tables.plan_rows import columns_of_place
from flat_tables.plan_table import PlanTable
from flat_tables.template_cells import fixed_columns
from offices.models import Person
from plan_tree.late_rules import LATE_DAYS, NOT_WHOLE
from plan_tree.revisions import place_of_grade
from plan_tree.terms import MOST_MARKS
from plans.actions.tables import IndicatorChange, store_indicators
from plans.kinds import known_percents
from plans.models import Indicator, Plan
from plans.models.plan import DIRECTIONS, QUARTER_RULES, UNITS
from plans.queries.open_rows import open_rows_of
from plans.queries.writable_quarters import report_states
from workflow.plan_states import PLAN_NOT_NOW, REPORTED, PlanState
from workflow.transitions import OPEN

PLAN = "activity__area__plan"
PERCENTS = known_percents()
TEXTS = ("title", "unit_text", "responsible", "remark")
LATE_RULE = ("late_marks", "late_days")
CHOSEN = {"unit": UNITS, "quarter_rule": QUARTER_RULES, "direction": DIRECTIONS}


class GradeField(FlatColumn):
    """The graded target of a percentage; the indicator's graded targets must be loaded."""

    def __init__(self, percent: int) -> None:
        super().__init__("graded_targets", format_lazy(_("target of {percent} %, as typed"), percent=percent))
        self.percent = percent

    def get_value(self, instance: Indicator) -> str:
        return _grades(instance).get(Decimal(self.percent), BLANK).text


class IndicatorTable(PlanTable):
    """A row for every indicator of the plans; indicators are added by importing their plan."""

    vars().update(columns_of_place(PLAN))
    area = FlatColumn("activity__area__number", _("number of the area"), readonly=True)
    activity = FlatColumn("activity__number", _("number of the activity"))
    number = FlatColumn("number", _("number of the indicator"), needed=True)
    title = FlatColumn("title", _("indicator"))
    weight = FlatColumn("weight", _("weight"))
    unit = FlatColumn("unit", _("unit"))
    unit_text = FlatColumn("unit_text", _("unit as printed"))
    responsible = FlatColumn("responsible", _("responsible post as printed"))
    quarter_rule = FlatColumn("quarter_rule", _("quarter rule"))
    late_marks = FlatColumn("late_marks", _("marks lost for each span begun late"))
    late_days = FlatColumn("late_days", _("days of that span"))
    direction = FlatColumn("direction", _("direction"))
    remark = FlatColumn("remark", _("remark"))
    vars().update({f"target_{percent}": GradeField(percent) for percent in PERCENTS})

    class Meta:
        model = Indicator

    def filter_export(self, queryset: QuerySet[Indicator], **options: Any) -> QuerySet[Indicator]:
        return queryset.select_related(f"{PLAN}__office", f"{PLAN}__year").prefetch_related("graded_targets")

    def prepare(self, rows: Iterable[FlatRow], *, locked: bool) -> None:
        super().prepare(rows, locked=locked)
        states = report_states(self._plans.plans)
        waiting = [key for key, plan in self._plans.plans.items() if PlanState(plan.state) is PlanState.SUBMITTED]
        narrowed = open_rows_of(self._plans.plans)
        self._closed = {place[0]: REPORTED for place, state in states.items() if state not in OPEN or place in narrowed}
        self._closed |= dict.fromkeys(waiting, PLAN_NOT_NOW[PlanState.SUBMITTED])
        self._names = {column: labels(choices) for column, choices in CHOSEN.items()}

    def change_of(self, row: FlatRow) -> RowChange | None:
        plan = self._plans.plan(row)
        indicator = self._plans.indicator(row, plan) if plan else None
        if plan is None or indicator is None or not self.is_first(row, indicator.pk, "number"):
            return None
        new = self._contents(row)
        if row.problems:
            return None
        columns = {name: content for name, content in new.items() if getattr(indicator, name) != content}
        grades = self._changed_grades(row, indicator, Unit(new.get("unit", indicator.unit)), plan)
        if not columns and not grades:
            return None
        if "unit" in columns:
            self._check_unit(row, indicator, Unit(new["unit"]), plan, set(grades))
        for column, sentence in fixed_columns(plan, indicator, columns):
            row.problem(column, sentence)
        if plan.pk in self._closed:
            row.problem(next(iter(columns), None) or f"target_{next(iter(grades))}", self._closed[plan.pk])
        return _change(row, plan, indicator, columns, grades)

    def write(self, changes: Sequence[RowChange], *, by: Person, name: str) -> None:
        store_indicators(changes=self.by_plan(changes, "indicator.activity.area.plan_id"), by=by, source=name)

    def _contents(self, row: FlatRow) -> dict[str, Any]:
        """What the row says of the indicator itself, for the columns the file has."""
        new: dict[str, Any] = {column: row.text(column) for column in TEXTS if row.has(column)}
        if row.has("title"):
            row.needed("title")
        if row.has("weight"):
            new["weight"] = _weight(row)
        new |= _late_rule(row)
        for column, names in self._names.items():
            if row.has(column):
                may_be_empty = column == "quarter_rule" and not row.text(column)
                new[column] = "" if may_be_empty else row.choice(column, names)
        return new

    def _check_unit(self, row: FlatRow, indicator: Indicator, unit: Unit, plan: Plan, renewed: set[int]) -> None:
        """No stored target becomes unreadable by another unit."""
        for target in _kept_targets(indicator, renewed):
            reading = read_once(target.text, unit, plan.year.start_year)
            if reading.value.state is ValueState.UNREADABLE and target.state is not ValueState.UNREADABLE:
                for doubt in reading.doubts:
                    row.problem("unit", doubt.sentence)

    def _changed_grades(self, row: FlatRow, indicator: Indicator, unit: Unit, plan: Plan) -> dict[int, Value]:
        stored, changed = _grades(indicator), {}
        for percent in PERCENTS:
            column, before = f"target_{percent}", stored.get(Decimal(percent), BLANK)
            if not row.has(column) or row.text(column) == before.text:
                continue
            reading = read_once(row.text(column), unit, plan.year.start_year)
            self.tell_doubts(row, column, reading, is_taken=False)
            if unit != indicator.unit or not reading.value.means(before):
                changed[percent] = reading.value
                place = place_of_grade(Decimal(percent))
                self.tell_revised(row, column, indicator, place, reading.value, before)
        return changed


def _kept_targets(indicator: Indicator, renewed: set[int]) -> list[Value]:
    """The targets that stay as they are typed."""
    grades = [each.target for each in indicator.graded_targets.all() if each.percent not in renewed]
    return [*grades, *(cell.target for cell in indicator.cells.all())]


def _grades(indicator: Indicator) -> dict[Decimal, Value]:
    return {graded.percent: graded.target for graded in indicator.graded_targets.all()}


def _late_rule(row: FlatRow) -> dict[str, Any]:
    """Both columns of the late rule, or neither: one alone says nothing that could be stored."""
    columns = [column for column in LATE_RULE if row.has(column)]
    if not columns:
        return {}
    marks, days = (row.number(column) if row.has(column) and row.text(column) else None for column in LATE_RULE)
    is_whole = marks is not None and days is not None and 0 < marks <= MOST_MARKS and marks == round(marks, 2)
    if is_whole and days is not None and days == int(days) and LATE_DAYS[0] <= days <= LATE_DAYS[1]:
        return {"late_marks": marks, "late_days": int(days)}
    if any(row.text(column) for column in columns) and not row.problems:
        row.problem(columns[0], NOT_WHOLE)
    return dict.fromkeys(LATE_RULE)


def _weight(row: FlatRow) -> Decimal | None:
    weight = row.number("weight")
    if weight is not None and not (0 <= weight <= MOST_MARKS and weight == round(weight, 2)):
        row.problem("weight", _unfit(weight))
    return weight


def _change(
    row: FlatRow, plan: Plan, indicator: Indicator, columns: dict[str, Any], grades: dict[int, Value]
) -> RowChange:
    name = f"{plan.office} · {plan.year.code} · {indicator.number}"
    stored = _grades(indicator)
    told = {column: (_shown(getattr(indicator, column)), _shown(new)) for column, new in columns.items()}
    told |= {f"target_{each}": (stored.get(Decimal(each), BLANK).text, new.text) for each, new in grades.items()}
    change = IndicatorChange(indicator, columns, {Decimal(percent): value for percent, value in grades.items()})
    return RowChange(row.line, name, change, False, told)


def _shown(content: Any) -> str:
    return str(AsItIs().render(content))


def _unfit(weight: Decimal) -> Sentence:
    most, read = plain(MOST_MARKS), plain(weight)
    return Sentence(
        f"মান {to_bengali(read)} রাখা যায় না: ০ থেকে {to_bengali(most)}, সর্বোচ্চ দুই দশমিক ঘর।",
        f"The weight {read} cannot be kept: 0 to {most}, at most two decimals.",
    )
