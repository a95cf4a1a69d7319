"""Owns the check that the time for a step has come: the state of its report, and those of the other quarters."""

from plans.queries.quarter_contents import QuarterContents
from workflow.transitions import Refusal, Step, check_state


def check_time(*, step: Step, contents: QuarterContents) -> None:
    """Do the state of a quarter and the order of all of them allow the step? Raises Refusal.

    The plan must be held by the caller since before the reports were read.
    """
    check_state(step, contents.state)
    if sentence := contents.why_out_of_order(step):
        raise Refusal(sentence)
