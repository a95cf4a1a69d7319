"""Owns stored scorecards in which some rows were marked anew: those beside them stay as they are written."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from marking.figures import add
from marking.scorecard import Mark

OF_AREA = ("earned", "possible", "possible_to_date")
OF_ALL = ("earned", "computed", "possible", "possible_to_date")


def renewed(stored: Mapping[str, Any], marks: Iterable[Mark]) -> dict[str, Any]:
    """The JSON data of a scorecard with these marks in place of those of the same number, and its sums since.

    The same as all rows marked, where the others stayed as they were; to read and write all of them took a quarter of
    a save.
    """
    new = {mark.number: mark.as_json() for mark in marks}
    areas = [_area(area, new) for area in stored["areas"]]
    return {**stored, **_sums([mark for area in areas for mark in area["marks"]], OF_ALL), "areas": areas}


def _area(stored: Mapping[str, Any], new: Mapping[str, Any]) -> Mapping[str, Any]:
    marks = [new.get(mark["number"], mark) for mark in stored["marks"]]
    moved = any(mark is not before for mark, before in zip(marks, stored["marks"], strict=True))
    return {**stored, **_sums(marks, OF_AREA), "marks": marks} if moved else stored


def _sums(marks: Sequence[Mapping[str, Any]], names: Sequence[str]) -> dict[str, str]:
    return {name: str(add(Decimal(mark[name]) for mark in marks if mark[name] is not None)) for name in names}
