"""Owns the proof that a value merged over several places of a form is doubted, whatever a document is written in."""

from io import BytesIO

import openpyxl
import pytest

from egov_plans.tests import forms as egov
from imports.tests.cases.formats import achieved, cells_told
from integrity_plans.tests import forms as integrity
from plans.kinds import read_document
from sheets.tests.hostile import word_document
from sheets.tests.test_word import cell as word_cell
from sheets.tests.test_word import table as word_table

LINES = [*integrity.TITLES, integrity.WORDS, integrity.NUMBERS, integrity.AREA]
SECOND = ["", "", "", "", "[১.১.২] প্রশিক্ষণ", "সংখ্যা", "৪", "৪", "৩", "২", ""]
GRADED = [*egov.TITLES, *egov.HEADER, egov.NUMBERS, egov.ROW, SECOND]
LAST_ROW = len(GRADED)


def merged_in_excel(rows, *ranges):
    """The one plan of a workbook with some cells merged; a range is its first row and column, then its last."""
    book, stream = openpyxl.Workbook(), BytesIO()
    for row in rows:
        book.active.append([text or None for text in row])
    for top, left, bottom, right in ranges:
        book.active.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    book.save(stream)
    return read_document(stream.getvalue(), "form.xlsx").drafts[0]


def merged_on_a_page(rows, *ranges):
    """The same on a web page."""
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in ranges}
    width = max(map(len, rows))
    lines = []
    for at, row in enumerate(rows, start=1):
        padded = enumerate([*row, *[""] * (width - len(row))], start=1)
        cells = [
            (spans.get((at, column), (1, 1)), text) for column, text in padded if not is_covered(at, column, ranges)
        ]
        lines.append("".join(f"<td rowspan={high} colspan={wide}>{text}</td>" for (high, wide), text in cells))
    page = f"<html><body><table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table></body></html>"
    return read_document(page.encode(), "form.html").drafts[0]


def is_covered(row, column, ranges):
    """Whether a place lies under a range and is not its first cell."""
    return any(
        top <= row <= bottom and left <= column <= right and (row, column) != (top, left)
        for top, left, bottom, right in ranges
    )


BOTH = pytest.mark.parametrize("merged", [merged_in_excel, merged_on_a_page])


@BOTH
def test_an_achievement_merged_over_two_quarters_is_doubted(merged):
    row = integrity.changed(integrity.ACHIEVED, c9="")
    plan = merged([*LINES, integrity.TARGETS, row], (7, 8, 7, 9))
    assert cells_told(plan, "merged_value") == ["H7"]
    assert achieved(plan.indicators[0]) == {1: "১", 3: "২টি"}


@BOTH
def test_a_value_merged_over_target_and_achievement_is_doubted(merged):
    row = integrity.changed(integrity.ACHIEVED, c8="")
    assert cells_told(merged([*LINES, integrity.TARGETS, row], (6, 8, 7, 8)), "merged_value") == ["H6"]


@BOTH
def test_progress_or_a_target_merged_over_two_indicators_or_grades_is_doubted(merged):
    plan = merged(GRADED, (LAST_ROW - 1, 11, LAST_ROW, 11))
    assert cells_told(plan, "merged_value") == [f"K{LAST_ROW - 1}"]
    bare = [*GRADED[:-2], egov.changed(egov.ROW, c9="", c10=""), SECOND]
    assert cells_told(merged(bare, (LAST_ROW - 1, 8, LAST_ROW - 1, 10)), "merged_value") == [f"H{LAST_ROW - 1}"]


def test_a_cell_of_word_over_two_quarters_is_doubted():
    rows = [[*map(word_cell, [*row, *[""] * (14 - len(row))])] for row in [*LINES, integrity.TARGETS]]
    last = [*map(word_cell, integrity.ACHIEVED[:7]), word_cell("২", span=2), *map(word_cell, integrity.ACHIEVED[9:])]
    (plan,) = read_document(word_document(word_table(*rows, last)), "form.docx").drafts
    assert cells_told(plan, "merged_value") == ["H7"]


@BOTH
def test_cells_merged_as_the_form_prints_them_are_not_doubted(merged):
    over_both = [(6, column, 7, column) for column in (1, 2, 3, 4, 5, 6)]
    plan = merged([*LINES, integrity.TARGETS, integrity.ACHIEVED], (5, 1, 5, 14), *over_both)
    assert cells_told(plan, "merged_value") == []
    graded = [(LAST_ROW - 1, column, LAST_ROW, column) for column in (1, 2, 3, 4)]
    assert cells_told(merged(GRADED, *graded), "merged_value") == []
