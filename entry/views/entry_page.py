"""Owns what the entry page shows: the official form of a plan with one quarter open for writing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cell_values.labels import FORM_LABELS
from cell_values.sentence import Sentence
from cell_values.value import Unit, ValueState
from entry.views.entry_parts import (
    Conflict,
    EntryArea,
    EntryCell,
    EntryRow,
    QuarterTab,
    RefusedStep,
    Round,
    ShownCell,
    Summary,
    ToAssess,
    ToExempt,
)
from entry.views.entry_table import EntryTable
from marking.scorecard import Mark, MarkStatus, Scorecard
from offices.queries.rights import Standing, publishes_for
from official_forms.achieved_checks import Achieved, Known
from official_forms.kind import PlanKind
from plan_tree.terms import QUARTERS
from plan_tree.tree import ActivityNode, AreaNode, IndicatorNode, PlanTree
from plans.addresses import entry_url
from plans.display import quarter_name, said
from plans.kinds import plan_kind
from plans.models import Plan, QuarterCell, QuarterReport, RefusedValue
from plans.queries.access import sides_towards
from plans.queries.assessing import Earlier, assessed_earlier, awaits_assessment
from plans.queries.quarter_contents import QuarterContents
from plans.queries.receipts import doubts_of, known_of
from plans.queries.seen import shown_of
from plans.queries.separation import deciders_of, work_of
from plans.seen import Moved, Shown, moved, pack
from workflow.transitions import NOT_BEGUN, NOT_NOW, NOT_YOURS, OWN_WORK, ReportState, Side, Step, Work, may

EXEMPTION = {MarkStatus.EXEMPTION_ASKED, MarkStatus.NOT_APPLICABLE}
NUMERIC_UNITS = {Unit.NUMBER, Unit.PERCENT, Unit.LAKH_TAKA, Unit.TAKA, Unit.CRORE_TAKA}


@dataclass
class EntryPage:
    """A plan and a quarter as one person sees them. Loads everything once: seven queries."""

    contents: QuarterContents
    standing: Standing
    happened: dict[int, dict[str, Any]] = field(default_factory=dict)  # cell → what overlays it
    typed: Mapping[str, str] = field(default_factory=dict)  # field of the review → text typed and not sent
    told: RefusedStep | None = None  # why a step of the review was not taken
    row_alone: int | None = None  # the one indicator that is shown; of others no doubts are looked for

    @property
    def plan(self) -> Plan:
        return self.contents.plan

    @property
    def quarter(self) -> int:
        return self.contents.quarter

    @property
    def report(self) -> QuarterReport:
        return self.contents.report

    @property
    def scorecard(self) -> Scorecard:
        return self.contents.scorecard

    @cached_property
    def kind(self) -> PlanKind:
        return plan_kind(self.plan.kind)

    @property
    def refused(self) -> list[RefusedValue]:
        """What people of the office typed into the quarter and was not taken; nobody else sees it."""
        return self.contents.refused if Side.ENTERING in self.sides else []

    @cached_property
    def own_refused(self) -> dict[int, RefusedValue]:
        return {each.cell_id: each for each in self.refused if each.by_id == self.standing.person.pk}

    @cached_property
    def sides(self) -> frozenset[Side]:
        return sides_towards(self.standing, self.plan.office)

    @cached_property
    def has_begun(self) -> bool:
        return timezone.localdate() >= self.plan.year.quarter_starts(self.quarter)

    def why_out_of_order(self, step: Step) -> str:
        """What the other quarters have against a step, in the reader's language; nothing where they allow it."""
        sentence = self.contents.why_out_of_order(step)
        return sentence.in_language(get_language() or "bn") if sentence else ""

    @cached_property
    def can_edit(self) -> bool:
        is_open = self.has_begun and may(Step.RECORD, sides=self.sides, state=ReportState(self.report.state))
        return is_open and not self.why_out_of_order(Step.RECORD)

    @cached_property
    def can_review(self) -> bool:
        state = ReportState(self.report.state)
        return may(Step.RETURN, sides=self.sides, state=state) and may(
            Step.RETURN, sides=self.sides, state=state, work=self.own_work
        )

    @cached_property
    def own_work(self) -> frozenset[Work]:
        """What the person did for the quarter, and therefore does not judge."""
        return work_of(self.standing.person, self.plan, self.quarter)

    @cached_property
    def why_undecided(self) -> str:
        """Why nobody, or not this person of the reviewing office, decides on a submitted report; and who can."""
        if ReportState(self.report.state) is not ReportState.SUBMITTED or self.can_review:
            return ""
        who = deciders_of(self.plan, self.quarter)
        own = [OWN_WORK[min(self.own_work)]] if Side.REVIEWING in self.sides else []
        said = [*own, who.who()] if own or not who.people else []
        return " ".join(sentence.in_language(get_language() or "bn") for sentence in said)

    @property
    def why_no_decision(self) -> str:
        """Why this person decides nothing here, where the own work is not the reason."""
        if Side.REVIEWING not in self.sides:
            return NOT_YOURS[Side.REVIEWING].in_language(get_language() or "bn")
        return NOT_NOW[ReportState(self.report.state)].in_language(get_language() or "bn")

    @cached_property
    def to_assess(self) -> list[ToAssess]:
        """The rows no rule can mark in this quarter, and those a reviewer assessed in it, for the reviewer."""
        if not self.can_review:
            return []
        earlier = assessed_earlier(self.plan, self.quarter)
        rows = (row for area in self.areas for row in area.rows)
        return [
            self._to_assess(row, None if row.is_assessed else earlier.get(row.number))
            for row in rows
            if row.awaits_assessment or row.number in earlier
        ]

    def _to_assess(self, row: EntryRow, withdrawn: Earlier | None) -> ToAssess:
        marks, why = f"marks-{row.cell.id}", f"why-{row.cell.id}"
        errors = self.told.errors if self.told else {}
        given = row.mark.assessed if row.mark else None
        return ToAssess(
            row,
            withdrawn,
            marks=self.typed.get(marks, "" if given is None else f"{given.normalize():f}"),
            why=self.typed.get(why, ""),
            marks_error=errors.get(marks, ""),
            why_error=errors.get(why, ""),
        )

    @cached_property
    def shown(self) -> Shown:
        """What a decision made from this page is about."""
        return shown_of(self.plan, self.report, self.tree, to=self.standing.person)

    @property
    def seen(self) -> str:
        """The same as the text of a hidden field."""
        return pack(self.shown)

    def moved_since(self, seen: Shown) -> list[Moved]:
        return moved(seen, self.shown)

    @cached_property
    def to_exempt(self) -> list[ToExempt]:
        """The rows the office calls not applicable, and those answered in this quarter, for the reviewer."""
        if not self.can_review:
            return []
        cells = self.contents.rows.cells
        rows = (row for area in self.areas for row in area.rows)
        asked = [(row, cells[row.cell.id]) for row in rows if _asks(row.mark, cells[row.cell.id])]
        return [self._to_exempt(row, cell) for row, cell in asked]

    def _to_exempt(self, row: EntryRow, cell: QuarterCell) -> ToExempt:
        reason = self.typed.get(f"exempt-{cell.pk}", cell.exemption_reason)
        return ToExempt(row, cell.exemption_granted, reason, str(cell.exemption_by or ""))

    @cached_property
    def why_not(self) -> str:
        """Why nothing can be written here, in the reader's language."""
        if self.can_edit:
            return ""
        if Side.ENTERING not in self.sides:
            return NOT_YOURS[Side.ENTERING].in_language(get_language() or "bn")
        if self.has_begun and may(Step.RECORD, sides=self.sides, state=ReportState(self.report.state)):
            return self.why_out_of_order(Step.RECORD)
        sentence = NOT_NOW[ReportState(self.report.state)] if self.has_begun else NOT_BEGUN
        return sentence.in_language(get_language() or "bn")

    @cached_property
    def areas(self) -> list[EntryArea]:
        marks = {mark.number: mark for mark in self.scorecard.marks}
        return [self._area(area, marks) for area in self.tree.areas]

    @property
    def tree(self) -> PlanTree:
        return self.contents.tree

    @property
    def table(self) -> EntryTable:
        """The form itself."""
        return EntryTable(
            self.kind.form.with_other_years(self.tree),
            self.areas,
            start_year=self.plan.year.start_year,
            ladder=self.kind.form.ladder_of(self.tree),
            quarter=self.quarter,
            can_edit=self.can_edit,
        )

    @cached_property
    def summary(self) -> Summary:
        cells = [row.cell for area in self.areas for row in area.rows]
        due = [cell for cell in cells if cell.due]
        empty = next((cell.id for cell in due if not cell.text), None)
        return Summary(
            filled=sum(1 for cell in due if cell.text and not cell.problem),
            due=len(due),
            earned=self.scorecard.earned,
            possible_to_date=self.scorecard.possible_to_date,
            weight=self.scorecard.possible,
            problems=sum(1 for cell in cells if cell.problem),
            problem_cell=next((cell.id for cell in cells if cell.problem), None),
            empty_cell=empty,
            left_out=self.scorecard.left_out,
            plan_weight=self.scorecard.possible_weight,
        )

    @cached_property
    def counts(self) -> dict[str, Any]:
        rows = self.tree.indicators
        weight = sum((row.weight for row in rows), Decimal(0))
        return {"areas": len(self.tree.areas), "indicators": len(rows), "weight": weight}

    @cached_property
    def tabs(self) -> list[QuarterTab]:
        return [self._tab(quarter, self.contents.due_days.get(quarter)) for quarter in QUARTERS]

    @cached_property
    def rounds(self) -> list[Round]:
        """Every time the quarter was handed in; nothing is asked where it never was."""
        if self.report.submitted_at is None:
            return []
        return [Round.of(receipt, self.contents.due_days.get(self.quarter)) for receipt in self.report.receipts.all()]

    def row(self, indicator_id: int) -> EntryRow:
        return next(row for area in self.areas for row in area.rows if row.id == indicator_id)

    @property
    def can_publish(self) -> bool:
        """Whether the person decides what the public reads of this office, and there is something to decide."""
        approved = ReportState(self.report.state) is ReportState.APPROVED
        return approved and publishes_for(self.standing, self.plan.office)

    def context(self) -> dict[str, Any]:
        """What ``entry/entry.html`` and its parts read."""
        return {
            "plan": self.plan,
            "kind": self.kind,
            "quarter": self.quarter,
            "quarter_label": quarter_name(self.quarter),
            "quarters": self.tabs,
            "counts": self.counts,
            "summary": self.summary,
            "areas": self.areas,
            "table": self.table,
            "can_edit": self.can_edit,
            "why_not": self.why_not,
            "can_review": self.can_review,
            "why_undecided": self.why_undecided,
            "no_return": self.why_out_of_order(Step.RETURN),
            "no_approval": self.why_out_of_order(Step.APPROVE),
            "to_assess": self.to_assess,
            "to_exempt": self.to_exempt,
            "seen": self.seen if self.can_review else "",
            "typed_reason": self.typed.get("reason", ""),
            "told": self.told,
            "why_no_decision": self.why_no_decision,
            "report": self.report,
            "refused": self.refused,
            "labels": "|".join(FORM_LABELS),
            "cell_ids": " ".join(str(row.cell.id) for area in self.areas for row in area.rows),
            "rounds": self.rounds,
            "can_publish": self.can_publish,
            "links": self._links(),
            "submit_url": self._submit_url(),
        }

    def part(self, indicator_id: int) -> dict[str, Any]:
        """What ``entry/entry_saved.html`` reads: one row, and what of the page moves with it."""
        row = self.row(indicator_id)
        place = {"plan": self.plan, "quarter": self.quarter, "can_edit": self.can_edit}
        return place | {"row": row, "cell": row.cell, "summary": self.summary}

    def _links(self) -> list[dict[str, str]]:
        place = {"plan_id": self.plan.pk, "quarter": self.quarter}
        return [
            {"url": reverse("reports:scorecard", kwargs=place), "label": _("Scorecard")},
        ]

    def _submit_url(self) -> str:
        if not self.can_edit:
            return ""
        return reverse("entry:submit", kwargs={"plan_id": self.plan.pk, "quarter": self.quarter})

    def _tab(self, quarter: int, deadline: date | None) -> QuarterTab:
        today, opens = timezone.localdate(), self.plan.year.quarter_starts(quarter)
        report = self.contents.reports[quarter]
        open_now = ReportState(report.state) in {ReportState.DRAFT, ReportState.RETURNED}
        state = "later" if today < opens else "open" if open_now else report.state
        return QuarterTab(
            number=quarter,
            label=quarter_name(quarter),
            state=state,
            state_label=report.get_state_display(),
            opens=opens,
            deadline=deadline,
            days_left=(deadline - today).days if deadline else None,
            url=entry_url(self.plan, quarter),
            current=quarter == self.quarter,
        )

    def _area(self, area: AreaNode, marks: dict[str, Mark]) -> EntryArea:
        entries = (
            self._row(activity, row, marks.get(row.number), 0 if place else len(activity.indicators))
            for activity in area.activities
            for place, row in enumerate(activity.indicators)
        )
        return EntryArea(area.number, area.title, area.note, area.weight, tuple(entries))

    def _row(self, activity: ActivityNode, row: IndicatorNode, mark: Mark | None, span: int) -> EntryRow:
        cell = self.contents.rows.cells[row.quarters[self.quarter].key or 0]
        return EntryRow(
            id=row.key or 0,
            number=row.number,
            activity=activity.title,
            activity_number=activity.number,
            indicator=row.title,
            weight=row.weight,
            unit_text=row.unit_text,
            responsible=row.responsible,
            annual=row.annual.text,
            cells=tuple(self._shown(row, quarter) for quarter in QUARTERS),
            cell=self._entry_cell(activity, row, cell),
            mark=mark,
            remark=row.remark,
            links_url=reverse("entry:cell", kwargs={"cell_id": cell.pk}),
            evidence_count=cell.evidence_count,  # type: ignore[attr-defined]
            comment_count=cell.comment_count,  # type: ignore[attr-defined]
            opens_activity=span,
            node=row,
            is_assessed=cell.assessed_marks is not None,
            awaits_assessment=awaits_assessment(row.quarters[self.quarter], mark),
        )

    def _shown(self, row: IndicatorNode, quarter: int) -> ShownCell:
        return ShownCell(row.target(quarter).text, row.achievement(quarter).text, quarter == self.quarter)

    def _entry_cell(self, activity: ActivityNode, row: IndicatorNode, cell: QuarterCell) -> EntryCell:
        happened = dict(self.happened.get(cell.pk, {}))
        if refused := self.own_refused.get(cell.pk):
            happened = as_refused(cell, refused) | happened
        notes = (*happened.pop("notes", ()), *self._doubts(activity, row))
        return entry_cell(row, cell, due=self._is_due(row), notes=notes, **happened)

    def _doubts(self, activity: ActivityNode, row: IndicatorNode) -> tuple[str, ...]:
        """What the days of a stored achievement leave in doubt, in the reader's language."""
        if self.row_alone not in {None, row.key}:
            return ()
        days = row.achievement(self.quarter).dates
        achieved = Achieved(row.number, activity.title, row.title, self.quarter, days)
        return tuple(said(sentence) for sentence in doubts_of(achieved, self.plan, self.known))

    @cached_property
    def known(self) -> Known:
        return known_of(self.plan)

    def _is_due(self, row: IndicatorNode) -> bool:
        """A form with targets of its quarters says so itself; on any other form every row is reported on."""
        if not self.kind.form.family.sets_quarters:
            return True
        return row.target(self.quarter).state not in {ValueState.BLANK, ValueState.NONE, ValueState.NOT_APPLICABLE}


