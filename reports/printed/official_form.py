"""Owns filling the official form from a stored plan and its scorecard."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from cell_values.quarter_words import ORDINAL_WORDS, ORDINALS, months_of
from cell_values.sentence import Sentence
from marking.scorecard import AreaScore, Mark, MarkStatus, Scorecard
from offices.models import Tier
from official_forms.kind import PlanKind
from plan_tree.terms import QUARTERS
from plan_tree.tree import AreaNode, Claimed, IndicatorNode, PlanTree
from plans.display import digits, marks, said
from plans.kinds import plan_kind
from plans.models import Plan, QuarterReport
from plans.queries.scorecards import claimed_through, stored_scorecard
from plans.queries.trees import load_tree
from reports.left_out import left_out_in_words
from reports.pdf.official_form import (
    FormActivity,
    FormArea,
    FormIndicator,
    FormTotals,
    GradeColumn,
    OfficialForm,
    Quarter,
    QuarterEntry,
)
from reports.printed.imprint import imprint_of

OFFICE_LABELS = {
    Tier.MINISTRY.value: Sentence("মন্ত্রণালয়ের নাম", "Ministry"),
    Tier.DIVISION.value: Sentence("বিভাগের নাম", "Division"),
}
OFFICE_LABEL = Sentence("কার্যালয়ের নাম", "Office")


def official_form(report: QuarterReport, *, printed_on: date) -> OfficialForm:
    """The form of a report's plan through its quarter, in the active language; what was typed stays as typed."""
    plan, through = report.plan, report.quarter
    scorecard, tree = stored_scorecard(report), load_tree(plan)
    percents = tree.ladder or tuple(map(Decimal, plan_kind(plan.kind).form.usual_ladder))
    return OfficialForm(
        office_label=said(OFFICE_LABELS.get(plan.office.tier, OFFICE_LABEL)),
        office=plan.office.name,
        year=plan.year.label,
        short_year=digits(plan.year.code),
        quarter=_quarter(plan, through),
        areas=tuple(_areas(tree, scorecard, percents, through)),
        totals=_totals(tree, scorecard, claimed_through(plan, through)),
        grades=_grade_columns(plan_kind(plan.kind), percents),
        imprint=imprint_of(report, printed_on=printed_on),
    )


def _quarter(plan: Plan, through: int) -> Quarter:
    ordinal, word = said(ORDINALS[through]), said(ORDINAL_WORDS[through])
    year = digits(plan.year.quarter_ends(through).year)
    return Quarter(through, ordinal, word, f"{said(months_of(through))}, {year}")


def _grade_columns(kind: PlanKind, percents: Sequence[Decimal]) -> tuple[GradeColumn, ...]:
    words = map(said, kind.form.grade_names(percents))
    return tuple(GradeColumn(word, f"{digits(percent)}%") for word, percent in zip(words, percents, strict=True))


def _areas(tree: PlanTree, scorecard: Scorecard, percents: Sequence[Decimal], through: int) -> list[FormArea]:
    scores = {area.number: area for area in scorecard.areas}
    return [_area(area, scores.get(area.number), percents, through) for area in tree.areas]


def _area(area: AreaNode, score: AreaScore | None, percents: Sequence[Decimal], through: int) -> FormArea:
    found = {mark.number: mark for mark in score.marks} if score else {}
    activities = tuple(
        FormActivity(
            digits(activity.number),
            activity.title,
            tuple(_indicator(row, found.get(row.number), percents, through) for row in activity.indicators),
        )
        for activity in area.activities
        if activity.indicators
    )
    return FormArea(
        number=digits(area.number),
        title=area.title,
        weight=digits(area.weight),
        activities=activities,
        note=area.note.strip("()"),
        earned=marks(score.earned) if score else "",
    )


def _indicator(row: IndicatorNode, mark: Mark | None, percents: Sequence[Decimal], through: int) -> FormIndicator:
    graded = {grade.percent: digits(grade.target.text) for grade in row.all_grades}
    achieved = {quarter: digits(row.achievement(quarter).text) if quarter <= through else "" for quarter in QUARTERS}
    return FormIndicator(
        number=digits(row.number),
        title=row.title,
        weight=digits(row.weight),
        unit=row.unit_text,
        responsible=row.responsible,
        annual=digits(row.annual.text),
        targets=tuple(graded.get(percent, "") for percent in percents),
        quarters=tuple(QuarterEntry(digits(row.target(q).text), achieved[q]) for q in QUARTERS),
        progress=_progress(achieved, through),
        total=digits(mark.total.text) if mark else "",
        marks=_marks(mark),
        assessed=mark is not None and mark.status is MarkStatus.ASSESSED,
        remark=row.remark,
    )


def _progress(achieved: Mapping[int, str], through: int) -> tuple[str, ...]:
    """The lines of the one progress column: the form's own quarter plainly, any other with its name."""
    told = {quarter: text for quarter, text in achieved.items() if text}
    if set(told) <= {through}:
        return tuple(told.values())
    return tuple(f"{said(ORDINALS[quarter])}: {text}" for quarter, text in told.items())


def _marks(mark: Mark | None) -> str:
    if mark is None or mark.status is MarkStatus.NOT_DUE:
        return ""
    if mark.computed is None and mark.assessed is None:
        return "–"  # no rule gives a mark, and nobody has assessed it yet
    return marks(mark.earned)


def _totals(tree: PlanTree, scorecard: Scorecard, claimed: Claimed) -> FormTotals:
    weight = sum(row.weight for row in tree.indicators)
    return FormTotals(
        weight=digits(weight) if weight else "",
        earned=marks(scorecard.earned),
        computed=marks(scorecard.computed),
        possible=digits(scorecard.possible),
        possible_to_date=marks(scorecard.possible_to_date),
        claimed_total="" if claimed.total is None else digits(claimed.total),
        claimed_obtained="" if claimed.obtained is None else digits(claimed.obtained),
        left_out=left_out_in_words(scorecard),
    )
