"""Owns what a reviewer's decisions leave in a cell, and their withdrawal once they no longer hold."""

from plans.models import QuarterCell

ASSESSED = ("assessed_marks", "assessed_reason", "assessed_by", "assessed_at")
EXEMPTED = ("exemption_granted", "exemption_reason", "exemption_by", "exemption_at")
DECIDED = (*ASSESSED, *EXEMPTED)
BESIDE = (*DECIDED, "to_date_text")  # what an achievement that is written anew takes with it
COLUMNS = {"assessment": ASSESSED, "exemption": EXEMPTED}


def assessment_of(cell: QuarterCell) -> dict[str, str] | None:
    """The marks and their reason as the ledger keeps them; None where nobody assessed."""
    if cell.assessed_marks is None:
        return None
    return {"marks": str(cell.assessed_marks), "reason": cell.assessed_reason}


def exemption_of(cell: QuarterCell) -> dict[str, object] | None:
    """The answer to "not applicable" and its reason as the ledger keeps them; None where nobody answered."""
    if cell.exemption_granted is None:
        return None
    return {"granted": cell.exemption_granted, "reason": cell.exemption_reason}


def decisions_of(cell: QuarterCell) -> dict[str, dict[str, object]]:
    """What a reviewer decided about a cell, by the name the ledger gives it."""
    found = {"assessment": assessment_of(cell), "exemption": exemption_of(cell)}
    return {name: dict(decision) for name, decision in found.items() if decision}


def clear_decisions(cell: QuarterCell) -> None:
    """Takes both off a cell, without saving it: what was decided about is no longer what is reported.

    Nor is it worked out of a total any more.
    """
    cell.to_date_text = ""
    clear_assessment(cell)
    cell.exemption_granted, cell.exemption_reason = None, ""
    cell.exemption_by, cell.exemption_at = None, None


def clear_assessment(cell: QuarterCell) -> None:
    """Takes the assessment off a cell, without saving it: what was assessed is no longer what is reported."""
    cell.assessed_marks, cell.assessed_reason = None, ""
    cell.assessed_by, cell.assessed_at = None, None
