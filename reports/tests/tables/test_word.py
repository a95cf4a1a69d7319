"""Owns the proof that a form in Word and in Excel is as wide as its page, whatever its ladder of grades."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook

from cell_values.value import Unit
from plan_tree.tree import ActivityNode, AreaNode, GradeNode, PlanTree, QuarterNode
from plans.kinds import plan_kind
from plans.tests.factories import count_indicator, typed
from reports.tables.word import LONG, NARROW, Letter, write_word
from sheets.form_writing import official_form_book
from sheets.saving import as_bytes

LADDERS = [(100,), (100, 80, 60), (100, 90, 80, 70, 60), (100, 95, 90, 80, 70, 60)]


def egov_form(ladder: tuple[int, ...]) -> PlanTree:
    """A plan of one indicator with a date in every grade and progress in every quarter."""
    grades = tuple(GradeNode(Decimal(percent), typed("৩১/১২/২০২১", Unit.DATE)) for percent in ladder)
    quarters = {quarter: QuarterNode(achievement=typed("৩০/১২/২০২১", Unit.DATE)) for quarter in range(1, 5)}
    row = replace(count_indicator("1.1.1"), unit=Unit.DATE, grades=grades, quarters=quarters)
    area = AreaNode("1", "ক্ষেত্র", Decimal(1), (ActivityNode("1.1", "কার্যক্রম", (row,)),))
    return PlanTree("egov", "", "2021-22", (area,))


@pytest.mark.parametrize("ladder", LADDERS)
def test_a_form_of_any_ladder_is_as_wide_as_the_page_in_word_and_in_excel(ladder: tuple[int, ...]) -> None:
    through, room = 4, LONG - 2 * NARROW
    book = official_form_book(plan_kind("egov").form, egov_form(ladder), None, through)
    (table,) = Document(BytesIO(write_word(book, Letter("", "", "", ""), title="ফরম"))).tables
    widths = [column.width for column in table.columns]
    assert len(widths) == 7 + len(ladder) + through
    assert 0.99 * room < sum(widths) <= room
    setup = load_workbook(BytesIO(as_bytes(book))).active.page_setup
    assert (setup.fitToWidth, setup.fitToHeight, setup.orientation) == (1, 0, "landscape")
