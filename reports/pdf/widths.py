"""Owns how wide columns are whose number differs from form to form: together as wide as the page, whatever it is."""

PAGE = 277.0  # millimetres between the margins of a page of paper.css that lies on its side
SERIAL, AREA, AREA_WEIGHT, ACTIVITY, INDICATOR, UNIT, WEIGHT, PROGRESS = 9.0, 34.0, 11.0, 45.0, 50.0, 15.0, 19.0, 37.0
GRADE, DATE = 19.0, 16.2  # a target where there is room; the least a whole date stands on one line in
COMPARED_AREA, COMPARED_OFFICE, COMPARED_FIGURES = 11.0, 57.0, 77.0
_WORDS = AREA + ACTIVITY + INDICATOR + PROGRESS
_LEAST_WORDS = 0.4  # of their usual width: more grades than that leaves room for stand closer than a date is wide


def graded_widths(grades: int) -> tuple[str, ...]:
    """The columns of the e-governance form before its last one, which takes what is left: "9.0mm", "34.0mm" …

    Columns of figures keep their width; columns of words give room to the targets.
    """
    room, count = PAGE - SERIAL - AREA_WEIGHT - UNIT - WEIGHT, max(grades, 1)
    wanted = min(GRADE, max(DATE, (room - _WORDS) / count))
    words = min(1.0, max(_LEAST_WORDS, (room - wanted * count) / _WORDS))
    grade = min(wanted, (room - words * _WORDS) / count)
    before = (SERIAL, AREA * words, AREA_WEIGHT, ACTIVITY * words, INDICATOR * words, UNIT, WEIGHT)
    return tuple(map(_millimetres, (*before, *[grade] * grades)))


def compared_width(areas: int) -> str:
    """The column of one area in the comparison, beside the offices' names and their figures."""
    return _millimetres(min(COMPARED_AREA, (PAGE - COMPARED_OFFICE - COMPARED_FIGURES) / max(areas, 1)))


def _millimetres(width: float) -> str:
    """Cut, not rounded: rounded up, many columns would again be wider than the page."""
    return f"{int(width * 10) / 10}mm"
