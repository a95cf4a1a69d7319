"""Owns the proof of a plan by its ledger: its chain, its rows replayed, its files; what differs is named."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.files import File

from plans.models import Event, Evidence, KeptPrint, Plan
from plans.queries.replay import is_told_gone, mismatches, replayed


@dataclass(frozen=True)
class LedgerDifference:
    """What the ledger tells and what is there: of a cell, a report, a file, or a chain as a whole."""

    what: str
    ledger: Any
    found: Any
    plan: Plan | None = None
    indicator: str | None = None
    quarter: int | None = None
    chain: int | None = None

    def as_json(self) -> dict[str, Any]:
        plan = self.plan
        return {
            "office": plan and plan.office.name_bn,
            "year": plan and plan.year.code,
            "kind": plan and plan.kind,
            "plan": plan.pk if plan else self.chain,
            "indicator": self.indicator,
            "quarter": f"q{self.quarter}" if self.quarter else None,
            "what": self.what,
            "ledger": self.ledger,
            "found": self.found,
        }


def differences_of(plan: Plan, *, files: bool = True) -> Iterator[LedgerDifference]:
    """Where a plan is not what its ledger tells; ``files``: read and hash its evidence and kept prints too."""
    if replayed(plan.pk) is None:
        yield LedgerDifference("ledger", "a beginning", "no event tells the rows of this plan", plan)
    for each in mismatches(plan):
        what = f"{each.table} {each.column}".strip()
        yield LedgerDifference(what, each.told, each.stored, plan, each.indicator, each.quarter)
    if files:
        yield from _files_of(plan)


def plans_gone() -> Iterator[LedgerDifference]:
    """Plans that have events and are not there, though no event tells that they were taken away."""
    present = Plan.objects.values("pk")
    chains = Event.objects.filter(plan__isnull=False).exclude(plan_id__in=present)
    for chain in chains.order_by("plan_id").values_list("plan_id", flat=True).distinct():
        if chain is not None and not _is_known_gone(chain):
            yield LedgerDifference("plan", "present", "missing", chain=chain)


def _is_known_gone(chain: int) -> bool:
    """Plans that went before events told rows were undone imports, as their last event says."""
    last = Event.objects.filter(plan_id=chain).order_by("-sequence").values_list("verb", flat=True).first()
    return is_told_gone(chain) or (last == "undo_import" and replayed(chain) is None)


def _files_of(plan: Plan) -> Iterator[LedgerDifference]:
    evidence = Evidence.objects.filter(cell__indicator__activity__area__plan=plan)
    for each in evidence.select_related("cell__indicator").order_by("pk"):
        if (found := sha256_of(each.file)) != each.sha256:
            row = each.cell.indicator.number
            yield LedgerDifference(f"file {each.name}", each.sha256, found, plan, row, each.cell.quarter)
    for kept in KeptPrint.objects.filter(report__plan=plan).select_related("report").order_by("pk"):
        if (found := sha256_of(kept.file)) != kept.sha256:
            name = f"print {kept.paper} {kept.language}"
            yield LedgerDifference(name, kept.sha256, found, plan, quarter=kept.report.quarter)


def sha256_of(file: "File[bytes]") -> str:
    """The SHA-256 of a stored file as hexadecimal digits, or "missing"."""
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return "missing"
