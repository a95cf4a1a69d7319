"""What is lost of a sheet is found, and what is kept is not called lost, however often it is said."""

from dataclasses import replace

import pytest

from imports.tests.corpus.generate import FOLDER
from imports.tests.corpus.grids import grids_of, workbook_of
from imports.tests.corpus.losses import SourceSheet, losses
from imports.tests.corpus.mutating import insert_copies
from plans.kinds import read_document
from sheets.documents import Document
from sheets.tests.golden import problems_of


def repeated(name):
    """A sheet of the corpus with the first row of its second area again and again, below merges stretched over it."""
    (grid,) = grids_of((FOLDER / f"{name}.xlsx").read_bytes())
    insert_copies(grid, first=14, last=14, below=14, times=3)
    return grid


def lost_of(grid, document):
    source = SourceSheet(grid.name, {at: c.text for at, c in grid.cells.items() if c.text}, tuple(grid.merged))
    told = [*document.problems, *(each for draft in document.drafts for each in problems_of(draft))]
    return losses([source], document, told)


def without_area_titles(document):
    drafts = (replace(d, areas=tuple(replace(area, title="") for area in d.areas)) for d in document.drafts)
    return Document(tuple(drafts), document.problems)


NAMES = pytest.mark.parametrize("name", ["egov-first-quarter", "egov-two-quarters", "egov-third-quarter-alone"])


@NAMES
def test_what_a_merged_range_says_again_below_itself_is_no_loss(name):
    grid = repeated(name)
    assert any((row, 2) in grid.cells for row in range(15, 30))
    assert lost_of(grid, read_document(workbook_of([grid]))) == []


@NAMES
def test_what_a_merged_range_says_is_missed_where_the_plan_has_it_not(name):
    grid = repeated(name)
    lost = lost_of(grid, without_area_titles(read_document(workbook_of([grid]))))
    assert [each for each in lost if "!B" in each] == [
        f"{grid.name}!B8: কার্যক্রমের জোরদারকরণ",
        f"{grid.name}!B14: প্রাতিষ্ঠানিক দক্ষতা বৃদ্ধি",
    ]


@NAMES
def test_another_text_below_a_merged_range_is_missed_as_any_other(name):
    grid = repeated(name)
    document = read_document(workbook_of([grid]))
    place = next(at for at in sorted(grid.cells) if at[1] == 2 and at[0] > 14)
    grid.cells[place].content = "একেবারে অন্য ক্ষেত্র"
    assert [each for each in lost_of(grid, document) if "অন্য" in each]
