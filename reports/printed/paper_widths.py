"""Owns how wide columns are whose number differs from paper to paper: together as wide as the page, whatever it is."""

from collections.abc import Sequence

from official_forms.description import PrintedColumn

PAGE = 277.0  # millimetres between the margins of a page of paper.css that lies on its side
DATE = 16.2  # the least a whole date stands on one line in
COMPARED_AREA, COMPARED_OFFICE, COMPARED_FIGURES = 11.0, 57.0, 77.0
COMPARED_CLUSTER = 14.0
_LEAST_WORDS = 0.4  # of their usual width: more grades than that leaves room for stand closer than a date is wide


def form_widths(columns: Sequence[PrintedColumn]) -> tuple[str, ...]:
    """The columns of an official form before its last one, which takes what is left: "9.0mm", "34.0mm" …

    Columns of figures keep their width; columns of words give room to the targets of the grades.
    """
    words = sum(column.column.paper for column in columns if column.column.gives_room)
    graded = [column.column.paper for column in columns if column.percent is not None]
    room = PAGE - sum(column.column.paper for column in columns) + words + sum(graded)
    count, usual = max(len(graded), 1), max(graded, default=0.0)
    wanted = min(usual, max(DATE, (room - words) / count))
    share = min(1.0, max(_LEAST_WORDS, (room - wanted * count) / words)) if words else 1.0
    grade = min(wanted, (room - share * words) / count)
    widths = [_width(column, share, grade) for column in columns]
    squeezed = min(1.0, PAGE / sum(widths))
    return tuple(_millimetres(width * squeezed) for width in widths[:-1])


def _width(column: PrintedColumn, share: float, grade: float) -> float:
    if column.percent is not None:
        return grade
    return column.column.paper * (share if column.column.gives_room else 1)


def compared_width(areas: int, *, has_clusters: bool = False) -> str:
    """The column of one area in the comparison, beside the offices' names and their figures."""
    beside = COMPARED_OFFICE + COMPARED_FIGURES + (COMPARED_CLUSTER if has_clusters else 0)
    return _millimetres(min(COMPARED_AREA, (PAGE - beside) / max(areas, 1)))


def _millimetres(width: float) -> str:
    """Cut, not rounded: rounded up, many columns would again be wider than the page."""
    return f"{int(width * 10) / 10}mm"
