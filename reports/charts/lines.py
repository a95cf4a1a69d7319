"""Owns the chart of a course over quarters: a line for each series, percentages from 0 to 100."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, TOP, BOTTOM = 44, 16, 16, 54
GRID = (0, 25, 50, 75, 100)
DASHES = ("", "7 5", "2 4")
SHAPES = ("circle", "square", "triangle")
COLOURS = ("#00563f", "#17508f", "#a3201c")

Values = Sequence[float | None]  # percentages, None where there is none


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float
    percent: float


@dataclass(frozen=True, slots=True)
class Series:
    """A line with its name; dashes and shape tell it from the others without colour. Gaps part it into ``paths``."""

    name: str
    dashes: str
    shape: str
    colour: str
    points: tuple[Point, ...]
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """What ``reports/charts/lines.html`` draws; ``ticks`` are (x, words below, words under these)."""

    series: tuple[Series, ...]
    ticks: tuple[tuple[float, str, str], ...]
    grid: tuple[tuple[int, float], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    first_line: int = HEIGHT - BOTTOM + 20
    second_line: int = HEIGHT - BOTTOM + 40


def lines(series: Sequence[tuple[str, Values]], *, labels: Sequence[tuple[str, str]]) -> Lines:
    """The chart of up to three named series over the same places; ``labels`` are two lines of words for each place.

    A place with words in its second line begins anew: no line leads to it from the one before.
    """
    xs = [_x(place, len(labels)) for place in range(len(labels))]
    begins = [bool(lower) for _upper, lower in labels]
    drawn = tuple(_series(number, name, values, xs, begins) for number, (name, values) in enumerate(series))
    ticks = tuple((x, *label) for x, label in zip(xs, labels, strict=True))
    return Lines(drawn, ticks, tuple((percent, _y(percent)) for percent in GRID))


def _series(number: int, name: str, values: Values, xs: Sequence[float], begins: Sequence[bool]) -> Series:
    runs: list[list[Point]] = [[]]
    for x, percent, is_first in zip(xs, values, begins, strict=True):
        if percent is None or is_first:
            runs.append([])
        if percent is not None:
            runs[-1].append(Point(x, _y(percent), percent))
    paths = tuple(" ".join(f"{point.x},{point.y}" for point in run) for run in runs if len(run) > 1)
    points = tuple(point for run in runs for point in run)
    return Series(name, DASHES[number], SHAPES[number], COLOURS[number], points, paths)


def _x(place: int, places: int) -> float:
    """The middle of a place: all places are equally wide."""
    return round(LEFT + (WIDTH - LEFT - RIGHT) * (place + 0.5) / places, 1)


def _y(percent: float) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * percent / 100, 1)
