"""Owns the heading rows of a form in two lines's areas: number, title, weight behind a leader, note."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from official_forms.grid import Cell, Sheet
from official_forms.items import Item, read_item
from official_forms.layout import LaidPage

# "প্রাতিষ্ঠানিক ব্যবস্থা.....৮", "… কার্যক্রম..... ১৫ (অগ্রাধিকার ভিত্তিতে …)", "ব্যবস্থা : ৮", "ব্যবস্থা……….…. ৭".
_WEIGHT = r"(?P<weight>[0-9০-৯]+(?:[.,][0-9০-৯]+)*)"
_NOTE = r"\s*(?P<note>\(.*\))?[।.]?"
_LEADER = r"(?:[.‥…·_]\s?){2,}|…|-{3,}|–{2,}"
_WITH_LEADER = re.compile(rf"(?P<title>.*?)\s*(?:{_LEADER})[\s.‥…·:ঃ=_-]*{_WEIGHT}?{_NOTE}", re.DOTALL)
_WITH_COLON = re.compile(rf"(?P<title>.*?)\s*[:ঃ=]\s*[-–]?\s*{_WEIGHT}{_NOTE}", re.DOTALL)
_LOST_NUMBER = re.compile(r"^[.।)\]\s]+")


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area's heading; ``number``, ``weight`` and ``note`` are as printed, "" if absent."""

    cell: Cell
    number: str
    title: str
    weight: str
    note: str
    weight_cell: Cell
    serial: Cell | None = None


def read_area(sheet: Sheet, page: LaidPage, row: int) -> AreaRow | None:
    """The area whose heading a row is, None where it is none: it holds a title and at most its serial and weight.

    A number with a weight behind a leader is unmistakable even beside a stray cell, which is left over.
    """
    by_column = {cell.column: cell for cell in sheet.rows[row]}
    weight_cell = by_column.pop(page.column("weight") or 0, None)
    serial = by_column.pop(page.column("serial") or 0, None) if len(by_column) > 1 else None
    heading = next(iter(by_column.values())) if len(by_column) == 1 else _beside_others(page, by_column)
    item = _item(sheet, page, heading, serial) if heading else None
    if heading is None or item is None or item.depth > 1:
        return None
    match = _WITH_LEADER.fullmatch(item.title) or _WITH_COLON.fullmatch(item.title)
    title, weight, note = match.group("title", "weight", "note") if match else (item.title, None, None)
    if not weight and weight_cell:
        weight = weight_cell.text
    else:
        weight_cell = heading
    return AreaRow(heading, item.number, title, weight or "", note or "", weight_cell, serial)


def _beside_others(page: LaidPage, by_column: Mapping[int, Cell]) -> Cell | None:
    heading = by_column.get(page.column("activity") or 0)
    item = read_item(heading.text) if heading else None
    match = _WITH_LEADER.fullmatch(item.title) if item else None
    has_indicator = any(page.column(name) in by_column for name in ("indicator", "unit"))
    return heading if match and match["weight"] and not has_indicator else None


def _item(sheet: Sheet, page: LaidPage, heading: Cell, serial: Cell | None) -> Item | None:
    """The heading's number and title; a heading that lost its number is told by its leader or by its width."""
    item = read_item(heading.text)
    if item is None and serial is not None:
        number = read_item(f"{serial.text.strip('.।) ')}.")
        return Item(number.number, heading.text) if number else None
    if item is not None or heading.column != page.column("activity"):
        return item
    match = _WITH_LEADER.fullmatch(heading.text)
    span = sheet.span(*heading.position)
    is_wide = (span.last_column - span.first_column + 1) * 2 > len(page.columns)
    return Item("", _LOST_NUMBER.sub("", heading.text)) if (match and match["weight"]) or is_wide else None
