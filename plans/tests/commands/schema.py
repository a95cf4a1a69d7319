"""Owns the shape of the machine interface, written down field by field as administrators script against it."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

Shape = Callable[[Any], bool]

NUMBER = re.compile(r"-?\d+(\.\d*[1-9])?", re.ASCII)  # plain ASCII digits, no trailing zeros
MARKS = re.compile(r"\d+\.\d\d", re.ASCII)
INDICATOR_NUMBER = re.compile(r"\d+(\.\d+)+", re.ASCII)
ADDRESS = re.compile(r"([A-Z]+\d+)?", re.ASCII)

UNITS = {"number", "percent", "date", "number_and_date", "lakh_taka", "taka", "crore_taka", "other"}
RULES = {"sum", "average", "cumulative", "date", None}
QUARTERS = {"q1", "q2", "q3", "q4"}
VALUE_STATES = {"given", "none", "words", "not_applicable", "unreadable"}
STATUSES = {
    "full",
    "partial",
    "zero",
    "missing",
    "not_due",
    "words",
    "unreadable",
    "no_target",
    "assessed",
    "exemption_asked",
    "not_applicable",
}


def one_of(choices: set[Any]) -> Shape:
    return lambda data: data in choices


def matching(pattern: re.Pattern[str]) -> Shape:
    return lambda data: isinstance(data, str) and pattern.fullmatch(data) is not None


def or_null(shape: Shape) -> Shape:
    return lambda data: data is None or shape(data)


def list_of(shape: Shape) -> Shape:
    return lambda data: isinstance(data, list) and all(shape(each) for each in data)


def record(**fields: Shape) -> Shape:
    """An object with exactly these fields, each in its shape; the field that is not is named."""

    def fits(data: Any) -> bool:
        assert isinstance(data, dict), data
        assert set(data) == set(fields), set(data) ^ set(fields)
        for name, shape in fields.items():
            assert shape(data[name]), f"{name}: {data[name]!r}"
        return True

    return fits


def text(data: Any) -> bool:
    return isinstance(data, str)


def words(data: Any) -> bool:
    return isinstance(data, str) and data.strip() != ""


def iso_date(data: Any) -> bool:
    return isinstance(data, str) and date.fromisoformat(data).isoformat() == data


def percent(data: Any) -> bool:
    return isinstance(data, int | float) and not isinstance(data, bool) and 0 < data <= 100


number, marks = matching(NUMBER), matching(MARKS)
VALUE = or_null(
    record(text=words, quantity=or_null(number), dates=list_of(iso_date), state=one_of(VALUE_STATES)),
)
INDICATOR = record(
    number=matching(INDICATOR_NUMBER),
    activity=words,
    activity_number=matching(INDICATOR_NUMBER),
    title=words,
    weight=number,
    unit=one_of(UNITS),
    unit_text=text,
    responsible=text,
    quarter_rule=one_of(RULES),
    direction=one_of({"higher", "lower"}),
    annual=VALUE,
    grades=list_of(record(percent=percent, value=VALUE)),
    quarters=lambda data: set(data) == QUARTERS and all(map(record(target=VALUE, achievement=VALUE), data.values())),
    remark=text,
    claimed_total=text,
    claimed_marks=or_null(number),
)
CLAIMED = record(total=or_null(number), obtained=or_null(number))
PROBLEM = record(
    severity=one_of({"error", "warning", "notice"}),
    sheet=text,
    cell=matching(ADDRESS),
    code=matching(re.compile(r"[a-z_]+")),
    message=words,
    message_en=words,
)
IMPORTED = record(
    kind=or_null(one_of({"integrity", "egov"})),
    office=or_null(words),
    year=or_null(matching(re.compile(r"20\d\d-\d\d", re.ASCII))),
    saved=lambda data: isinstance(data, bool),
    areas=list_of(record(number=number, title=words, note=text, weight=number, indicators=list_of(INDICATOR))),
    claimed=CLAIMED,
    problems=list_of(PROBLEM),
)
SCORED = record(
    policy=words,
    through=one_of(QUARTERS),
    earned=marks,
    computed=marks,
    possible=number,
    possible_to_date=marks,
    claimed=CLAIMED,
    indicators=list_of(
        record(
            number=matching(INDICATOR_NUMBER),
            weight=number,
            earned=marks,
            computed=or_null(marks),
            assessed=or_null(marks),
            possible=number,
            possible_to_date=marks,
            status=one_of(STATUSES),
            total=VALUE,
            explanation=list_of(words),
            explanation_en=list_of(words),
        )
    ),
)
