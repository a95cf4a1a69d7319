"""Owns the ledger of a plan as a table: a line for each event, what it changed before and after."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from cell_values.sentence import Sentence
from plans.display import clock, date_short, quarter_name, said
from plans.kinds import plan_kind
from plans.models import Plan
from reports.ledger_words import about_in_words, in_words, verb_name
from reports.queries.ledger import LedgerLine
from reports.tables.table import ReportColumn, ReportRow, ReportTable, Shape

NAME = Sentence("খতিয়ান", "Ledger")
COLUMNS = (
    (Sentence("ক্রম", "No."), 8, Shape.NUMBER),
    (Sentence("কখন", "When"), 18, Shape.LABEL),
    (Sentence("কে", "By whom"), 28, Shape.TEXT),
    (Sentence("কী করা হয়েছে", "What was done"), 26, Shape.TEXT),
    (Sentence("কিসে", "About"), 16, Shape.TEXT),
    (Sentence("কোয়ার্টার", "Quarter"), 14, Shape.LABEL),
    (Sentence("আগে ও পরে", "Before and after"), 70, Shape.TEXT),
)


CUT = Sentence(
    "এর আগের লাইনও আছে, এই ফাইলে নেই; দিন বেছে সেগুলো আলাদা ফাইলে নিন।",
    "There are earlier lines, which are not in this file; choose days and take them as a file of their own.",
)


def ledger_table(plan: Plan, lines: Iterable[LedgerLine], *, is_cut: bool = False) -> ReportTable:
    """Lines of the ledger in their order, in the active language; ``is_cut``: there are more than these."""
    return ReportTable(
        name=said(NAME),
        titles=(f"{said(NAME)}: {plan.office.name}", f"{said(plan_kind(plan.kind).title)}, {plan.year.label}"),
        columns=tuple(ReportColumn(said(heading), width, shape) for heading, width, shape in COLUMNS),
        rows=(*map(_row, lines), *_cut(is_cut)),
        frozen=2,
    )


def _row(line: LedgerLine) -> ReportRow:
    return ReportRow(
        (
            Decimal(line.sequence),
            f"{date_short(line.at)} {clock(line.at)}",
            str(line.by or "") or None,
            verb_name(line.verb),
            about_in_words(line) or None,
            quarter_name(line.quarter) if line.quarter else None,
            "; ".join(f"{each.name}: {each.before or '–'} → {each.after or '–'}" for each in in_words(line.changes)),
        )
    )


def _cut(is_cut: bool) -> Iterator[ReportRow]:
    """A line of its own, which a file without notes has too."""
    if is_cut:
        yield ReportRow((*[None] * (len(COLUMNS) - 1), said(CUT)))
