"""Owns the proof of the charts' geometry."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from reports.charts.histogram import histogram
from reports.charts.lines import lines

counts = st.lists(st.integers(0, 30000), min_size=10, max_size=10)
percents = st.one_of(st.none(), st.floats(0, 100))


@given(counts)
def test_bars_stand_on_the_floor_beside_each_other_as_high_as_their_counts(numbers):
    chart = histogram(numbers, mean=None, median=None)
    for bar, count in zip(chart.bars, numbers, strict=True):
        assert bar.count == count
        assert abs(bar.y + bar.height - chart.floor) < 0.2
        assert (bar.height == 0) == (count == 0) or bar.height < 0.1
        assert bar.x >= 0
        assert bar.x + bar.width <= chart.width
        assert bar.label_y >= 42  # below the words of the median
    highest = max(chart.bars, key=lambda bar: bar.count)
    assert highest.height == max(bar.height for bar in chart.bars)


def test_parts_are_named_without_overlap_and_the_last_includes_the_hundred():
    bars = histogram([0] * 10, mean=None, median=None).bars
    assert [(bar.least, bar.most) for bar in bars[:2]] == [(0, 9), (10, 19)]
    assert (bars[-1].least, bars[-1].most) == (90, 100)


def test_mean_and_median_stand_at_their_percentage_and_write_where_there_is_room():
    chart = histogram([1] * 10, mean=Decimal(50), median=Decimal(100))
    assert chart.mean.x == chart.width / 2
    assert not chart.mean.is_left
    assert chart.median.is_left
    assert chart.median.label_x < chart.median.x
    assert (chart.mean.dashes, bool(chart.median.dashes)) == ("", True)


@given(st.lists(percents, min_size=1, max_size=20))
def test_points_lie_inside_and_higher_is_better(values):
    chart = lines([("গড়", values)], labels=[("১ম", "")] * len(values))
    (series,) = chart.series
    assert [point.percent for point in series.points] == [value for value in values if value is not None]
    for point in series.points:
        assert chart.left < point.x < chart.right
        assert 0 <= point.y <= chart.height
    for one, other in zip(series.points, series.points[1:], strict=False):
        assert one.x < other.x
        assert not (one.percent < other.percent and one.y < other.y)


def test_a_line_ends_where_a_figure_is_missing_or_a_year_begins():
    labels = [("১ম", "২০২০"), ("২য়", ""), ("১ম", "২০২১"), ("২য়", ""), ("৩য়", ""), ("৪র্থ", "")]
    (series,) = lines([("গড়", [1, 2, 3, 4, None, 5])], labels=labels).series
    assert [path.count(",") for path in series.paths] == [2, 2]
    assert len(series.points) == 5


def test_series_differ_without_colour():
    series = lines([("ক", [1]), ("খ", [2]), ("গ", [3])], labels=[("১ম", "")]).series
    assert len({(each.dashes, each.shape) for each in series}) == 3
