"""Owns texts in the order they are drawn in, as a PDF gives them away: a vowel sign before its consonant."""

import re
from random import Random

from cell_values.text import normalise
from imports.tests.corpus.grids import Grid, GridCell
from imports.tests.corpus.mutating import any_position

_CONSONANT = "[ক-হৰৱ]\u09bc?"
_SIGNED = re.compile(f"({_CONSONANT}(?:\u09cd[\u200c\u200d]?{_CONSONANT})*)([িেৈোৌ])")
_WHERE_NONE_STANDS = re.compile(r"(?:^|[\s(\[/–\-অ-ঔংঃঁ\u09be-\u09cc])[িেৈ][ক-হ]", re.MULTILINE)
_SPLIT = {"ো": ("ে", "া"), "ৌ": ("ে", "ৗ")}


def in_visual_order(text: str) -> str:
    """A text with its signs where they are drawn: নৈতিকতা is ৈনিতকতা, কোর্স is েকার্স."""
    return _SIGNED.sub(_drawn, normalise(text))


def _drawn(match: re.Match[str]) -> str:
    before, after = _SPLIT.get(match[2], (match[2], ""))
    return f"{before}{match[1]}{after}"


def _is_drawn(cell: GridCell) -> bool:
    """Whether a cell is in visual order already, by a mutation or in its workbook."""
    return bool(cell.meant or _WHERE_NONE_STANDS.search(cell.text))


def proves_its_order(drawn: str) -> bool:
    """Whether a text in visual order leaves no other reading: a sign where none can stand, and none that may be ো."""
    return _WHERE_NONE_STANDS.search(drawn) is not None and "াে" not in drawn


def draw_in_visual_order(rng: Random, grid: Grid) -> None:
    """One cell, or all of a sheet, come out of a PDF."""
    chosen = sorted(grid.cells) if rng.random() < 0.5 else [any_position(rng, grid)]
    for at in chosen:
        cell = grid.cells.get(at)
        if cell and isinstance(cell.content, str) and not (cell.pieces or cell.kind == "f" or _is_drawn(cell)):
            drawn = in_visual_order(cell.text)
            if drawn != cell.text:
                grid.cells[at] = GridCell(drawn, kind="s", meant=cell.text, says=cell.says)
