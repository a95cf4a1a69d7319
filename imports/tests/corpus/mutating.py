"""Owns the ways a workbook comes to harm: rows and columns lost or doubled, cells garbled, merges and types changed."""

from collections.abc import Callable
from datetime import date
from random import Random

from cell_values.digits import to_ascii, to_bengali
from imports.tests.corpus.grids import Grid, GridCell, Position

Mutation = Callable[[Random, Grid], None]

GARBLE = "অকখা্িু০৫৯abZ059=+-@#%.,:;/()[]{}<>&\"'\n\t\u200b\u200d\u00a0ড়র্‍য"
ODD_TEXTS = (
    "#REF!",
    "=SUM(A1:A9)",
    "৩১/০২/২০২০",
    "৩০/০৯/২০",
    "1e308",
    "-৫",
    "৬.০০2",
    "প্রযোজ্য নয়",
    "--",
    "১.১ আরেকটি",
    "[১.১.১] আরেকটি",
    "৪. ক্ষেত্র.....৯",
    "মোট",
    "অর্জন",
    "৯৯৯৯৯৯৯৯৯৯৯৯৯৯৯৯",
    "৪৪১০৪",
    "$-5000445]0.2f%",
    "১,২,৩",
    "৫০ শতাংশ",
    "ঐ",
)
FORMATS = ("General", "0%", "dd/mm/yyyy", "@", "0.00", "[$-5000445]0", '0"টি"', "mmm-yy", "#,##0", ";;;")


def any_position(rng: Random, grid: Grid) -> Position:
    return rng.choice(sorted(grid.cells)) if grid.cells else (1, 1)


# --- rows and columns --------------------------------------------------------------------------------------------


def delete_row(rng: Random, grid: Grid) -> None:
    gone = rng.randint(1, grid.rows)
    grid.move(lambda at: None if at[0] == gone else (at[0] - (at[0] > gone), at[1]))


def delete_column(rng: Random, grid: Grid) -> None:
    gone = rng.randint(1, grid.columns)
    grid.move(lambda at: None if at[1] == gone else (at[0], at[1] - (at[1] > gone)))


def insert_row(rng: Random, grid: Grid) -> None:
    new = rng.randint(1, grid.rows)
    grid.move(lambda at: (at[0] + (at[0] >= new), at[1]))


def insert_column(rng: Random, grid: Grid) -> None:
    new = rng.randint(1, grid.columns)
    grid.move(lambda at: (at[0], at[1] + (at[1] >= new)))


def duplicate_row(rng: Random, grid: Grid) -> None:
    chosen = rng.randint(1, grid.rows)
    grid.move(lambda at: (at[0] + (at[0] > chosen), at[1]))
    for (row, column), cell in list(grid.cells.items()):
        if row == chosen:
            grid.cells[chosen + 1, column] = cell


def duplicate_column(rng: Random, grid: Grid) -> None:
    chosen = rng.randint(1, grid.columns)
    grid.move(lambda at: (at[0], at[1] + (at[1] > chosen)))
    for (row, column), cell in list(grid.cells.items()):
        if column == chosen:
            grid.cells[row, chosen + 1] = cell


def swap_rows(rng: Random, grid: Grid) -> None:
    one, other = (rng.randint(1, grid.rows) for _ in range(2))
    grid.move(lambda at: ({one: other, other: one}.get(at[0], at[0]), at[1]), merges=False)


def swap_columns(rng: Random, grid: Grid) -> None:
    one, other = (rng.randint(1, grid.columns) for _ in range(2))
    grid.move(lambda at: (at[0], {one: other, other: one}.get(at[1], at[1])), merges=False)


def shift_a_rows_end(rng: Random, grid: Grid) -> None:
    """The cells of a row slide one column aside from some column on."""
    row, column = any_position(rng, grid)
    grid.move(lambda at: (at[0], at[1] + (at[0] == row and at[1] >= column)), merges=False)


