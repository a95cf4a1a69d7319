"""Owns the claim in the last line of the form: the marks an office says its quarter obtained in all."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from cell_values.reading import read_value
from cell_values.value import Unit
from offices.models import Person
from plans.actions.ledger import write_event
from plans.actions.life_steps import hold_report
from plans.actions.remarks import claim_text, claimed_marks, fingerprint
from plans.models import Plan, QuarterReport
from plans.queries.told_rows import told
from workflow.transitions import Step


class StaleClaimError(Exception):
    """Somebody else wrote the claim meanwhile; ``stands`` is theirs."""

    def __init__(self, stands: str) -> None:
        super().__init__(f"the claim is {stands!r} by now")
        self.stands = stands


@transaction.atomic
def claim_total(
    *, plan_id: int, quarter: int, text: str, over: str, by: Person, among: QuerySet[Plan]
) -> QuarterReport:
    """Writes the marks an office claims for the whole quarter; blank withdraws them. It steers no mark.

    ``over``: the fingerprint of the claim it was typed over. Raises Refusal (not yours, not now, no number of marks),
    StaleClaimError, and Plan.DoesNotExist of a plan that is not ``among`` those the person reads.
    """
    report = hold_report(among.get(pk=plan_id).pk, quarter, Step.RECORD, by).report
    before, after = report.claimed_obtained, claimed_marks(read_value(text, Unit.NUMBER))
    if before == after:
        return report
    if over != fingerprint(claim_text(before)):
        raise StaleClaimError(claim_text(before))
    report.claimed_obtained = after
    report.save(update_fields=["claimed_obtained"])
    says: dict[str, Any] = {"before": {"text": claim_text(before)}, "after": {"text": claim_text(after)}}
    says |= {"rows": told(report, "claimed_obtained"), "subject": f"q{quarter}", "quarter": quarter}
    write_event(plan=report.plan, verb="claim_total", by=by, **says)
    return report
