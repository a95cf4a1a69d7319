"""Owns what a reviewer's assessment leaves in a cell, and its withdrawal once it no longer holds."""

from plans.models import QuarterCell

ASSESSED = ("assessed_marks", "assessed_reason", "assessed_by", "assessed_at")


def assessment_of(cell: QuarterCell) -> dict[str, str] | None:
    """The marks and their reason as the ledger keeps them; None where nobody assessed."""
    if cell.assessed_marks is None:
        return None
    return {"marks": str(cell.assessed_marks), "reason": cell.assessed_reason}


def clear_assessment(cell: QuarterCell) -> None:
    """Takes the assessment off a cell, without saving it: what was assessed is no longer what is reported."""
    cell.assessed_marks, cell.assessed_reason = None, ""
    cell.assessed_by, cell.assessed_at = None, None