def repeat_the_header(rng: Random, grid: Grid) -> None:
    """A page ends in the middle: the first rows stand there once more."""
    height, at = rng.randint(1, 6), rng.randint(1, grid.rows)
    grid.move(lambda place: (place[0] + (place[0] > at) * height, place[1]))
    for (row, column), cell in list(grid.cells.items()):
        if row <= height and at > height:
            grid.cells[at + row, column] = cell


# --- cells -------------------------------------------------------------------------------------------------------


def clear_cells(rng: Random, grid: Grid) -> None:
    for _ in range(rng.randint(1, 10)):
        grid.cells.pop(any_position(rng, grid), None)


def garble_cell(rng: Random, grid: Grid) -> None:
    text = "".join(rng.choices(GARBLE, k=rng.choice((1, 3, 12, 60))))
    grid.cells[any_position(rng, grid)] = GridCell(text, kind="s")


def spoil_a_text(rng: Random, grid: Grid) -> None:
    """One character of a text is lost, doubled or another."""
    at = any_position(rng, grid)
    cell = grid.cells.get(at)
    if cell and isinstance(cell.content, str) and cell.content:
        place = rng.randrange(len(cell.content))
        middle = rng.choice(("", cell.content[place] * 2, rng.choice(GARBLE)))
        grid.cells[at] = GridCell(cell.content[:place] + middle + cell.content[place + 1 :], kind="s")


def write_something_odd(rng: Random, grid: Grid) -> None:
    grid.cells[any_position(rng, grid)] = GridCell(rng.choice(ODD_TEXTS), kind="s")


def write_something_beside(rng: Random, grid: Grid) -> None:
    at = rng.randint(1, grid.rows + 3), rng.randint(1, grid.columns + 2)
    grid.cells[at] = GridCell(rng.choice(ODD_TEXTS), kind="s")


def write_at_length(rng: Random, grid: Grid) -> None:
    grid.cells[any_position(rng, grid)] = GridCell("দীর্ঘ লেখা " * rng.choice((20, 400, 2500)), kind="s")


def change_digits(rng: Random, grid: Grid) -> None:
    change = rng.choice((to_ascii, to_bengali))
    for at, cell in list(grid.cells.items()):
        if isinstance(cell.content, str) and rng.random() < 0.3:
            grid.cells[at] = GridCell(change(cell.content), cell.number_format, "s")


def move_a_cell(rng: Random, grid: Grid) -> None:
    row, column = any_position(rng, grid)
    cell = grid.cells.pop((row, column), None)
    if cell:
        down, aside = rng.choice(((0, 1), (0, -1), (1, 0), (-1, 0)))
        grid.cells[max(1, row + down), max(1, column + aside)] = cell


def split_a_cell(rng: Random, grid: Grid) -> None:
    """The end of a text goes on in the row below."""
    row, column = any_position(rng, grid)
    cell = grid.cells.get((row, column))
    words = cell.content.split() if cell and isinstance(cell.content, str) else []
    if len(words) > 1:
        half = rng.randint(1, len(words) - 1)
        grid.cells[row, column] = GridCell(" ".join(words[:half]), kind="s")
        grid.cells[row + 1, column] = GridCell(" ".join(words[half:]), kind="s")


# --- merges, types, formats --------------------------------------------------------------------------------------


def merge_cells(rng: Random, grid: Grid) -> None:
    row, column = any_position(rng, grid)
    grid.merged.append((row, column, row + rng.randint(0, 4), column + rng.randint(0, 4)))


def unmerge(rng: Random, grid: Grid) -> None:
    grid.merged = [span for span in grid.merged if rng.random() < rng.choice((0, 0.5))]


def change_type(rng: Random, grid: Grid) -> None:
    at = any_position(rng, grid)
    odd = (True, 0, -3, 4.5, 1e15, 0.333333333, 44104, date(2020, 9, 30), date(1900, 1, 1), "#DIV/0!", "=1+1")
    content = rng.choice(odd)
    kind = {"#DIV/0!": "e", "=1+1": "f"}.get(content, "") if isinstance(content, str) else ""
    grid.cells[at] = GridCell(content, "dd/mm/yyyy" if isinstance(content, date) else "General", kind)


