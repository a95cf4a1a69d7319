"""Owns how a grid travels from the process that read it: as JSON, which cannot make the receiver run anything."""

import json
from typing import Any

from plans.problems import Problem, Severity
from plans.sheets.grid import Cell, CellKind, Sheet, Span, Workbook
from plans.values.sentence import Sentence


def packed(book: Workbook) -> bytes:
    """A workbook as bytes."""
    sheets = [
        (
            sheet.name,
            sheet.hidden,
            [(span.first_row, span.first_column, span.last_row, span.last_column) for span in sheet.merged],
            [_cell(cell) for cell in sheet.cells.values()],
        )
        for sheet in book.sheets
    ]
    return json.dumps({"sheets": sheets, "problems": [_problem(each) for each in book.problems]}).encode()


def unpacked(data: bytes) -> Workbook:
    """The workbook ``packed`` made bytes of. Raises ValueError, KeyError or TypeError for anything else."""
    content = json.loads(data)
    problems = tuple(
        Problem(Severity(severity), code, Sentence(bn, en), sheet, cell)
        for severity, code, bn, en, sheet, cell in content["problems"]
    )
    return Workbook(tuple(map(_sheet, content["sheets"])), problems)


def _cell(cell: Cell) -> tuple[Any, ...]:
    kind = cell.kind.value
    return cell.row, cell.column, cell.text, kind, cell.number_format, cell.font, cell.formula, cell.original


def _problem(problem: Problem) -> tuple[str, ...]:
    sentence = problem.sentence
    return problem.severity.value, problem.code, sentence.bn, sentence.en, problem.sheet, problem.cell


def _sheet(content: list[Any]) -> Sheet:
    name, hidden, merged, cells = content
    made = (Cell(row, column, text, CellKind(kind), *others) for row, column, text, kind, *others in cells)
    return Sheet(name, {cell.position: cell for cell in made}, tuple(Span(*edges) for edges in merged), hidden)
