"""Owns marking the cells of a sheet with words of their own, to prove that a reader loses none of them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from official_forms.grid import Cell, Sheet
from plan_tree.tree import PlanTree

_LETTERS = str.maketrans("0123456789", "কখগঘচছজঝটঠ")  # a mark with digits would be doubted for its digits


@dataclass(frozen=True)
class Marked:
    """A sheet whose cells end in marks, and address -> mark."""

    sheet: Sheet
    marks: Mapping[str, str]


def with_marks(sheet: Sheet, wanted: Callable[[Cell], bool]) -> Marked:
    """The sheet with a mark of its own behind the text of every wanted cell."""
    marks = {
        cell: f"চিহ্ন{cell.row:03}{cell.column:02}".translate(_LETTERS) for cell in sheet.cells.values() if wanted(cell)
    }
    cells = {cell.position: replace(cell, text=f"{cell.text} {mark}") for cell, mark in marks.items()}
    return Marked(replace(sheet, cells={**sheet.cells, **cells}), {cell.address: mark for cell, mark in marks.items()})


def lost_marks(marked: Marked, draft: PlanTree) -> list[str]:
    """The addresses whose mark is neither in the draft nor told in a problem at the cell."""
    kept = " ".join(_texts(draft))
    told = {problem.cell for problem in draft.problems}
    return [address for address, mark in marked.marks.items() if mark not in kept and address not in told]


def _texts(draft: PlanTree) -> Iterator[str]:
    yield from (draft.office_name, draft.year)
    for area in draft.areas:
        yield from (area.title, area.note, *(activity.title for activity in area.activities))
    for row in draft.indicators:
        yield from (row.title, row.unit_text, row.responsible, row.remark, row.claimed_total, row.annual.text)
        yield from (grade.target.text for grade in row.all_grades)
        for quarter in row.quarters.values():
            yield from (quarter.target.text, quarter.achievement.text)
        yield from (year.value.text for year in row.other_years)
