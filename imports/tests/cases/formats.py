"""Owns rows of texts written in every format a document may have, and the one plan read from them."""

import csv
from collections.abc import Callable, Sequence
from io import BytesIO, StringIO
from pathlib import Path
from xml.sax.saxutils import escape

import xlwt

from official_forms.plan_checks import check_draft
from plan_tree.problems import Problem
from plan_tree.tree import IndicatorNode, PlanTree
from plans.kinds import read_document
from sheets.tests.building import sheet, workbook_of
from sheets.tests.hostile import open_document, word_document
from sheets.tests.test_open_document import table as open_table
from sheets.tests.test_open_document import text as open_cell
from sheets.tests.test_word import cell as word_cell
from sheets.tests.test_word import table as word_table

CASES = Path(__file__).parents[3] / "fixtures" / "cases"
Rows = Sequence[Sequence[str]]


def _padded(rows: Rows) -> list[list[str]]:
    width = max(map(len, rows))
    return [[*row, *[""] * (width - len(row))] for row in rows]


def in_excel(rows: Rows) -> tuple[bytes, str]:
    return workbook_of(sheet(rows)), "form.xlsx"


def in_word(rows: Rows) -> tuple[bytes, str]:
    cells = [[word_cell(escape(text)) for text in row] for row in _padded(rows)]
    return word_document(word_table(*cells)), "form.docx"


def in_open_document(rows: Rows) -> tuple[bytes, str]:
    lines = ("".join(open_cell(escape(text)) for text in row) for row in _padded(rows))
    return open_document(open_table(*lines)), "form.ods"


def in_old_excel(rows: Rows) -> tuple[bytes, str]:
    book, stream = xlwt.Workbook(encoding="utf-8"), BytesIO()
    written = book.add_sheet("পাতা")
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            written.write(row, column, text)
    book.save(stream)
    return stream.getvalue(), "form.xls"


def in_web_page(rows: Rows) -> tuple[bytes, str]:
    lines = ("".join(f"<td>{escape(text)}</td>" for text in row) for row in _padded(rows))
    return web_page("".join(f"<tr>{line}</tr>" for line in lines)), "form.html"


def in_separated_text(rows: Rows) -> tuple[bytes, str]:
    stream = StringIO()
    csv.writer(stream).writerows(_padded(rows))
    return stream.getvalue().encode("utf-8-sig"), "form.csv"


def web_page(rows: str, head: str = "") -> bytes:
    """A page that holds one table of these rows."""
    return f"<html><head><meta charset='utf-8'>{head}</head><body><table>{rows}</table></body></html>".encode()


def pasted(rows: Rows) -> tuple[bytes, str]:
    return "\n".join("\t".join(row) for row in rows).encode(), "form.tsv"


Format = Callable[[Rows], tuple[bytes, str]]
FORMATS: tuple[Format, ...] = (
    in_excel,
    in_old_excel,
    in_open_document,
    in_word,
    in_web_page,
    in_separated_text,
    pasted,
)


def plan_of(rows: Rows, written: Format = in_excel) -> PlanTree:
    """The one plan read from rows written in a format, with the doubts about it as a whole."""
    (draft,) = read_document(*written(rows)).drafts
    return draft.with_problems(*check_draft(draft))


def plan_in(case: str) -> PlanTree:
    """The one plan of a kept case."""
    (draft,) = read_document(CASES / case).drafts
    return draft.with_problems(*check_draft(draft))


def achieved(row: IndicatorNode) -> dict[int, str]:
    return {quarter: node.achievement.text for quarter, node in row.quarters.items() if not node.achievement.is_blank}


def targets(row: IndicatorNode) -> dict[int, str]:
    return {quarter: node.target.text for quarter, node in row.quarters.items() if not node.target.is_blank}


def told(draft: PlanTree, code: str) -> list[Problem]:
    return [problem for problem in draft.problems if problem.code == code]


def cells_told(draft: PlanTree, code: str) -> list[str]:
    return [problem.cell for problem in told(draft, code)]
