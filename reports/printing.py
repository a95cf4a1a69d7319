"""Owns filling the official form from a stored plan and its scorecard, and printing it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import groupby

from offices.models import Tier
from plans.drafts import Claimed
from plans.kinds import PlanKind, plan_kind
from plans.marking.facts import QUARTERS
from plans.marking.scorecard import AreaScore, Mark, MarkStatus, Scorecard
from plans.models import Indicator, Plan, QuarterReport
from plans.queries.rows import AreaRows, load_rows
from plans.queries.scorecards import claimed_through, stored_scorecard
from plans.values.digits import to_bengali
from plans.values.numbers import show_number
from plans.workflow import State
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
from reports.pdf.printing import print_official_form as set_form

ORDINALS = {1: ("১ম", "প্রথম"), 2: ("২য়", "দ্বিতীয়"), 3: ("৩য়", "তৃতীয়"), 4: ("৪র্থ", "চতুর্থ")}
MONTHS = {1: "জুলাই-সেপ্টেম্বর", 2: "অক্টোবর-ডিসেম্বর", 3: "জানুয়ারি-মার্চ", 4: "এপ্রিল-জুন"}
OFFICE_LABELS = {Tier.MINISTRY.value: "মন্ত্রণালয়ের নাম", Tier.DIVISION.value: "বিভাগের নাম"}
STATES = {
    State.DRAFT: "খসড়া",
    State.SUBMITTED: "জমাকৃত, অনুমোদনের অপেক্ষায়",
    State.RETURNED: "সংশোধনের জন্য ফেরত",
    State.APPROVED: "অনুমোদিত",
}


def print_official_form(plan: Plan, *, through: int, printed_on: date) -> bytes:
    """The official form of a plan as PDF, with achievements and marks through a quarter."""
    return set_form(
        official_form(plan, through=through, printed_on=printed_on), template=plan_kind(plan.kind).print_template
    )


def official_form(plan: Plan, *, through: int, printed_on: date) -> OfficialForm:
    """The form filled from what is stored, every text ready to set."""
    report = plan.reports.get(quarter=through)
    scorecard, rows = stored_scorecard(report), load_rows(plan)
    percents = _ladder(rows)
    return OfficialForm(
        office_label=OFFICE_LABELS.get(plan.office.tier, "কার্যালয়ের নাম"),
        office=plan.office.name_bn,
        year=to_bengali(f"{plan.year.start_year}-{plan.year.start_year + 1}"),
        short_year=to_bengali(plan.year.code),
        quarter=_quarter(plan, through),
        areas=tuple(_areas(rows, scorecard, percents, through)),
        totals=_totals(rows, scorecard, claimed_through(plan, through)),
        policy=to_bengali(scorecard.policy),
        printed_on=printed_on,
        grades=_grade_columns(plan_kind(plan.kind), percents),
        state=_state(report),
    )


def _quarter(plan: Plan, through: int) -> Quarter:
    ordinal, word = ORDINALS[through]
    year = plan.year.quarter_ends(through).year
    return Quarter(through, ordinal, word, f"{MONTHS[through]}, {to_bengali(str(year))}")


def _state(report: QuarterReport) -> str:
    state = STATES[State(report.state)]
    return f"{state} ({report.receipt})" if report.receipt else state


def _ladder(rows: list[AreaRows]) -> list[Decimal]:
    """The percentages of the form's graded targets, best first."""
    percents = {graded.percent for area in rows for row in area.indicators for graded in row.graded_targets.all()}
    return sorted(percents, reverse=True)


def _grade_columns(kind: PlanKind, percents: list[Decimal]) -> tuple[GradeColumn, ...]:
    ladder = tuple(int(percent) for percent in percents if percent == int(percent))
    names = kind.grade_names.get(ladder, ()) if len(ladder) == len(percents) else ()
    words = [name.bn for name in names] or [""] * len(percents)
    return tuple(GradeColumn(word, f"{show_number(percent)}%") for word, percent in zip(words, percents, strict=True))


def _areas(rows: list[AreaRows], scorecard: Scorecard, percents: list[Decimal], through: int) -> list[FormArea]:
    scores = {area.number: area for area in scorecard.areas}
    return [_area(area, scores.get(area.area.number), percents, through) for area in rows]


def _area(rows: AreaRows, score: AreaScore | None, percents: list[Decimal], through: int) -> FormArea:
    marks = {mark.number: mark for mark in score.marks} if score else {}
    activities = tuple(
        FormActivity(
            to_bengali(group[0].activity.number),
            group[0].activity.title,
            tuple(_indicator(row, marks.get(row.number), percents, through) for row in group),
        )
        for group in (list(found) for _, found in groupby(rows.indicators, lambda row: row.activity_id))
    )
    area = rows.area
    return FormArea(
        number=to_bengali(area.number),
        title=area.title,
        weight=show_number(area.weight),
        activities=activities,
        note=area.note.strip("()"),
        earned=show_number(score.earned, places=2) if score else "",
    )


def _indicator(row: Indicator, mark: Mark | None, percents: list[Decimal], through: int) -> FormIndicator:
    cells = {cell.quarter: cell for cell in row.cells.all()}
    graded = {each.percent: to_bengali(each.target.text) for each in row.graded_targets.all()}
    achieved = {
        quarter: to_bengali(cells[quarter].achievement.text) if quarter <= through else "" for quarter in QUARTERS
    }
    return FormIndicator(
        number=to_bengali(row.number),
        title=row.title,
        weight=show_number(row.weight),
        unit=row.unit_text,
        responsible=row.responsible,
        annual=to_bengali(row.annual.text),
        targets=tuple(graded.get(percent, "") for percent in percents),
        quarters=tuple(QuarterEntry(to_bengali(cells[q].target.text), achieved[q]) for q in QUARTERS),
        progress=_progress(achieved, through),
        total=to_bengali(mark.total.text) if mark else "",
        marks=_marks(mark),
        assessed=mark is not None and mark.status is MarkStatus.ASSESSED,
        remark=row.remark,
    )


def _progress(achieved: Mapping[int, str], through: int) -> tuple[str, ...]:
    """The lines of the one progress column: the form's own quarter plainly, any other with its name."""
    told = {quarter: text for quarter, text in achieved.items() if text}
    if set(told) <= {through}:
        return tuple(told.values())
    return tuple(f"{ORDINALS[quarter][0]}: {text}" for quarter, text in told.items())


def _marks(mark: Mark | None) -> str:
    if mark is None or mark.status is MarkStatus.NOT_DUE:
        return ""
    if mark.computed is None and mark.assessed is None:
        return "–"  # no rule gives a mark, and nobody has assessed it yet
    return show_number(mark.earned, places=2)


def _totals(rows: list[AreaRows], scorecard: Scorecard, claimed: Claimed) -> FormTotals:
    weight = sum(row.weight for area in rows for row in area.indicators)
    return FormTotals(
        weight=show_number(weight) if weight else "",
        earned=show_number(scorecard.earned, places=2),
        computed=show_number(scorecard.computed, places=2),
        possible=show_number(scorecard.possible),
        possible_to_date=show_number(scorecard.possible_to_date, places=2),
        claimed_total="" if claimed.total is None else show_number(claimed.total),
        claimed_obtained="" if claimed.obtained is None else show_number(claimed.obtained),
    )
