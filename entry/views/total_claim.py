"""Owns the last line of the form on its page: what the office claims in all, beside what its rows add up to."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from entry.views.entry_parts import EntryRow, Words
from plans.actions.remarks import claim_text, fingerprint
from plans.display import digits
from plans.models import QuarterReport


@dataclass(frozen=True)
class TotalClaim:
    """The claim of a quarter; ``typed`` is what was not taken."""

    report: QuarterReport
    rows: Sequence[EntryRow]
    earned: Decimal
    typed: Words | None = None

    @property
    def words(self) -> Words:
        stored = claim_text(self.report.claimed_obtained)
        return self.typed or Words(stored, fingerprint(stored))

    @property
    def stored(self) -> Decimal | None:
        stored: Decimal | None = self.report.claimed_obtained
        return stored

    @property
    def rows_claim(self) -> Decimal:
        """What the rows add up to: the claim of each, where it has none what is computed."""
        return sum(map(_claimed, self.rows), Decimal(0))

    @property
    def doubt(self) -> str:
        """That the line is not what stands above it; it never steers that."""
        if self.stored is None or self.stored in (self.rows_claim, self.earned):
            return ""
        says = _("The rows add up to %(rows)s, the claim is %(claim)s; the reviewer sees both.")
        return digits(says % {"rows": f"{self.rows_claim:.2f}", "claim": f"{self.stored:.2f}"})


def _claimed(row: EntryRow) -> Decimal:
    claimed = row.node.quarter(row.quarter).claimed_marks
    if claimed is not None:
        return claimed
    return row.mark.earned if row.mark else Decimal(0)
