"""Owns what the words around a table say of its kind: those kept here it names, else those that are not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from cell_values.sentence import Sentence
from official_forms.form_table import FormTable
from official_forms.grid import Cell, Sheet
from official_forms.identity import title_cells
from official_forms.kind import PlanKind
from official_forms.other_kinds import OtherKind, not_kept
from official_forms.titles import names_a_plan

_Kind = TypeVar("_Kind", PlanKind, OtherKind)


@dataclass(frozen=True, slots=True)
class NamedKinds:
    """The kinds some words name, and the text of the first of them with its cell; the name of a sheet has none.

    Of the ``others``, which are not kept here, an agreement stands only where no other kind is named.
    """

    kept: tuple[PlanKind, ...] = ()
    others: tuple[OtherKind, ...] = ()
    text: str = ""
    cell: Cell | None = None

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def titles(self) -> tuple[Sentence, ...]:
        return (*(kind.title for kind in self.kept), *(other.title for other in self.others))

    @property
    def is_outright(self) -> bool:
        """Whether a kind is named, and not only an agreement whose annex it may be."""
        return bool(self.kept) or any(not other.holds_annexes for other in self.others)


def named_kinds(sheet: Sheet, table: FormTable, kinds: Sequence[PlanKind]) -> NamedKinds:
    """The kinds the words around a table name.

    The name of a plan says more than another line (a signature may name a kind as well), a line more than the heading
    of a column, and all of them more than the name of the sheet. An agreement, whose annexes the plans are, counts
    only where no other is named.
    """
    titles = title_cells(sheet, table)
    headings = [cell for page in table.pages[:1] for row in page.header for cell in sheet.rows[row]]
    plans, headed = ([cell for cell in cells if names_a_plan(cell.text)] for cells in (titles, headings))
    found = [_named(cells, kinds) for cells in (plans, titles, headed)]
    of_sheet = replace(_named([Cell(1, 1, sheet.name)], kinds), cell=None)
    telling = [each for each in (*found, of_sheet) if each]
    return next((each for each in telling if each.is_outright), next(iter(telling), NamedKinds()))


def kinds_in_titles(cells: Iterable[Cell], kinds: Sequence[PlanKind]) -> set[str]:
    """What the names of plans among some titles name, by their English titles; agreements aside."""
    found = _named([cell for cell in cells if names_a_plan(cell.text)], kinds)
    return {title.en for title in found.titles} if found.is_outright else set()


def _named(cells: Sequence[Cell], kinds: Sequence[PlanKind]) -> NamedKinds:
    kept, others = _among(cells, kinds), _among(cells, not_kept(kinds))
    outright = {other: cell for other, cell in others.items() if not other.holds_annexes}
    told = outright if kept or outright else others
    cell = next(iter((*kept.values(), *told.values())), None)
    return NamedKinds(tuple(kept), tuple(told), cell.text if cell else "", cell)


def _among(cells: Sequence[Cell], kinds: Sequence[_Kind]) -> dict[_Kind, Cell]:
    """The kinds that are named, each with the first cell that names it."""
    found = ((kind, next((cell for cell in cells if kind.is_named(cell.text)), None)) for kind in kinds)
    return {kind: cell for kind, cell in found if cell is not None}