def as_refused(cell: QuarterCell, refused: RefusedValue) -> dict[str, Any]:
    """What overlays a cell in which somebody typed what was not taken: the text, and why or what stands against it."""
    shown: dict[str, Any] = {"text": refused.text, "saved_at": None}
    if refused.reason == "conflict":
        return shown | {"conflict": Conflict(cell.achievement.text, str(cell.entered_by or ""), cell.entered_at)}
    sentence = Sentence(refused.sentence_bn, refused.sentence_en)
    return shown | {"problem": sentence.in_language(get_language() or "bn")}


def entry_cell(row: IndicatorNode, cell: QuarterCell, *, due: bool, **happened: Any) -> EntryCell:
    """A stored cell as the page writes it; ``happened`` overlays text, problem, notes or conflict."""
    content: dict[str, Any] = {
        "id": cell.pk,
        "version": cell.version,
        "text": cell.achievement.text,
        "stored": cell.achievement.text,
        "due": due,
        "inputmode": "decimal" if row.unit in NUMERIC_UNITS else "text",
        "save_url": reverse("entry:record", kwargs={"cell_id": cell.pk}),
        "saved_at": cell.entered_at,
    }
    return EntryCell(**content | happened)


def _asks(mark: Mark | None, cell: QuarterCell) -> bool:
    return cell.exemption_granted is not None or (mark is not None and mark.status in EXEMPTION)
