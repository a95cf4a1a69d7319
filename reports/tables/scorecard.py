"""Owns the scorecard as a table: a line for each area, below it one for each indicator, the total at the end."""

from collections.abc import Mapping
from decimal import Decimal

from django.template.loader import render_to_string

from cell_values.sentence import Sentence
from cell_values.value import BLANK
from marking.scorecard import AreaScore, Mark, Scorecard
from plan_tree.tree import ActivityNode, IndicatorNode
from plans.display import digits, marks, quarter_name, said
from plans.kinds import plan_kind
from plans.models import QuarterReport
from plans.queries.scorecards import stored_scorecard
from plans.queries.trees import load_tree
from reports.left_out import left_out_sentence, lost
from reports.printed.imprint import state_of
from reports.tables.table import Cell, ReportColumn, ReportRow, ReportTable, Shape
from reports.verification import address_of, number_of

NAME = Sentence("স্কোরকার্ড", "Scorecard")
AREA, INDICATOR, TOTAL = Sentence("ক্ষেত্র", "Area"), Sentence("সূচক", "Indicator"), Sentence("মোট", "Total")
COLUMNS = (
    (Sentence("সারি", "Row"), 8, Shape.LABEL),
    (Sentence("ক্রমিক", "Number"), 8, Shape.LABEL),
    (Sentence("ক্ষেত্র/ কার্যক্রম", "Area/ activity"), 30, Shape.TEXT),
    (Sentence("কর্মসম্পাদন সূচক", "Performance indicator"), 20, Shape.TEXT),
    (Sentence("একক", "Unit"), 9, Shape.LABEL),
    (Sentence("মান", "Weight"), 8, Shape.NUMBER),
    (Sentence("বছরের লক্ষ্যমাত্রা", "Annual target"), 14, Shape.LABEL),
    (Sentence("মোট অর্জন", "Total achievement"), 13, Shape.LABEL),
    (Sentence("অবস্থা", "Standing"), 13, Shape.LABEL),
    (Sentence("বাদ (প্রযোজ্য নয়)", "Left out (not applicable)"), 9, Shape.MARKS),
    (Sentence("সম্ভাব্য", "Possible"), 8, Shape.MARKS),
    (Sentence("এ পর্যন্ত প্রাপ্য", "Due so far"), 8, Shape.MARKS),
    (Sentence("হিসাবকৃত", "Computed"), 8, Shape.MARKS),
    (Sentence("নির্ধারিত", "Assessed"), 8, Shape.MARKS),
    (Sentence("অর্জিত", "Earned"), 8, Shape.MARKS),
    (Sentence("হারানো", "Lost"), 8, Shape.MARKS),
    (Sentence("বছরের শতাংশ", "Percent of the year"), 10, Shape.PERCENT),
    (Sentence("যেভাবে এ নম্বর", "How this mark comes about"), 54, Shape.TEXT),
)


def scorecard_table(report: QuarterReport, card: Scorecard | None = None) -> ReportTable:
    """The stored scorecard of a report, or another reading of it, in the active language."""
    plan, card = report.plan, card or stored_scorecard(report)
    rows = load_tree(plan).as_judged_in(report.quarter).by_number
    lines = [line for area in card.areas for line in _area(area, rows)]
    return ReportTable(
        name=said(NAME),
        titles=(
            f"{said(NAME)}: {plan.office}",
            f"{said(plan_kind(plan.kind).title)}, {plan.year.label}, {quarter_name(report.quarter)}",
            state_of(report),
        ),
        columns=tuple(ReportColumn(said(heading), width, shape) for heading, width, shape in COLUMNS),
        rows=(*lines, _total(card)),
        notes=(*_left_out(card), _policy(card), address_of(number_of(report))),
        frozen=3,
    )


def _area(area: AreaScore, rows: Mapping[str, tuple[ActivityNode, IndicatorNode]]) -> list[ReportRow]:
    head = _line(AREA, area.number, area.title, area, weight=area.weight, percent=area.percentage)
    return [head, *(_indicator(mark, rows.get(mark.number)) for mark in area.marks)]


def _total(card: Scorecard) -> ReportRow:
    return _line(TOTAL, "", "", card, weight=card.printed_weight, percent=card.percentage, computed=card.computed)


def _line(
    kind: Sentence,
    number: str,
    title: str,
    score: AreaScore | Scorecard,
    *,
    weight: Decimal,
    percent: Decimal,
    computed: Cell = "",
) -> ReportRow:
    named: tuple[Cell, ...] = (said(kind), digits(number), title, "", "", weight, "", "", "")
    possible = (score.left_out, score.possible, score.possible_to_date)
    figures = (computed, "", score.earned, lost(score), percent, "")
    return ReportRow((*named, *possible, *figures), bold=True)


def _indicator(mark: Mark, found: tuple[ActivityNode, IndicatorNode] | None) -> ReportRow:
    """A row that was taken out after the report was frozen has lost its words, not its mark."""
    activity, row = found or (None, None)
    named: tuple[Cell, ...] = (
        said(INDICATOR),
        digits(mark.number),
        activity.title if activity else "",
        row.title if row else "",
        row.unit_text if row else "",
        mark.weight,
        row.annual if row else BLANK,
        mark.total,
        render_to_string("components/mark_status.html", {"status": mark.status}).strip(),
    )
    explained = "\n".join(said(step.sentence) for step in mark.steps)
    possible = (mark.left_out, mark.possible, mark.possible_to_date)
    figures = (mark.computed, mark.assessed, mark.earned, lost(mark))
    return ReportRow((*named, *possible, *figures, "", explained))


def _left_out(card: Scorecard) -> tuple[str, ...]:
    sentence = left_out_sentence(card)
    return (said(sentence),) if sentence else ()


def _policy(card: Scorecard) -> str:
    policy = said(Sentence("মূল্যায়ন নীতি", "Marking policy"))
    earned, possible = said(Sentence("অর্জিত", "earned")), said(Sentence("সম্ভাব্য", "possible"))
    return f"{policy}: {digits(card.policy)}; {earned} {marks(card.earned)}, {possible} {digits(card.possible)}"