def numbers_to_text(rng: Random, grid: Grid) -> None:
    for at, cell in list(grid.cells.items()):
        if isinstance(cell.content, int | float) and rng.random() < 0.5:
            grid.cells[at] = GridCell(cell.text, kind="s")


def change_formats(rng: Random, grid: Grid) -> None:
    for cell in grid.cells.values():
        if rng.random() < 0.1:
            cell.number_format = rng.choice(FORMATS)


def hide(rng: Random, grid: Grid) -> None:
    grid.hidden = rng.random() < 0.5


MUTATIONS: tuple[Mutation, ...] = (
    delete_row,
    delete_column,
    insert_row,
    insert_column,
    duplicate_row,
    duplicate_column,
    swap_rows,
    swap_columns,
    shift_a_rows_end,
    repeat_the_header,
    clear_cells,
    garble_cell,
    spoil_a_text,
    write_something_odd,
    write_something_beside,
    write_at_length,
    change_digits,
    move_a_cell,
    split_a_cell,
    merge_cells,
    unmerge,
    change_type,
    numbers_to_text,
    change_formats,
    hide,
)


# --- size --------------------------------------------------------------------------------------------------------


def insert_copies(grid: Grid, first: int, last: int, below: int, times: int) -> None:
    """The rows from a first to a last one again and again below a row."""
    height = last - first + 1
    block = {(row - first, column): cell for (row, column), cell in grid.cells.items() if first <= row <= last}
    grid.move(lambda at: (at[0] + (at[0] > below) * height * times, at[1]))
    for time in range(times):
        for (row, column), cell in block.items():
            grid.cells[below + 1 + time * height + row, column] = cell


def repeat_the_numbered_row(rng: Random, grid: Grid) -> None:
    """The row ১, ২, ৩ … stands there many times more, somewhere."""
    rows = {row for row, _ in grid.cells}
    numbered = [
        row for row in sorted(rows) if sum(grid.cells.get((row, c), _NOTHING).text in _NUMBERS[c] for c in _NUMBERS) > 5
    ]
    if numbered:
        insert_copies(grid, numbered[0], numbered[0], rng.choice(sorted(rows)), rng.randint(20, 200))


def repeat_the_form(rng: Random, grid: Grid) -> None:
    """The whole sheet stands below itself, several times."""
    insert_copies(grid, 1, grid.rows, grid.rows, rng.randint(2, 6))


def repeat_some_rows(rng: Random, grid: Grid) -> None:
    """A stretch of rows is there many times: indicators by the hundred."""
    first = rng.randint(1, grid.rows)
    last = min(first + rng.randint(0, 3), grid.rows)
    insert_copies(grid, first, last, last, rng.randint(30, 150))


def widen_a_row(rng: Random, grid: Grid) -> None:
    """A row goes on far to the right."""
    row, start = rng.randint(1, grid.rows), grid.columns + 1
    for column in range(start, start + rng.randint(50, 300)):
        grid.cells[row, column] = GridCell(rng.choice(ODD_TEXTS), kind="s")


def lengthen_cells(rng: Random, grid: Grid) -> None:
    """Some cells are as long as Excel lets them be."""
    for _ in range(rng.randint(1, 6)):
        text = rng.choice(("দীর্ঘ লেখা ", "১/", "৩০/০৯/২০২০, ", "[১.", "(", "….", "৫০%"))
        grid.cells[any_position(rng, grid)] = GridCell((text * 32_000)[:32_000], kind="s")


_NOTHING = GridCell("")
_NUMBERS = {number: (str(number), to_bengali(str(number))) for number in range(1, 15)}
GROWTHS: tuple[Mutation, ...] = (
    repeat_the_numbered_row,
    repeat_the_form,
    repeat_some_rows,
    widen_a_row,
    lengthen_cells,
)
