"""Owns the order of a form in two lines: areas, activities and indicators, and the numbers that were not written."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from cell_values.digits import to_bengali
from cell_values.sentence import Sentence
from cell_values.text import key
from official_forms.grid import Cell
from official_forms.items import says_again
from official_forms.lines.areas import AreaRow
from official_forms.lines.rows import Blocks, IndicatorBlock
from official_forms.sheet_reading import SheetReading
from official_forms.told import head_missing, heading_below, number_inferred


@dataclass(slots=True)
class ActivityBlock:
    """An activity and the rows of its indicators, as a rule of one."""

    number: str
    title: str
    cell: Cell
    indicators: list[tuple[str, IndicatorBlock]] = field(default_factory=list)


@dataclass(slots=True)
class AreaBlock:
    """An area, its heading (None where none is written) and its activities."""

    number: str
    heading: AreaRow | None
    activities: list[ActivityBlock] = field(default_factory=list)

    @property
    def next_number(self) -> str:
        last = self.activities[-1].number.rpartition(".")[2] if self.activities else "0"
        return f"{self.number}.{int(last) + 1}"


def arrange(reading: SheetReading, blocks: Blocks) -> list[AreaBlock]:
    """The areas of a form in their order; every number that had to be inferred is told at its cell."""
    areas: list[AreaBlock] = []
    for at, block in enumerate(blocks):
        if isinstance(block, AreaRow):
            _open_area(reading, areas, block, (blocks[place] for place in range(at + 1, len(blocks))))
        elif block.continues and areas and areas[-1].activities:
            _add_indicator(reading, areas[-1].activities[-1], block)
        else:
            _open_activity(reading, areas, block)
    return areas


def _open_area(
    reading: SheetReading, areas: list[AreaBlock], heading: AreaRow, below: Iterable[AreaRow | IndicatorBlock]
) -> None:
    """Begin an area, unless its heading repeats that of the current one on a new page; what it adds is left over."""
    current = areas[-1] if areas else None
    if current and current.heading and _repeats(current.number, current.heading, heading):
        _take_repeated(reading, current.heading, heading)
        return
    if current and current.heading is None and heading.number == current.number:
        current.heading = heading
        told = heading_below(heading.title)
        reading.notice("heading_below", told, heading.cell.address)
        return
    number = heading.number or _number_from(below) or str(int(current.number) + 1 if current else 1)
    if not heading.number:
        reading.notice("number_inferred", number_inferred(number), heading.cell.address)
    areas.append(AreaBlock(number, heading))


def _take_repeated(reading: SheetReading, current: AreaRow, heading: AreaRow) -> None:
    """Count a repeated heading as understood, in full or without its weight and note; with other words it is not."""
    is_same_weight = heading.weight in ("", current.weight)
    before = (current.title, f"{current.title} {current.note}")
    if is_same_weight and any(says_again(f"{heading.title} {heading.note}", text) for text in before):
        reading.take(heading.cell)
        reading.take(heading.weight_cell)


def _repeats(number: str, current: AreaRow, heading: AreaRow) -> bool:
    return heading.number == number and key(heading.title).startswith(key(current.title))


def _number_from(below: Iterable[AreaRow | IndicatorBlock]) -> str:
    """The area's number as the first numbered activity below the heading tells it."""
    for block in below:
        if isinstance(block, AreaRow):
            return ""
        if block.item is not None:
            return block.item.number.partition(".")[0]
    return ""


def _open_activity(reading: SheetReading, areas: list[AreaBlock], block: IndicatorBlock) -> None:
    number = block.item.number if block.item else ""
    if not areas or _begins_next(areas[-1], number):
        areas.append(AreaBlock(number.partition(".")[0] or "1", None))
        reading.warn("area_missing", head_missing("area", areas[-1].number), block.cell.address)
    area = areas[-1]
    if block.is_nameless:
        number = area.next_number
        reading.warn("name_missing", _nameless(number), block.cell.address)
        area.activities.append(ActivityBlock(number, "", block.cell, [(number, block)]))
        return
    if not number:
        number = area.next_number
        reading.notice("number_inferred", number_inferred(number), block.cell.address)
    title = block.item.title if block.item else block.cell.text
    reading.take(block.cell)
    if block.item and block.serial and block.cell.text == block.item.title:
        reading.take(block.serial)
    area.activities.append(ActivityBlock(number, title, block.cell, [(number, block)]))


def _nameless(number: str) -> Sentence:
    return Sentence(
        f"সারিটিতে কার্যক্রম বা সূচকের নাম নেই; নাম ছাড়াই {to_bengali(number)} নম্বর সূচক ধরা হয়েছে। নাম লিখুন।",
        f"The row names neither activity nor indicator; it was taken as indicator {number} without a name. Write it.",
    )


def _begins_next(area: AreaBlock, number: str) -> bool:
    """Whether an activity's number is that of the area after the current one, whose heading is missing."""
    return bool(number and area.activities) and number.partition(".")[0] == str(int(area.number) + 1)


def _add_indicator(reading: SheetReading, activity: ActivityBlock, block: IndicatorBlock) -> None:
    number = f"{activity.number}.{len(activity.indicators) + 1}"
    reading.notice("number_inferred", number_inferred(number), block.cell.address)
    activity.indicators.append((number, block))
