"""Owns the check that the time for a step has come: the days of its quarter, its state, the other quarters, the row."""

from plans.queries.quarter_contents import QuarterContents
from workflow.transitions import EDITS, REPORT_LIFE, Refusal, Step


def check_time(*, step: Step, contents: QuarterContents, row: int | None = None) -> None:
    """Do the days and the state of a quarter and the order of all of them allow the step? Raises Refusal.

    ``row``: the key of the one indicator that is written, which did not go back with every return.
    The plan must be held by the caller since before the reports were read.
    """
    if step in EDITS:
        return contents.can_edit(None, step, row).check()
    REPORT_LIFE.check_state(step, contents.state)
    if sentence := contents.why_out_of_order(step):
        raise Refusal(sentence)
