"""Owns sheets of any size, to see how the work of understanding them grows: by name, each from a number of parts."""

from collections.abc import Callable

from cell_values.digits import to_bengali
from egov_plans.tests import forms as egov
from integrity_plans.tests import forms as integrity
from official_forms.grid import Sheet
from sheets.tests.building import sheet

Rows = list[list[str]]
HEADS = [*integrity.TITLES, integrity.WORDS, integrity.NUMBERS]


def integrity_rows(areas: int, activities: int) -> Rows:
    """The rows of so many areas with so many indicators each, every text different."""
    rows: Rows = []
    for area in range(1, areas + 1):
        rows.append([f"{to_bengali(str(area))}. ক্ষেত্র {area}.....{to_bengali(str(2 * activities))}"])
        for activity in range(1, activities + 1):
            number = to_bengali(f"{area}.{activity}")
            words = [f"{number} সভা {area}-{activity}", f"অনুষ্ঠিত সভা {area}-{activity}"]
            rows += [[*words, *integrity.TARGETS[2:]], integrity.ACHIEVED]
    return rows


def egov_rows(areas: int, activities: int, indicators: int) -> Rows:
    """The rows of so many areas with so many activities of so many indicators each."""
    return [
        [
            str(area),
            f"[{area}] ক্ষেত্র",
            "৪",
            f"[{area}.{activity}] কাজ",
            *(f"[{area}.{activity}.{row}] সূচক", *egov.ROW[5:]),
        ]
        for area in range(1, areas + 1)
        for activity in range(1, activities + 1)
        for row in range(1, indicators + 1)
    ]


def different(rows: Rows, number: int) -> Rows:
    """The same rows with a number behind every text."""
    return [[text and f"{text} {number}" for text in row] for row in rows]


def numbered_rows(size: int) -> Sheet:
    return sheet([*HEADS, *integrity_rows(1, 1), *[integrity.NUMBERS] * size])


def numbered_rows_among_indicators(size: int) -> Sheet:
    return sheet([*HEADS, *[row for _ in range(size) for row in (integrity.NUMBERS, *integrity_rows(1, 1))]])


def rows_of_headings(size: int) -> Sheet:
    return sheet([*HEADS, *[integrity.WORDS] * size])


def rows_of_different_headings(size: int) -> Sheet:
    return sheet([*HEADS, *(row for number in range(size) for row in different([integrity.WORDS], number))])


def pages_with_different_headings(size: int) -> Sheet:
    pages = ((*different([integrity.WORDS], number), *integrity_rows(1, 1)) for number in range(size))
    return sheet([*HEADS, *(row for page in pages for row in page)])


def integrity_indicators(size: int) -> Sheet:
    return sheet([*HEADS, *integrity_rows(size, 2)])


def egov_indicators(size: int) -> Sheet:
    return sheet([*egov.TITLES, *egov.HEADER, egov.NUMBERS, *egov_rows(size, 2, 2)])


def empty_areas(size: int) -> Sheet:
    return sheet([*HEADS, *([f"{number}. ক্ষেত্র.....৪"] for number in range(1, size + 1)), *integrity_rows(1, 1)])


def one_indicator_over_many_rows(size: int) -> Sheet:
    return sheet([*HEADS, *integrity_rows(1, 1), *[integrity.ACHIEVED] * size])


def forms_below_each_other(size: int) -> Sheet:
    return sheet([row for _ in range(size) for row in (*HEADS, *integrity_rows(1, 1))])


def forms_without_titles(size: int) -> Sheet:
    return sheet([row for _ in range(size) for row in (*HEADS[2:], *integrity_rows(1, 1))])


def titles_line_by_line(size: int) -> Sheet:
    lines = [[f"ভূমি মন্ত্রণালয়ের {number} নম্বর বিভাগের কথা"] for number in range(size)]
    return sheet([*lines, *HEADS, *integrity_rows(1, 1)])


SHAPES: dict[str, Callable[[int], Sheet]] = {
    make.__name__: make
    for make in (
        numbered_rows,
        numbered_rows_among_indicators,
        rows_of_headings,
        rows_of_different_headings,
        pages_with_different_headings,
        integrity_indicators,
        egov_indicators,
        empty_areas,
        one_indicator_over_many_rows,
        forms_below_each_other,
        forms_without_titles,
        titles_line_by_line,
    )
}
