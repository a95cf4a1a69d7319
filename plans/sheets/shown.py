"""Owns what a stored cell shows: numbers in plain ASCII, percents with their sign, dates as dd/mm/yyyy."""

import re
from datetime import date, datetime, time
from decimal import Decimal

from plans.sheets.grid import CellKind
from plans.values.text import normalise
from plans.values.value import plain

# What stands in quotes, after a backslash or in brackets (a colour, a locale) is no format of the number.
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def shown(value: object, data_type: str, number_format: str) -> tuple[str, CellKind]:
    """The text and kind of a stored value ("" for nothing); decimals are never cut to the format's places.

    ``data_type`` is openpyxl's: "e" marks an error text.
    """
    match value:
        case bool():
            return ("TRUE" if value else "FALSE"), CellKind.BOOLEAN
        case datetime() | date():
            return _date(value), CellKind.DATE
        case time():
            return value.isoformat("minutes"), CellKind.DATE
        case int() | float():
            return _number(value, number_format)
        case None:
            return "", CellKind.TEXT
    return normalise(str(value)), CellKind.ERROR if data_type == "e" else CellKind.TEXT


def _date(value: date) -> str:
    text = f"{value:%d/%m/%Y}"
    has_time = isinstance(value, datetime) and value.time() != time()
    return f"{text} {value:%H:%M}" if has_time else text


def _number(value: int | float, number_format: str) -> tuple[str, CellKind]:
    number = Decimal(f"{value:.15g}")  # Excel itself keeps 15 digits
    if "%" in _LITERAL.sub("", number_format):
        return f"{plain(number * 100)}%", CellKind.PERCENT
    if "%" in number_format:  # only written behind the number: 90 stands for 90 %
        return f"{plain(number)}%", CellKind.PERCENT
    return plain(number), CellKind.NUMBER
