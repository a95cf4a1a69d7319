"""Owns accounting for every cell of a document: stored in the draft, told in a problem, or part of the form's frame."""

import re
from collections.abc import Iterable, Iterator

from cell_values.digits import to_ascii
from cell_values.value import plain
from official_forms.grid import Cell, Sheet
from official_forms.items import read_item
from official_forms.markup import bare
from plan_tree.problems import Problem
from plan_tree.tree import IndicatorNode, PlanTree

_ROW = re.compile(r"\d+")
_LABELS = {"লক্ষ্যমাত্রা", "অর্জন", "লক্ষ্যমাত্রাঅর্জন"}


def unaccounted(sheet: Sheet, draft: PlanTree, problems: Iterable[Problem], frame: Iterable[int]) -> list[str]:
    """The addresses of cells that are neither stored in their row, nor told, nor in the rows of the frame."""
    told = {problem.cell for problem in problems}
    stored = {row: set(texts) for row, texts in _stored_by_row(sheet, draft).items()}
    framing = set(frame)
    cells = (cell for cell in sheet.cells.values() if cell.row not in framing and cell.address not in told)
    return [cell.address for cell in cells if not _is_stored(cell, stored.get(cell.row, set()), draft)]


def _is_stored(cell: Cell, texts: set[str], draft: PlanTree) -> bool:
    text = _look(bare(cell.text))
    if text in _LABELS or any(text in each for each in texts):
        return True
    titles = {
        _look(each) for each in (draft.office_name, *(f"{a.title}{plain(a.weight)}{a.note}" for a in draft.areas))
    }
    if text in map(_look, (*draft.surroundings.lines_above, *sum(draft.surroundings.blocks_below, ()))):
        return True
    item = read_item(cell.text)
    heading = re.sub(r"[.\s]", "", _look(item.title)) if item else ""
    claims = {plain(figure) for figure in (draft.claimed.total, draft.claimed.obtained) if figure is not None}
    return (
        text in claims
        or any(heading and heading == re.sub(r"\.", "", each) for each in titles)
        or any(text.endswith(each) for each in titles if each == _look(draft.office_name))
    )


def _stored_by_row(sheet: Sheet, draft: PlanTree) -> dict[int, list[str]]:
    """Row of the sheet -> the texts stored of the indicator, activity and area it belongs to."""
    starts = {_row(row.cells["number"]): row for row in draft.indicators}
    activities = {
        row.number: activity for area in draft.areas for activity in area.activities for row in activity.indicators
    }
    areas = {row.number: area for area in draft.areas for row in area.indicators}
    found: dict[int, list[str]] = {}
    current: IndicatorNode | None = None
    for row in sheet.rows:
        current = starts.get(row, current)
        if current is not None:
            activity, area = activities[current.number], areas[current.number]
            heads = (
                f"{activity.number}{activity.title}",
                f"{activity.number}.{activity.title}",
                f"[{activity.number}]{activity.title}",
            )
            over = (f"[{area.number}]{area.title}", area.number, plain(area.weight))
            found[row] = [_look(text) for text in (*heads, *over, *_texts(current))]
    return found


def _texts(row: IndicatorNode) -> Iterator[str]:
    yield from (row.title, f"[{row.number}]{row.title}", row.unit_text, row.responsible, row.remark, row.claimed_total)
    yield from (plain(row.weight), row.annual.text, *(year.value.text for year in row.other_years))
    yield from (grade.target.text for grade in row.grades)
    for quarter in row.quarters.values():
        yield from (quarter.target.text, quarter.achievement.text)


def _row(address: str) -> int:
    return int(_ROW.search(address)[0])


def _look(text: str) -> str:
    return re.sub(r"\s", "", to_ascii(text))
