"""Owns the chart of a distribution: a bar for every tenth of a hundred percent, with mean and median over them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH, HEIGHT = 720, 270
LEFT, RIGHT, TOP, BOTTOM = 16, 16, 62, 34
GAP = 8


@dataclass(frozen=True, slots=True)
class Bar:
    """``x``, ``y``, ``width`` and ``height`` in units of the drawing; ``least`` to ``most`` in percent."""

    least: int
    most: int
    count: int
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def above(self) -> float:
        return self.y - 6

    @property
    def label_x(self) -> float:
        """The ground of the figure above the bar, 40 by 18, which hides a line behind it."""
        return self.middle - 20

    @property
    def label_y(self) -> float:
        return self.y - 20


@dataclass(frozen=True, slots=True)
class PercentLine:
    """An upright line at a percentage; its words stand at ``label_y``, to the left of it where room ends."""

    percent: Decimal
    x: float
    label_y: int
    dashes: str

    @property
    def is_left(self) -> bool:
        return self.x > WIDTH * 0.7

    @property
    def top(self) -> int:
        return self.label_y - 12

    @property
    def label_x(self) -> float:
        return self.x - 6 if self.is_left else self.x + 6


@dataclass(frozen=True, slots=True)
class Histogram:
    """What ``reports/charts/histogram.html`` draws."""

    bars: tuple[Bar, ...]
    mean: PercentLine | None
    median: PercentLine | None
    width: int = WIDTH
    height: int = HEIGHT
    top: int = TOP
    floor: int = HEIGHT - BOTTOM
    label_y: int = HEIGHT - 12


def histogram(counts: Sequence[int], *, mean: Decimal | None, median: Decimal | None) -> Histogram:
    """The chart of so many offices in each equal part of 0 to 100 percent; no mean and median where there are none."""
    step, most = 100 // len(counts), max(*counts, 1)
    bars = tuple(_bar(number, count, step, most) for number, count in enumerate(counts))
    return Histogram(bars, _line(mean, 20, ""), _line(median, 42, "6 4"))


def _bar(number: int, count: int, step: int, most: int) -> Bar:
    width = (WIDTH - LEFT - RIGHT) * step / 100
    height = (HEIGHT - TOP - BOTTOM - 18) * count / most
    least = number * step
    last = least + step if least + step == 100 else least + step - 1
    y = HEIGHT - BOTTOM - height
    return Bar(least, last, count, _round(LEFT + number * width + GAP / 2), _round(y), width - GAP, _round(height))


def _line(percent: Decimal | None, label_y: int, dashes: str) -> PercentLine | None:
    if percent is None:
        return None
    return PercentLine(percent, _round(LEFT + (WIDTH - LEFT - RIGHT) * float(percent) / 100), label_y, dashes)


def _round(number: float) -> float:
    return round(number, 1)
