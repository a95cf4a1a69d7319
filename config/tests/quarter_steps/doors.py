"""Owns which doors each step has, and trying what an administrator writes for an office by documents and tables."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse

from cell_values.reading import read_value
from cell_values.value import Unit
from config.tests.quarter_steps.scenes import ROW
from config.tests.quarter_steps.truth import STEPS
from config.tests.quarter_steps.trying import Attempt, by_htmx, by_page
from flat_tables.cell_table import CellTable
from flat_tables.tests.tables import exported, imported, problems
from imports.actions.importing import ImportRefusedError, store_plan
from plan_tree.tree import IndicatorNode, PlanTree
from plans.exporting import write_form
from plans.models import QuarterCell
from plans.queries.trees import load_tree, with_reports
from plans.tests.commands.shell import run
from workflow.transitions import NOT_NOW, ReportState

Door = Callable[[Attempt, str], tuple[int, str]]

# Column of the table → the field of a quarter in a document, and what is written there.
COLUMNS = {"value": ("achievement", "৪"), "remark": ("remark", "মন্তব্য"), "claim": ("claimed_marks", "0.5")}
FIELDS: Mapping[str, dict[str, Any]] = {
    "value": {"achievement": read_value("৪", Unit.NUMBER).value},
    "remark": {"remark": "মন্তব্য"},
    "claim": {"claimed_marks": Decimal("0.5")},
}


def by_table(attempt: Attempt, step: str) -> tuple[int, str]:
    column, text = COLUMNS[step]
    rows = exported(CellTable, QuarterCell.objects.filter(pk=attempt.cell.pk))
    rows[0][column] = text
    return 0, " ".join(problems(imported(CellTable, rows, attempt.person)).values())


def by_import(attempt: Attempt, step: str) -> tuple[int, str]:
    plan = attempt.stage.plan
    draft = _laid_over(load_tree(plan), FIELDS[step], attempt.stage.quarter)
    try:
        store_plan(draft=draft, office=plan.office, year=plan.year, by=attempt.person)
    except ImportRefusedError as refused:
        return 0, " ".join(problem.sentence.bn for problem in refused.problems)
    return 0, ""


def by_command(attempt: Attempt, step: str) -> tuple[int, str]:
    """``import_plan`` of the official form, as somebody filled it in outside."""
    plan = attempt.stage.plan
    tree = with_reports(_laid_over(load_tree(plan), FIELDS[step], attempt.stage.quarter), plan)
    path = settings.DATA_DIR / "steps.xlsx"
    path.write_bytes(write_form(tree, None, through=4))
    ended = run("import_plan", path, "--json")
    return ended.code, " ".join(each["message"] for each in ended.json["problems"] if each["severity"] == "error")


def _laid_over(tree: PlanTree, fields: dict[str, Any], quarter: int) -> PlanTree:
    def laid(row: IndicatorNode) -> IndicatorNode:
        written = {**row.quarters, quarter: replace(row.quarter(quarter), **fields)}
        return replace(row, quarters=written) if row.number == ROW else row

    areas = (
        replace(
            area,
            activities=tuple(replace(each, indicators=tuple(map(laid, each.indicators))) for each in area.activities),
        )
        for area in tree.areas
    )
    return replace(tree, areas=tuple(areas))


def by_administration(attempt: Attempt, step: str) -> tuple[int, str]:
    """There is a page of a cell, which shows what was achieved and takes nothing of it."""
    place = reverse("admin:plans_quartercell_change", args=[attempt.cell.pk])
    response = attempt.client.post(place, {"achievement_text": "৪", "remark": "মন্তব্য", "claimed_marks": "0.5"})
    return response.status_code, response.text


# Door → the steps it has; whatever is not named there has no such door. Documents and tables bring what an office says,
# never a step of the workflow; htmx swaps parts of a row; the administration shows what was achieved and takes nothing.
SAID = ("value", "remark", "claim")
BY_PAGES: Mapping[Door, tuple[str, ...]] = {
    by_page: STEPS,
    by_htmx: (*SAID, "attach", "remove", "comment"),
}
BY_ADMINISTRATORS: Mapping[Door, tuple[str, ...]] = {by_table: SAID, by_import: SAID, by_command: ("value",)}
# A document says of all quarters it would change at once that they were handed in.
DOCUMENTS = (by_import, by_command)
OF_A_DOCUMENT = dict.fromkeys(
    (NOT_NOW[ReportState.SUBMITTED].bn, NOT_NOW[ReportState.APPROVED].bn), "জমা দেওয়া বা অনুমোদিত প্রতিবেদন বদলে দিত"
)
NOTHING_IS_WRITTEN_BY: Mapping[Door, tuple[str, ...]] = {by_administration: SAID}
