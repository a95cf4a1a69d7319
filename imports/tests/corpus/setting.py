"""Owns mutations of how texts are set: raised digits, struck figures, hidden rows and columns, two scripts."""

from random import Random

from imports.tests.corpus.drawing import draw_in_visual_order
from imports.tests.corpus.grids import Grid, GridCell, Position
from imports.tests.corpus.misreporting import MISREPORTINGS
from imports.tests.corpus.mutating import Mutation, any_position

_TO_OTHER = {**dict(zip("০১২৩৪৫৬৭৮৯", "0123456789", strict=True)), **dict(zip("0123456789", "০১২৩৪৫৬৭৮৯", strict=True))}


def _with_digits(rng: Random, grid: Grid) -> tuple[Position, str] | None:
    """A cell whose text holds a digit."""
    texts = {at: cell.text for at, cell in grid.cells.items() if isinstance(cell.content, str) and not cell.pieces}
    found = sorted(at for at, text in texts.items() if any(map(str.isdecimal, text)))
    return (at := rng.choice(found), texts[at]) if found else None


def raise_a_digit(rng: Random, grid: Grid) -> None:
    """A footnote's digit stands behind a text, raised."""
    if chosen := _with_digits(rng, grid):
        at, text = chosen
        grid.cells[at] = GridCell(text, kind="s", pieces=((text, ""), (rng.choice("১২৩123*"), "raised")))


def strike_a_figure(rng: Random, grid: Grid) -> None:
    """A figure is struck out, and another one written behind it, or none."""
    if chosen := _with_digits(rng, grid):
        at, text = chosen
        new = rng.choice(("", "৫", "7", "৩০/০৬/২০২১"))
        grid.cells[at] = GridCell(new, kind="s", pieces=((text, "struck"), (new, "")))


def hide_a_row(rng: Random, grid: Grid) -> None:
    grid.hidden_rows.add(any_position(rng, grid)[0])


def hide_a_column(rng: Random, grid: Grid) -> None:
    grid.hidden_columns.add(any_position(rng, grid)[1])


def mix_two_scripts(rng: Random, grid: Grid) -> None:
    """One digit of a text is of the other script."""
    if chosen := _with_digits(rng, grid):
        at, text = chosen
        place = rng.choice([place for place, char in enumerate(text) if char in _TO_OTHER] or [0])
        grid.cells[at] = GridCell(text[:place] + _TO_OTHER.get(text[place], text[place]) + text[place + 1 :], kind="s")


SETTINGS: tuple[Mutation, ...] = (
    raise_a_digit,
    strike_a_figure,
    hide_a_row,
    hide_a_column,
    mix_two_scripts,
    draw_in_visual_order,
    *MISREPORTINGS,
)
