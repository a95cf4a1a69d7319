"""Owns the flat table of quarterly cells: targets and achievements as typed, beside what was understood of them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cell_values.digits import to_bengali
from cell_values.sentence import Sentence
from cell_values.value import Value, ValueState
from flat_tables.file_rows import FlatRow, read_once
from flat_tables.flat_table import FlatColumn, RowChange
from flat_tables.plan_rows import columns_of_place
from flat_tables.plan_table import PlanTable
from offices.models import Person
from official_forms.achieved_checks import cell_doubts
from official_forms.achieved_days import achieved_in
from official_forms.date_checks import YearSpan
from plan_tree.revisions import place_of_quarter
from plan_tree.terms import QUARTERS
from plans.actions.tables import CellChange, store_cells
from plans.models import Indicator, Plan, QuarterCell
from plans.queries.open_rows import open_rows_of
from plans.queries.receipts import known_of
from plans.queries.trees import indicator_node
from plans.queries.writable_quarters import editing_of, report_states
from workflow.row_openings import check_row_open
from workflow.transitions import REPORT_LIFE, Refusal, Step

PLAN = "indicator__activity__area__plan"
MOST_LETTERS = 4000  # of a remark


class CellTable(PlanTable):
    """A row for every indicator and quarter. An achievement changed since the version of the row is not overwritten."""

    vars().update(columns_of_place(PLAN))
    activity = FlatColumn("indicator__activity__number", _("number of the activity"))
    number = FlatColumn("indicator__number", _("number of the indicator"), needed=True)
    title = FlatColumn("indicator__title", _("indicator"), readonly=True)
    unit = FlatColumn("indicator__unit", _("unit"), readonly=True)
    quarter = FlatColumn("quarter", _("quarter, 1 to 4"), needed=True)
    target = FlatColumn("target_text", _("target as typed"))
    achievement = FlatColumn("achievement_text", _("achievement as typed"))
    remark = FlatColumn("remark", _("remark of the quarter, column 14"))
    claimed_marks = FlatColumn("claimed_marks", _("marks the office claims itself"))
    version = FlatColumn("version", _("version of the achievement; another one since is refused"))
    target_state = FlatColumn("target_state", _("what the target is"), readonly=True)
    target_quantity = FlatColumn("target_quantity", _("quantity of the target"), readonly=True)
    target_dates = FlatColumn("target_dates", _("dates of the target"), readonly=True)
    achievement_state = FlatColumn("achievement_state", _("what the achievement is"), readonly=True)
    achievement_quantity = FlatColumn("achievement_quantity", _("quantity of the achievement"), readonly=True)
    achievement_dates = FlatColumn("achievement_dates", _("dates of the achievement"), readonly=True)

    class Meta:
        model = QuarterCell

    def filter_export(self, queryset: QuerySet[QuarterCell], **options: Any) -> QuerySet[QuarterCell]:
        return queryset.select_related(f"{PLAN}__office", f"{PLAN}__year")

    def prepare(self, rows: Iterable[FlatRow], *, locked: bool) -> None:
        super().prepare(rows, locked=locked)
        self._states, self._open_rows = report_states(self._plans.plans), open_rows_of(self._plans.plans)
        self._editing = editing_of(self._plans.plans.values())
        indicators = (row for rows in self._plans.rows.values() for row in rows.indicators)
        self._cells = {(row.pk, cell.quarter): cell for row in indicators for cell in row.cells.all()}

    def change_of(self, row: FlatRow) -> RowChange | None:
        plan = self._plans.plan(row)
        indicator = self._plans.indicator(row, plan) if plan else None
        quarter = row.whole("quarter", among=QUARTERS)
        if plan is None or indicator is None or quarter is None:
            return None
        cell = self._cells[indicator.pk, quarter]
        if not self.is_first(row, cell.pk, "quarter"):
            return None
        target = self._value(row, "target", cell, indicator, plan)
        if target is not None:
            self.tell_revised(row, "target", indicator, place_of_quarter(quarter), target, cell.target)
        achievement = self._value(row, "achievement", cell, indicator, plan)
        self._check(row, plan, cell, target, achievement)
        said = self._said(row, plan, cell)
        if target is None and achievement is None and not said:
            return None
        return _change(row, plan, CellChange(cell, target, achievement, said))

    def write(self, changes: Sequence[RowChange], *, by: Person, name: str) -> None:
        grouped = self.by_plan(changes, "cell.indicator.activity.area.plan_id")
        store_cells(changes=grouped, rows=self._plans.rows, by=by, source=name)

    def _value(self, row: FlatRow, column: str, cell: QuarterCell, indicator: Indicator, plan: Plan) -> Value | None:
        """The new value of a column, None where it says the same as what is stored.

        An achievement nobody understands is stored as written, like one typed on the page; a target is not.
        """
        if not row.has(column) or (text := row.text(column)) == getattr(cell, f"{column}_text"):
            return None
        stored: Value = getattr(cell, column)
        reading = read_once(text, indicator.unit, plan.year.start_year)
        if reading.value.means(stored) and stored.state is not ValueState.UNREADABLE:
            return None
        self.tell_doubts(row, column, reading, is_taken=column == "achievement")
        return reading.value

    def _said(self, row: FlatRow, plan: Plan, cell: QuarterCell) -> dict[str, Any]:
        """The remark and the claimed marks, by column, where they are not what is stored."""
        said: dict[str, Any] = {}
        if row.has("remark") and (remark := row.fitting("remark", MOST_LETTERS).strip()) != cell.remark:
            said["remark"] = remark
        if row.has("claimed_marks"):
            marks = row.number("claimed_marks") if row.text("claimed_marks") else None
            said |= {"claimed_marks": marks} if marks != cell.claimed_marks else {}
        for column in said:
            self._check_row(row, column, plan, cell)
            _refused(row, column, self._editing[plan.pk, cell.quarter].check)
        return said

    def _check(
        self, row: FlatRow, plan: Plan, cell: QuarterCell, target: Value | None, achievement: Value | None
    ) -> None:
        for column, value in (("target", target), ("achievement", achievement)):
            if value is not None:
                self._check_row(row, column, plan, cell)
        if target is not None:
            _refused(row, "target", REPORT_LIFE.check_state, Step.RECORD, self._states[plan.pk, cell.quarter])
        if achievement is None:
            return
        _refused(row, "achievement", self._editing[plan.pk, cell.quarter].check)
        if not achievement.is_blank:
            self._doubt_days(row, plan, cell, achievement)
        if row.text("version") and (version := row.whole("version")) is not None and version != cell.version:
            row.problem("version", _stale(version, cell.version))

    def _doubt_days(self, row: FlatRow, plan: Plan, cell: QuarterCell, achievement: Value) -> None:
        node, quarter = indicator_node(cell.indicator), cell.quarter
        written = replace(node.quarter(quarter), achievement=achievement)
        node = replace(node, quarters={**node.quarters, quarter: written})
        achieved = achieved_in(cell.indicator.activity.title, node, quarter)
        for sentence in cell_doubts(achieved, YearSpan(plan.year.start_year), known_of(plan)):
            self.doubt(row, "achievement", sentence)

    def _check_row(self, row: FlatRow, column: str, plan: Plan, cell: QuarterCell) -> None:
        """A row that did not go back with a return is closed, whatever its quarter is."""
        _refused(row, column, check_row_open, cell.indicator_id, self._open_rows.get((plan.pk, cell.quarter)))


def _refused(row: FlatRow, column: str, check: Any, *arguments: Any) -> None:
    """Makes a refusal of the workflow a problem of the row at the column."""
    try:
        check(*arguments)
    except Refusal as refusal:
        row.problem(column, refusal.sentence)


def _change(row: FlatRow, plan: Plan, change: CellChange) -> RowChange:
    cell = change.cell
    name = f"{plan.office} · {plan.year.code} · {cell.indicator.number} · {gettext('quarter')} {cell.quarter}"
    new = {"target": change.target, "achievement": change.achievement}
    told = {column: (getattr(cell, f"{column}_text"), value.text) for column, value in new.items() if value is not None}
    told |= {column: (_plain(getattr(cell, column)), _plain(content)) for column, content in change.said.items()}
    return RowChange(row.line, name, change, False, told)


def _plain(content: Any) -> str:
    return "" if content is None else str(content)


def _stale(exported: int, stored: int) -> Sentence:
    exported_bn, stored_bn = to_bengali(str(exported)), to_bengali(str(stored))
    return Sentence(
        f"ফাইলে সংস্করণ {exported_bn}, এখন {stored_bn}: রপ্তানির পরে কেউ অর্জনটি বদলেছেন। নতুন রপ্তানি নিয়ে আবার দিন।",
        f"The file has version {exported}, now it is {stored}: somebody changed the achievement since. Export anew.",
    )
