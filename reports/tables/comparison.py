"""Owns the comparison as a table: a line for each office, its marks, their percentage, and that of every area."""

from collections.abc import Iterator
from decimal import Decimal

from cell_values.sentence import Sentence
from plans.display import digits, quarter_name, said
from reports.left_out import GRANTED_AWAY
from reports.printed.comparison import PrintedComparison
from reports.queries.compared_rows import ComparisonRow
from reports.queries.comparison import Comparison
from reports.tables.table import Cell, ReportColumn, ReportRow, ReportTable, Shape

NAME = Sentence("তুলনা", "Comparison")
RANK, OFFICE = Sentence("ক্রম", "Rank"), Sentence("কার্যালয়", "Office")
EARNED, STATE = Sentence("মোট নম্বর", "Total marks"), Sentence("অবস্থা", "State")
DUE, PERCENT = Sentence("এ পর্যন্ত প্রাপ্য", "Due so far"), Sentence("প্রাপ্যের শতাংশ", "Percent of those due")
CLUSTER, IN_CLUSTER = Sentence("গুচ্ছ", "Cluster"), Sentence("গুচ্ছে ক্রম", "Rank in the cluster")
SHARES = Sentence(
    "ক্ষেত্রের ঘরে এ পর্যন্ত প্রাপ্য নম্বরের যত শতাংশ অর্জিত; কিছু প্রাপ্য না থাকলে ঘর খালি।",
    "An area's column shows the percentage earned of its marks due so far; it is empty where nothing was due.",
)
RANKED = Sentence("ক্রমে কেবল জমা দেওয়া প্রতিবেদন ধরা হয়েছে।", "Only reports that were handed in are ranked.")


def comparison_table(compared: PrintedComparison) -> ReportTable:
    """The offices of a comparison in its order, in the active language."""
    areas = [
        ReportColumn(f"{digits(number)}. {title} ({digits(weight)})", 14, Shape.PERCENT)
        for number, title, weight in compared.found.areas
    ]
    has_clusters = compared.found.has_clusters
    clusters = (
        (ReportColumn(said(CLUSTER), 18), ReportColumn(said(IN_CLUSTER), 10, Shape.LABEL)) if has_clusters else ()
    )
    return ReportTable(
        name=said(NAME),
        titles=(
            compared.title,
            f"{said(compared.kind.title)}, {compared.year.label}, {quarter_name(compared.quarter)}",
            *filter(None, [compared.among]),
        ),
        columns=(
            ReportColumn(said(RANK), 7, Shape.LABEL),
            ReportColumn(said(OFFICE), 36),
            ReportColumn(said(EARNED), 11, Shape.MARKS),
            ReportColumn(said(DUE), 11, Shape.MARKS),
            ReportColumn(said(PERCENT), 10, Shape.PERCENT),
            *clusters,
            *areas,
            ReportColumn(said(STATE), 14, Shape.LABEL),
        ),
        rows=(*(_row(row, has_clusters=has_clusters) for row in compared.found.rows), *_apart(compared.found)),
        notes=(said(SHARES), said(RANKED), said(GRANTED_AWAY)),
        frozen=2,
    )


def _row(row: ComparisonRow, *, has_clusters: bool) -> ReportRow:
    rank: Cell = Decimal(row.rank) if isinstance(row.rank, int) else None
    shares = [None if share is None else Decimal(share) for _number, share, _level, _url in row.areas]
    place = row.in_cluster
    in_cluster: Cell = Decimal(place.rank) if place and place.rank else None
    clusters: tuple[Cell, ...] = (row.office.cluster, in_cluster) if has_clusters else ()
    return ReportRow((rank, row.office.name, row.earned, row.due, row.percent, *clusters, *shares, row.state_label))


def _apart(found: Comparison) -> Iterator[ReportRow]:
    """Offices without a rank: their names and why, and no figure that could be read as a judgement."""
    figures, shares = (None,) * 3, (None,) * len(found.areas)
    for group in found.apart:
        for row in group.rows:
            clusters: tuple[Cell, ...] = (row.office.cluster, None) if found.has_clusters else ()
            yield ReportRow((None, row.office.name, *figures, *clusters, *shares, group.label))
