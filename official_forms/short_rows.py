"""Owns rows that lack the cells merged from above, as copies of web pages do: put where they belong, or told as errors.

Every cell of such a row stands too far left by as many columns as are missing before it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from cell_values.digits import to_bengali
from cell_values.reading import read_value
from cell_values.sentence import Sentence
from cell_values.value import Unit, ValueState
from official_forms.claim_labels import OBTAINED, SUBTOTAL, TOTAL
from official_forms.grid import Cell, Position, Sheet
from official_forms.items import read_item
from official_forms.layout import Form, LaidPage
from official_forms.sheet_reading import SheetReading
from official_forms.usual_columns import is_number
from plan_tree.problems import Severity

# Of the cells of a row and its page: how many columns it is to be moved, 0 for none, None where nobody knows.
Shift = Callable[[tuple[Cell, ...], LaidPage], int | None]


@dataclass
class ShortRows:
    """A sheet and its form with short rows put right: ``moved`` with how far; ``lost`` cannot be, and are left out."""

    sheet: Sheet
    form: Form
    moved: list[tuple[Cell, int]] = field(default_factory=list)
    lost: list[tuple[Cell, ...]] = field(default_factory=list)

    def tell(self, reading: SheetReading) -> None:
        """A notice for every moved row, one error for every lost one."""
        for cell, columns in self.moved:
            reading.notice("row_moved", _moved(columns), cell.address)
        for cells in self.lost:
            reading.report(Severity.ERROR, "row_shifted", _SHIFTED, cells[0].address)
            for cell in cells:
                reading.take(cell)


def put_right(sheet: Sheet, form: Form, shift: Shift) -> ShortRows:
    """A sheet with every short row of a form moved to where it belongs; the form loses those nobody can place."""
    found = ShortRows(sheet, form)
    cells: dict[Position, Cell] = dict(sheet.cells)
    for page in form.pages:
        for row in page.page.body:
            columns = shift(sheet.rows[row], page)
            if columns is None or (columns and sheet.rows[row][-1].column + columns > max(page.columns.values())):
                found.lost.append(sheet.rows[row])
            elif columns:
                found.moved.append((sheet.rows[row][0], columns))
                _move(cells, sheet.rows[row], columns)
    if found.moved:
        found.sheet = replace(sheet, cells=cells)
    if found.lost:
        found.form = form.without({row[0].row for row in found.lost})
    return found


def fits(cells: Iterable[Cell], columns: int, page: LaidPage, tested: Mapping[str, Callable[[str], bool]]) -> bool:
    """Whether moved cells are what their columns hold; ``tested`` are by the name of the column."""
    tests = {at: test for name, test in tested.items() if (at := page.column(name))}
    return all(tests[cell.column + columns](cell.text) for cell in cells if cell.column + columns in tests)


def are_figures(cells: tuple[Cell, ...], page: LaidPage) -> bool:
    """Whether a row of several cells has figures where an activity or an indicator has its name, and no words."""
    named = (page.column("activity"), page.column("indicator"))
    return len(cells) > 1 and any(cell.column in named for cell in cells) and all(_is_figure(cell) for cell in cells)


def has_figure_for_words(cells: tuple[Cell, ...], page: LaidPage) -> bool:
    """Whether a plain number stands where the name of an indicator or its unit belongs, as in a row that is shifted.

    A printed total may stand anywhere; "১.১" may be a code whose name stands elsewhere. An indicator that is called by
    a number stands behind a numbered activity, its weight in its place.
    """
    weight = next((cell.text for cell in cells if cell.column == page.column("weight")), "")
    is_named = is_number(weight) and read_item(cells[0].text) is not None
    worded = (page.column("unit"), None if is_named else page.column("indicator"))
    is_total = any(label.fullmatch(cells[0].text) for label in (TOTAL, SUBTOTAL, OBTAINED))
    numbers = (cell for cell in cells if cell.column in worded and is_number(cell.text))
    return len(cells) > 1 and not is_total and any(read_item(cell.text) is None for cell in numbers)


def _is_figure(cell: Cell) -> bool:
    """A code in brackets is the number of an activity or indicator, be there no name behind it."""
    state = read_value(cell.text, Unit.NUMBER_AND_DATE).value.state
    return not cell.text.startswith("[") and state in (ValueState.GIVEN, ValueState.NONE)


def _move(cells: dict[Position, Cell], row: tuple[Cell, ...], columns: int) -> None:
    for cell in row:
        del cells[cell.position]
    for cell in row:
        moved = replace(cell, column=cell.column + columns, written_at=cell.address)
        cells[moved.position] = moved


def _moved(columns: int) -> Sentence:
    return Sentence(
        f"সারিটিতে ওপর থেকে একত্র করা ঘরগুলো নেই; {to_bengali(str(columns))} কলাম ডানে সরিয়ে পড়া হয়েছে।",
        f"The row lacks the cells merged from above; it was read {columns} columns further right.",
    )


_SHIFTED = Sentence(
    "সারিটি সরে গেছে: কোন লেখা কোন কলামের, বোঝা যায় না; তাই সারিটি নেওয়া হয়নি। ঘরগুলো নিজ কলামে বসিয়ে আবার দিন।",
    "The row is shifted: which column its cells belong to cannot be told, so it was not taken over. Put the cells into "
    "their columns and send the file again.",
)
