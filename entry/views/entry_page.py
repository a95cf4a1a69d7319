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
from cell_values.value import Unit
from entry.views.entry_parts import (
    EntryArea,
    EntryRow,
    QuarterTab,
    RefusedStep,
    Round,
    Summary,
    ToAssess,
    ToExempt,
)
from entry.views.entry_rows import EntryRows
from entry.views.entry_table import EntryTable
from marking.scorecard import Mark, MarkStatus, Scorecard
from offices.queries.rights import Standing, publishes_for
from official_forms.kind import PlanKind
from plan_tree.terms import QUARTERS
from plan_tree.tree import PlanTree
from plans.addresses import entry_url
from plans.display import quarter_name
from plans.kinds import plan_kind
from plans.models import Plan, QuarterCell, QuarterReport, RefusedValue
from plans.queries.access import sides_towards
from plans.queries.assessing import Earlier, assessed_earlier
from plans.queries.quarter_contents import QuarterContents
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
        return EntryRows(self.contents, self.kind.form, self.own_refused, self.happened, self.row_alone).areas()

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


def _asks(mark: Mark | None, cell: QuarterCell) -> bool:
    return cell.exemption_granted is not None or (mark is not None and mark.status in EXEMPTION)
