"""Owns what the entry page shows: the official form of a plan with one quarter open for writing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from cell_values.labels import FORM_LABELS
from entry.views.entry_parts import (
    EntryRow,
    QuarterTab,
    RefusedStep,
    Round,
    Signing,
    Summary,
    ToAssess,
    ToExempt,
    Words,
)
from entry.views.entry_table import EntryTable
from entry.views.quarter_page import QuarterPage
from entry.views.total_claim import TotalClaim
from entry.views.typed import ANSWERS
from marking.scorecard import Mark, MarkStatus
from notices.queries import told_about
from offices.queries.rights import heads
from plan_tree.terms import QUARTERS
from plans.addresses import annual_url, entry_url, feedback_url, plan_url
from plans.models import QuarterCell, RowOpening, SupersededApproval
from plans.queries.assessing import Earlier, assessed_earlier
from plans.queries.quarter_contents import QuarterContents
from plans.queries.quarter_reviews import QuarterReviews
from plans.queries.receipts import days_late_of
from plans.queries.signing import signature_about, signed_of, why_not_signed
from workflow.half_year_feedback import HALF_YEAR
from workflow.transitions import OPEN, ReportState, Step

EXEMPTION = {MarkStatus.EXEMPTION_ASKED, MarkStatus.NOT_APPLICABLE}


@dataclass
class EntryPage(QuarterPage):
    """The quarter with what its pages show beside the rows."""

    typed: Mapping[str, str] = field(default_factory=dict)  # field of the review → text typed and not sent
    told: RefusedStep | None = None  # why a step of the review was not taken
    total_typed: Words | None = None  # of the last line, typed and not taken

    def fresh(self) -> Self:
        """The page as it stands after a step was refused."""
        return type(self)(QuarterContents(self.plan, self.quarter), self.standing)

    @cached_property
    def to_assess(self) -> list[ToAssess]:
        """The rows no rule can mark in this quarter, and those a reviewer assessed in it, for the reviewer."""
        if not self.can_review:
            return []
        earlier = assessed_earlier(self.contents.scene.steps, self.quarter)
        return [
            self._to_assess(row, None if row.is_assessed else earlier.get(row.number))
            for row in self.rows
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
    def to_exempt(self) -> list[ToExempt]:
        """The rows the office calls not applicable, and those answered in this quarter, for the reviewer."""
        if not self.can_review:
            return []
        cells = self.contents.rows.cells
        asked = [(row, cells[row.cell.id]) for row in self.rows if _asks(row.mark, cells[row.cell.id])]
        return [self._to_exempt(row, cell) for row, cell in asked]

    def _to_exempt(self, row: EntryRow, cell: QuarterCell) -> ToExempt:
        reason = self.typed.get(f"exempt-{cell.pk}", cell.exemption_reason)
        return ToExempt(row, cell.exemption_granted, reason, str(cell.exemption_by or ""))

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
        cells = [row.cell for row in self.rows]
        due = [cell for cell in cells if cell.due]
        empty = next((cell.id for cell in due if not cell.text and not cell.ask_url), None)
        return Summary(sum(area.filled for area in self.areas), len(due), empty)

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
        days = self.contents.days[self.quarter]
        receipts = self.contents.scene.receipts
        return [Round(each.round, each.number, each.submitted_at, days_late_of(each, days)) for each in receipts]

    @cached_property
    def reviews(self) -> QuarterReviews:
        """What was said of the rows, round by round."""
        return QuarterReviews(self.contents)

    @cached_property
    def questions(self) -> list[tuple[EntryRow, str]]:
        """The rows in question of a quarter that waits, with what is asked, for the reviewer."""
        if not self.can_review:
            return []
        asked = self.reviews.questions
        return [(row, asked[row.number]) for row in self.rows if row.number in asked]

    @cached_property
    def approval_note(self) -> str:
        """What the reviewer wrote to the office when approving."""
        if self.state is not ReportState.APPROVED:
            return ""
        return next((each.note for each in reversed(self.contents.scene.rounds) if each.is_approved), "")

    @cached_property
    def signing(self) -> Signing | None:
        """What of the signature of the head there is; None where the office hands in without."""
        if not self.plan.office.needs_sign_off:
            return None
        can_sign = heads(self.standing, self.plan.office) and self.state in OPEN
        why_not = why_not_signed(self.contents)
        asked = told_about(signature_about(self.plan.pk, self.quarter)).values_list("at", flat=True).first()
        can_ask = bool(why_not) and self.can_edit and not can_sign
        return Signing(signed_of(self.contents), why_not, can_sign, asked, can_ask)

    @cached_property
    def superseded(self) -> Sequence[SupersededApproval]:
        """The approvals of the quarter that were taken back; nothing is asked where it was never handed in."""
        return self.contents.scene.superseded if self.report.submitted_at else ()

    @property
    def ungiven(self) -> list[EntryRow]:
        """The rows at which marks, an answer or the reason of one was typed and not given."""
        cells = self.contents.rows.cells
        exempt = [
            each.row for each in self.to_exempt if each.reason.strip() != cells[each.row.cell.id].exemption_reason
        ]
        found = {row.id for row in exempt} | {each.row.id for each in self.to_assess if not each.is_given}
        found |= {row.id for row in self.rows if self._answer_typed(row) and row.id in self.reviews.wishes}
        return [row for row in self.rows if row.id in found]

    @property
    def target_name(self) -> str:
        """What the target stands under of which each row is reported on."""
        return _("Target of this quarter") if self.kind.form.family.sets_quarters else _("Target of the year")

    @cached_property
    def wishes(self) -> list[tuple[EntryRow, RowOpening, str]]:
        """The rows of a returned quarter the office wants opened, for the reviewer who answers; with what was typed."""
        if self.state is not ReportState.RETURNED or not self.may(Step.OPEN_ROW):
            return []
        asked = self.reviews.wishes
        return [(row, asked[row.id], self._answer_typed(row)) for row in self.rows if row.id in asked]

    def _answer_typed(self, row: EntryRow) -> str:
        """What was typed as the answer to the wish to open a row."""
        return self.typed.get(f"{ANSWERS}{row.id}", "").strip()

    def context(self) -> dict[str, Any]:
        """What ``entry/entry.html`` and its parts read."""
        return super().context() | {
            "quarter": self.quarter,
            "table": self.table,
            "can_edit": self.can_edit and bool(self.tree.indicators),
            "days": self.contents.days[self.quarter],
            "contact": settings.ADMINISTRATOR_CONTACT,
            "no_return": self.why_out_of_order(Step.RETURN),
            "no_approval": self.why_out_of_order(Step.APPROVE),
            "seen": self.seen if self.can_review else "",
            "typed_reason": self.typed.get("reason", ""),
            "told": self.told,
            "report": self.report,
            "total_claim": TotalClaim(self.report, self.rows, self.scorecard.earned, self.total_typed),
            "unsent": [row for row in self.rows if row.cell.is_unsent],
            "no_reopening": self.why_out_of_order(Step.REOPEN),
            "labels": "|".join(FORM_LABELS),
            "cell_ids": " ".join(str(row.cell.id) for row in self.rows),
            "links": self._links(),
            "submit_url": self._submit_url(),
        }

    def part(self, indicator_ids: Collection[int]) -> dict[str, Any]:
        """What ``entry/entry_saved.html`` reads: some rows, and what of the page moves with them."""
        areas = [area for area in self.areas if any(row.id in indicator_ids for row in area.rows)]
        return {
            "page": self,
            "plan": self.plan,
            "quarter": self.quarter,
            "can_edit": self.can_edit,
            "areas": areas,
            "rows": [row for area in areas for row in area.rows if row.id in indicator_ids],
        }

    def _links(self) -> list[dict[str, str]]:
        place = {"plan_id": self.plan.pk, "quarter": self.quarter}
        closing = {
            HALF_YEAR: {"url": feedback_url(self.plan), "label": _("Half-yearly feedback")},
            QUARTERS[-1]: {"url": annual_url(self.plan), "label": _("Annual report")},
        }
        return [
            *([closing[self.quarter]] if self.quarter in closing else []),
            {"url": reverse("reports:scorecard", kwargs=place), "label": _("Scorecard")},
            {"url": plan_url(self.plan), "label": _("The plan")},
            {"url": reverse("entry:revisions", args=[self.plan.pk]), "label": _("Revised targets")},
        ]

    def _submit_url(self) -> str:
        if not (self.can_edit and self.tree.indicators):
            return ""
        return reverse("entry:submit", kwargs={"plan_id": self.plan.pk, "quarter": self.quarter})

    def _tab(self, quarter: int, deadline: date | None) -> QuarterTab:
        today, days = timezone.localdate(), self.contents.days[quarter]
        report = self.contents.reports[quarter]
        if ReportState(report.state) is ReportState.RETURNED and report.reply_by:
            deadline = report.reply_by  # asked for again
        state = "later" if today < days.opens else "open" if ReportState(report.state) in OPEN else report.state
        return QuarterTab(
            number=quarter,
            state=state,
            state_label=report.get_state_display(),
            opens=days.opens,
            deadline=deadline,
            days_left=(deadline - today).days if deadline else None,
            url=entry_url(self.plan, quarter),
            current=quarter == self.quarter,
        )


def _asks(mark: Mark | None, cell: QuarterCell) -> bool:
    return cell.exemption_granted is not None or (mark is not None and mark.status in EXEMPTION)
