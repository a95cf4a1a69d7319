"""Owns the distribution and the trend of compared offices: charts, the tables beside them, and their words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from offices.models import FiscalYear, Office
from plans.display import digits, marks, quarter_name
from reports.charts.histogram import Histogram, histogram
from reports.charts.lines import Lines, lines
from reports.queries.compared_rows import ComparisonRow
from reports.queries.league import League
from reports.queries.spread import Middle, Moment, courses, middles, tenths

YEARS_BACK = 4


@dataclass(frozen=True)
class Distribution:
    """How many offices earned how much; ``middle`` is None where nobody has a figure."""

    chart: Histogram
    middle: Middle | None

    @property
    def words(self) -> str:
        """What the chart shows, for who cannot see it."""
        if self.middle is None:
            return ""
        most = max(self.chart.bars, key=lambda bar: bar.count)
        words = _(
            "{count} offices; mean {mean}%, median {median}%; the largest group, {most}, lies from {least} to {last}%."
        )
        return words.format(
            count=digits(self.middle.count),
            mean=marks(self.middle.mean),
            median=marks(self.middle.median),
            most=digits(most.count),
            least=digits(most.least),
            last=digits(most.most),
        )


@dataclass(frozen=True)
class TrendRow:
    """An office with its percentages, moment by moment; None where it has none."""

    office: Office
    rank: int | str
    is_shared: bool
    percents: tuple[Decimal | None, ...]


@dataclass(frozen=True)
class Trend:
    """``years`` are the heads of the table with how many quarters of each it shows; mean and median are rows too."""

    chart: Lines
    moments: tuple[Moment, ...]
    years: tuple[tuple[str, int], ...]
    means: tuple[Decimal, ...]
    medians: tuple[Decimal, ...]
    rows: tuple[TrendRow, ...]
    chosen: TrendRow | None

    @property
    def middles(self) -> list[tuple[str, int, Decimal, Decimal]]:
        """The table beside the chart: year and quarter, mean and median, the latest first."""
        rows = zip(self.moments, self.means, self.medians, strict=True)
        found = [(FiscalYear(start_year=start).label, quarter, mean, median) for (start, quarter), mean, median in rows]
        return found[::-1]

    @property
    def words(self) -> str:
        """What the chart shows, for who cannot see it."""
        if not self.moments:
            return ""
        return _("The mean goes from {first}% to {last}%, the median from {lower}% to {upper}%.").format(
            first=marks(self.means[0]),
            last=marks(self.means[-1]),
            lower=marks(self.medians[0]),
            upper=marks(self.medians[-1]),
        )


def distribution_of(league: League) -> Distribution:
    """The distribution through the league's quarter. Two queries."""
    middle = next(iter(middles(league.entries).values()), None)
    counts = tenths(league.entries)
    chart = histogram(counts, mean=middle.mean if middle else None, median=middle.median if middle else None)
    return Distribution(chart, middle)


def trend_of(league: League, rows: Sequence[ComparisonRow], *, chosen: str = "") -> Trend:
    """The trend of those of these offices that ever handed in, and of all, over the year and up to four before it.
    Two queries.
    """
    start = league.year.start_year
    entries = league.all_entries.filter(year__start_year__range=(start - YEARS_BACK, start))
    found, own = middles(entries), courses(entries, [row.office.pk for row in rows])
    moments = tuple(found)
    trend_rows = tuple(_trend_row(row, own[row.office.pk], moments) for row in rows if row.office.pk in own)
    picked = next((row for row in trend_rows if str(row.office.pk) == chosen), None)
    means, medians = tuple(each.mean for each in found.values()), tuple(each.median for each in found.values())
    return Trend(_chart(moments, means, medians, picked), moments, _years(moments), means, medians, trend_rows, picked)


def _trend_row(row: ComparisonRow, own: Mapping[Moment, Decimal], moments: Sequence[Moment]) -> TrendRow:
    return TrendRow(row.office, row.rank, row.is_shared, tuple(own.get(moment) for moment in moments))


def _chart(
    moments: Sequence[Moment], means: Sequence[Decimal], medians: Sequence[Decimal], picked: TrendRow | None
) -> Lines:
    series: list[tuple[str, Sequence[Decimal | None]]] = [(_("Mean"), means), (_("Median"), medians)]
    if picked:
        series.append((picked.office.name, picked.percents))
    drawn = [(name, [None if value is None else float(value) for value in values]) for name, values in series]
    return lines(drawn, labels=[(_quarter(moment), _year_under(moment, moments)) for moment in moments])


def _quarter(moment: Moment) -> str:
    return quarter_name(moment[1]).split()[0]


def _year_under(moment: Moment, moments: Sequence[Moment]) -> str:
    """The year stands once, under its first quarter in the chart."""
    first = next(each for each in moments if each[0] == moment[0])
    return FiscalYear(start_year=moment[0]).label if moment == first else ""


def _years(moments: Sequence[Moment]) -> tuple[tuple[str, int], ...]:
    starts = sorted({year for year, _quarter in moments})
    return tuple((FiscalYear(start_year=start).label, sum(year == start for year, _q in moments)) for start in starts)
