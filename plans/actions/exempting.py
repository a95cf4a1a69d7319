"""Owns a reviewer's answer to "not applicable": granted, the indicator leaves the possible marks; refused, it stays."""

from django.db import transaction
from django.utils import timezone

from cell_values.sentence import Sentence
from cell_values.text import words_seen
from marking.exemptions import declared_since
from offices.models import Person
from plans.actions.assessments import ASSESSED, DECIDED, EXEMPTED, assessment_of, clear_assessment, exemption_of
from plans.actions.ledger import place_of, write_event
from plans.actions.life_steps import hold_report
from plans.actions.reporting import NEEDS_REASON
from plans.actions.scoring import refresh_contents
from plans.actions.telling_of_quarters import tell_of_exemption
from plans.models import Plan, QuarterCell
from plans.queries.told_rows import told
from plans.queries.trees import indicator_node
from workflow.transitions import Refusal, Step

NOT_ASKED = Sentence(
    "দপ্তর এই সূচককে “প্রযোজ্য নয়” বলেনি, তাই মঞ্জুর বা নামঞ্জুর করার কিছু নেই।",
    "The office does not call this indicator not applicable, so there is nothing to grant or refuse.",
)


@transaction.atomic
def decide_exemption(*, cell: QuarterCell, granted: bool, reason: str, by: Person) -> QuarterCell:
    """Grants or refuses "not applicable" in a submitted quarter, with the reason. Raises Refusal.

    Granting withdraws what was assessed in the same cell.
    """
    contents = hold_report(cell.indicator.activity.area.plan_id, cell.quarter, Step.EXEMPT, by)
    if not words_seen(reason):
        raise Refusal(NEEDS_REASON)
    current = contents.rows.cells[cell.pk]
    if declared_since(indicator_node(current.indicator), current.quarter) is None:
        raise Refusal(NOT_ASKED)
    _write(contents.plan, current, granted, words_seen(reason), by)
    refresh_contents(contents)
    tell_of_exemption(plan=contents.plan, cell=current, by=by)
    return current


def _write(plan: Plan, cell: QuarterCell, granted: bool, reason: str, by: Person) -> None:
    before, assessed = exemption_of(cell), assessment_of(cell) if granted else None
    if granted:
        clear_assessment(cell)
    cell.exemption_granted, cell.exemption_reason = granted, reason
    cell.exemption_by, cell.exemption_at = by, timezone.now()
    cell.save(update_fields=DECIDED)
    place, verb = place_of(cell), "grant_exemption" if granted else "refuse_exemption"
    rows = told(cell, *EXEMPTED)
    write_event(plan=plan, verb=verb, by=by, before=before, after=exemption_of(cell), rows=rows, **place)
    if assessed:
        rows = told(cell, *ASSESSED)
        write_event(plan=plan, verb="withdraw_assessment", by=by, before=assessed, rows=rows, **place)
