"""Owns the two real plans as forms to print, taken straight from their clean workbooks."""

from datetime import date
from itertools import groupby
from typing import Any

from openpyxl import load_workbook

from plans.values.digits import to_bengali
from reports.pdf.official_form import (
    FormActivity,
    FormArea,
    FormIndicator,
    FormTotals,
    GradeColumn,
    OfficialForm,
    Quarter,
    QuarterEntry,
)
from reports.tests.pdf.extraction import FIXTURES

FIRST_QUARTER = Quarter(1, "১ম", "প্রথম", "জুলাই-সেপ্টেম্বর, ২০২১")


def integrity_form() -> OfficialForm:
    """The 37 indicators of the Ministry of Industries."""
    rows = _rows("industries-nis-2020-21.xlsx", first=6)
    areas = []
    for heading, body in _by_heading(rows):
        title, _, weight = heading.partition(".....")
        number, _, title = title.partition(". ")
        areas.append(FormArea(number, title, *_weight_and_note(weight, body)))
    totals = FormTotals("১০০", "০.০০", "০.০০", "১০০", "০.০০")
    return OfficialForm(
        "মন্ত্রণালয়ের নাম",
        "শিল্প মন্ত্রণালয়",
        "২০২০-২০২১",
        "২০২০-২১",
        FIRST_QUARTER,
        tuple(areas),
        totals,
        "শুদ্ধাচার ২০২০-২১",
        date(2020, 10, 15),
    )


def _weight_and_note(weight: str, body: list[list[str]]) -> tuple[Any, ...]:
    weight, _, note = weight.partition(" (")
    activities = tuple(
        _integrity_activity(target, achieved) for target, achieved in zip(body[::2], body[1::2], strict=True)
    )
    return weight, activities, note.rstrip(")")


def _integrity_activity(target: list[str], achieved: list[str]) -> FormActivity:
    number, _, title = target[0].partition(" ")
    quarters = tuple(QuarterEntry(*pair) for pair in zip(target[7:11], achieved[7:11], strict=True))
    indicator = FormIndicator(
        number, target[1], target[2], target[3], target[4], target[5], (), quarters, remark=target[13]
    )
    return FormActivity(number, title, (indicator,))


def _by_heading(rows: list[list[str]]) -> list[tuple[str, list[list[str]]]]:
    found: list[tuple[str, list[list[str]]]] = []
    for row in rows:
        if "....." in row[0]:
            found.append((row[0], []))
        else:
            found[-1][1].append(row)
    return found


def egov_form() -> OfficialForm:
    """The 13 indicators of the Ministry of Labour after the first quarter."""
    rows = _rows("labour-egov-2021-22-q1.xlsx", first=8)[:-2]
    areas: list[FormArea] = []
    for _, body in groupby(_filled_down(rows, (0, 1, 2, 3)), key=lambda row: row[0]):
        area = list(body)
        number, title = _bracketed(area[0][1])
        activities = [_egov_activity(list(part)) for _, part in groupby(area, key=lambda row: row[3])]
        areas.append(FormArea(number, title, area[0][2], tuple(activities)))
    grades = (GradeColumn("অসাধারণ", "১০০%"), GradeColumn("উত্তম", "৮০%"), GradeColumn("চলতি মান", "৬০%"))
    totals = FormTotals("৫০", "১৭.০০", "১১.০০", "৫০", "১৯.০০", "৫০", "১৭")
    return OfficialForm(
        "মন্ত্রণালয়ের নাম",
        "শ্রম ও কর্মসংস্থান মন্ত্রণালয়",
        "২০২১-২০২২",
        "২০২১-২২",
        FIRST_QUARTER,
        tuple(areas),
        totals,
        "ই-গভর্ন্যান্স ২০২১-২২",
        date(2021, 10, 14),
        grades,
    )


def _egov_activity(rows: list[list[str]]) -> FormActivity:
    indicators = []
    for row in rows:
        number, title = _bracketed(row[4])
        indicators.append(FormIndicator(number, title, row[6], row[5], targets=tuple(row[7:10]), progress=(row[10],)))
    return FormActivity(*_bracketed(rows[0][3]), tuple(indicators))


def _bracketed(text: str) -> tuple[str, str]:
    number, _, title = text.removeprefix("[").partition("] ")
    return number, title


def _filled_down(rows: list[list[str]], columns: tuple[int, ...]) -> list[list[str]]:
    last: dict[int, str] = {}
    for row in rows:
        for column in columns:
            row[column] = last[column] = row[column] or last[column]
    return rows


def _rows(name: str, *, first: int) -> list[list[str]]:
    sheet = load_workbook(FIXTURES / name).active
    return [[_text(cell) for cell in row] for row in sheet.iter_rows(min_row=first, values_only=True)]


def _text(cell: object) -> str:
    return "" if cell is None else to_bengali(str(cell))
