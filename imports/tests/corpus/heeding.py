"""Owns the proof that a plan heeds what its titles, headings and settings say: no value is taken against their word.

What a mutation has changed is marked in the grid, so that no reader is asked.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from imports.tests.corpus.grids import Grid, GridCell, Position
from imports.tests.corpus.losses import body_of
from official_forms.grid import address
from plan_tree.problems import Problem, Severity
from plan_tree.tree import PlanTree

_NOWHERE = 10**9
_OF_KIND = frozenset({"kind_not_kept", "kind_unclear", "kind_contradicts"})


@dataclass(frozen=True)
class ReadGrid:
    """A sheet as it was mutated, its texts by cell as they were taken, the plans in it, and what was told of its cells.

    ``moved`` are the rows that were read further right; ``kind_errors``: how often a plan may be of another kind.
    """

    grid: Grid
    texts: Mapping[str, str]
    drafts: tuple[PlanTree, ...]
    told: Mapping[str, set[Severity]]  # by cell
    moved: frozenset[int]
    kind_errors: int

    def is_told(self, at: Position) -> bool:
        return address(*at) in self.told

    def is_doubted(self, at: Position) -> bool:
        return bool(self.told.get(address(*at), set()) - {Severity.NOTICE})


def unheeded(
    grids: Iterable[Grid],
    texts: Mapping[str, Mapping[str, str]],
    drafts: Iterable[PlanTree],
    problems: Iterable[Problem],
) -> Iterator[str]:
    """What was stored against the word of a title, a heading or a setting, and not told: "sheet!K7 …".

    ``texts`` are those of each sheet's cells as they were taken.
    """
    plans, told = tuple(drafts), tuple(problems)
    for grid in grids:
        own = tuple(draft for draft in plans if draft.sheet == grid.name)
        cells: dict[str, set[Severity]] = {}
        here = [problem for problem in told if problem.sheet in (grid.name, "")]
        for problem in here:
            cells.setdefault(problem.cell, set()).add(problem.severity)
        if own:
            moved = frozenset(_position(each.cell)[0] for each in here if each.code == "row_moved")
            read = ReadGrid(grid, texts.get(grid.name, {}), own, cells, moved, sum(map(_is_of_kind, told)))
            for found in (_hidden(read), _of_another_kind(read), _of_another_time(read), _misread(read)):
                yield from (f"{grid.name}!{each}" for each in found)


def _is_of_kind(problem: Problem) -> bool:
    return problem.code in _OF_KIND and problem.severity is Severity.ERROR


def _hidden(read: ReadGrid) -> Iterator[str]:
    """The cells of hidden rows and columns that no problem speaks of."""
    grid = read.grid
    for at, cell in grid.cells.items():
        is_hidden = at[0] in grid.hidden_rows or at[1] in grid.hidden_columns
        if is_hidden and cell.text and not read.is_told(at):
            yield f"{address(*at)} is hidden and not told"


def _of_another_kind(read: ReadGrid) -> Iterator[str]:
    """Titles of a kind that is not kept, over a plan that may be stored."""
    titles = [at for at, _ in _saying(read.grid, "another kind")]
    if titles and read.kind_errors < len(read.drafts) and not any(map(read.is_doubted, titles)):
        yield f"{address(*titles[0])} names a kind that is not kept, over a plan that was taken"


def _of_another_time(read: ReadGrid) -> Iterator[str]:
    """Figures of columns headed by another year, or by all months until then, taken for those of their quarter.

    Headings are those of the first plan of the sheet.
    """
    first = min(read.drafts, key=lambda draft: min((at[0] for _, at in _reported(draft)), default=_NOWHERE))
    reported = [(quarter, at) for quarter, at in _reported(first) if at[0] not in read.moved and not read.is_told(at)]
    for (row, column), heading in (*_saying(read.grid, "another year"), *_saying(read.grid, "to date")):
        # In the first quarter what counts from July is the quarter's own.
        heeded = (1, *first.to_date) if heading.says == "to date" else ()
        for quarter, at in reported:
            is_below = at[1] == column and at[0] > row
            if is_below and quarter not in heeded and not read.is_doubted((row, column)):
                yield f"{address(*at)} is of {heading.says}"


def _misread(read: ReadGrid) -> Iterator[str]:
    """Texts in visual order that were called repaired for certain, and say something else than they meant."""
    for at, cell in read.grid.cells.items():
        taken = read.texts.get(address(*at), "")
        if cell.meant and read.told.get(address(*at)) == {Severity.NOTICE} and taken not in (cell.meant, cell.text):
            yield f"{address(*at)} means “{cell.meant[:60]}”, not “{taken[:60]}”"


def _saying(grid: Grid, what: str) -> list[tuple[Position, GridCell]]:
    """The headings and titles a mutation made say something, as far as they still show above the form's rows."""
    body = body_of({at: cell.text for at, cell in grid.cells.items() if cell.text})
    said = [(at, cell) for at, cell in sorted(grid.cells.items()) if cell.says == what and at not in body]
    return [(at, cell) for at, cell in said if not any(_covers(span, at) for span in grid.merged)]


def _covers(span: tuple[int, int, int, int], at: Position) -> bool:
    """Whether a merged range hides a cell: any but its first one."""
    top, left, bottom, right = span
    return at != (top, left) and top <= at[0] <= bottom and left <= at[1] <= right


def _reported(draft: PlanTree) -> Iterator[tuple[int, Position]]:
    """The quarter and the place of every figure a plan holds for one."""
    for row in draft.indicators:
        for quarter, node in row.quarters.items():
            pairs = ((node.target_cell, node.target), (node.achievement_cell, node.achievement))
            yield from ((quarter, _position(cell)) for cell, value in pairs if cell and value.is_given)


def _position(cell: str) -> Position:
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(cell[len(letters) :]), column
