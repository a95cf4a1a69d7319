"""What a title, a heading or a setting says is heeded; a plan that goes against its word is caught."""

from random import Random

import pytest

from imports.tests.corpus.drawing import draw_in_visual_order, in_visual_order
from imports.tests.corpus.fuzz import cases, examine, mutated
from imports.tests.corpus.generate import FOLDER
from imports.tests.corpus.grids import grids_of, workbook_of
from imports.tests.corpus.heeding import unheeded
from imports.tests.corpus.misreporting import count_from_july, name_another_year, title_another_kind
from imports.tests.corpus.setting import SETTINGS
from plans.kinds import read_document
from sheets.opening import open_workbook
from sheets.tests.golden import problems_of


def read(name, mutate=lambda grid: None):
    """The mutated grid of a workbook, its texts as taken, its plans, what was told."""
    (grid,) = grids_of((FOLDER / f"{name}.xlsx").read_bytes())
    mutate(grid)
    content = workbook_of([grid])
    document = read_document(content, "mutated.xlsx")
    texts = {s.name: {cell.address: cell.text for cell in s.cells.values()} for s in open_workbook(content).sheets}
    told = [*document.problems, *(each for draft in document.drafts for each in problems_of(draft))]
    return [grid], texts, document.drafts, told


WAYS = {
    "another kind": lambda grid: title_another_kind(Random(1), grid),
    "another year": lambda grid: name_another_year(grid, 2, "২০১৮-১৯"),
    "to date": lambda grid: count_from_july(grid, 2),
    "hidden": lambda grid: grid.hidden_rows.add(9),
}
BOTH = pytest.mark.parametrize("name", ["egov-two-quarters", "integrity-14-whole-year-with-claims"])


@BOTH
@pytest.mark.parametrize("way", WAYS)
def test_what_a_form_comes_to_say_is_heeded(name, way):
    assert list(unheeded(*read(name, WAYS[way]))) == []


@BOTH
@pytest.mark.parametrize("way", WAYS)
def test_a_plan_that_does_not_heed_it_is_caught(name, way):
    grids, texts, _, _ = read(name, WAYS[way])
    _, _, as_before, _ = read(name)
    assert list(unheeded(grids, texts, as_before, ()))


@BOTH
def test_a_text_out_of_order_that_was_put_right_wrongly_is_caught(name):
    def drawn(grid):
        rng = Random(2)
        for _ in range(40):
            draw_in_visual_order(rng, grid)

    grids, texts, drafts, told = read(name, drawn)
    doubted = {each.cell for each in told if each.severity != "notice"}
    repaired = {each.cell for each in told if each.code == "visual_order_repaired"} - doubted
    assert repaired
    assert list(unheeded(grids, texts, drafts, told)) == []
    wrong = {sheet: {cell: f"{text}ক" for cell, text in each.items()} for sheet, each in texts.items()}
    assert len(list(unheeded(grids, wrong, drafts, told))) == len(repaired)


@pytest.mark.parametrize(
    ("spoken", "drawn"),
    [("নৈতিকতা", "ৈনিতকতা"), ("কোর্স", "েকার্স"), ("শিল্প মন্ত্রণালয়", "িশল্প মন্ত্রণালয়"), ("৪টি", "৪িট"), ("অর্জন", "অর্জন")],
)
def test_a_text_in_visual_order_begins_each_syllable_with_what_is_drawn_first(spoken, drawn):
    assert in_visual_order(spoken).replace("য়", "য\u09bc") == drawn.replace("য়", "য\u09bc")


def test_the_short_run_tries_every_way_a_form_is_set_or_misreports():
    done = {name for case in cases(60, seed=0) if case.sets for name in mutated(case).done}
    assert done >= {each.__name__ for each in SETTINGS}


@pytest.mark.parametrize("case", [case for case in cases(60, seed=0) if case.sets][:6], ids=str)
def test_a_plan_set_otherwise_is_stored_as_it_shows_or_doubted(case):
    assert examine(case).failure == ""
