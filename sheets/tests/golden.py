"""Owns reading the official documents for tests: the workbooks, what is expected of them, and their source texts."""

import json
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from official_forms.grid import Sheet
from official_forms.plan_checks import check_draft
from plan_tree.problems import Problem
from plan_tree.tree import IndicatorNode, PlanTree
from plans.interchange import import_json
from sheets.opening import open_workbook

FIXTURES = Path(__file__).parents[2] / "fixtures"


def sheet_of(name: str) -> Sheet:
    """The one sheet of an official workbook."""
    (sheet,) = open_workbook(FIXTURES / f"{name}.xlsx").sheets
    return sheet


def problems_of(draft: PlanTree) -> tuple[Problem, ...]:
    return draft.problems + check_draft(draft)


def as_golden(draft: PlanTree) -> dict[str, Any]:
    """A draft as the machine interface prints it, its problems without their wording."""
    problems = problems_of(draft)
    data = import_json(draft, office=draft.office_name, year=draft.year, saved=False, problems=problems)
    return data | {"problems": [{key: each[key] for key in ("severity", "cell", "code")} for each in data["problems"]]}


def golden(name: str) -> dict[str, Any]:
    """What is expected of an official workbook, checked by eye against its source text."""
    return json.loads((FIXTURES / "golden" / f"{name}.json").read_text())


def stored_cells(name: str) -> dict[str, Any]:
    """The non-empty cells of a workbook as stored, address -> content."""
    sheet = load_workbook(FIXTURES / f"{name}.xlsx").active
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}


def source_rows(name: str) -> list[list[str]]:
    """The table rows of a source text, their cells stripped."""
    text = (FIXTURES / "seeds" / f"{name}.txt").read_text()
    return [[cell.strip() for cell in line.split("\t")] for line in text.splitlines() if "\t" in line]


def by_number(draft: PlanTree) -> dict[str, IndicatorNode]:
    return {indicator.number: indicator for indicator in draft.indicators}
