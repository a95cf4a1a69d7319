"""Owns what a stored value shows: numbers in plain ASCII, percents with their sign, dates as dd/mm/yyyy."""

from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal, localcontext

from cell_values.numbers import MAX_DECIMALS
from cell_values.text import normalise
from cell_values.value import plain
from official_forms.grid import CellKind
from sheets.number_formats import appends_percent, is_percent_format, shows_time
from sheets.stored import StoredValue

_LAST_PLACE = Decimal(1).scaleb(-MAX_DECIMALS)


def shown(value: StoredValue, number_format: str = "General", *, is_error: bool = False) -> tuple[str, CellKind]:
    """The text and kind of a stored value ("" for nothing).

    Decimals are not cut to the format's places, only to those a plan can keep (``exactly_shown`` has them all).
    """
    match value:
        case bool():
            return ("TRUE" if value else "FALSE"), CellKind.BOOLEAN
        case datetime() | date():
            return _date(value, number_format), CellKind.DATE
        case time():
            return value.isoformat("minutes"), CellKind.DATE
        case int() | float():
            number, sign = _number(value, number_format)
            return f"{plain(_storable(number))}{sign}", CellKind.PERCENT if sign else CellKind.NUMBER
        case None:
            return "", CellKind.TEXT
    return normalise(value), CellKind.ERROR if is_error else CellKind.TEXT


def exactly_shown(value: StoredValue, number_format: str) -> str:
    """As ``shown``, a number with all its decimals."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return shown(value, number_format)[0]
    number, sign = _number(value, number_format)
    return f"{plain(number)}{sign}"


def _date(value: date, number_format: str) -> str:
    """A time of day is shown only where Excel shows one; NOW() under dd/mm/yyyy is a day."""
    text = f"{value:%d/%m/%Y}"
    has_time = isinstance(value, datetime) and value.time() != time() and shows_time(number_format)
    return f"{text} {value:%H:%M}" if has_time else text


def _number(value: float, number_format: str) -> tuple[Decimal, str]:
    number = Decimal(f"{value:.15g}")  # Excel itself keeps 15 digits
    if is_percent_format(number_format):
        return number * 100, "%"
    return number, "%" if appends_percent(number_format) else ""


def _storable(number: Decimal) -> Decimal:
    """Rounded to the places storage keeps: nobody types thirteen decimals, Excel computes them."""
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or exponent >= -MAX_DECIMALS:
        return number
    with localcontext() as context:
        context.prec = max(28, number.adjusted() + MAX_DECIMALS + 2)
        rounded = number.quantize(_LAST_PLACE, ROUND_HALF_UP)
    return rounded if rounded else Decimal(0)
