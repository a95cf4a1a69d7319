"""Owns the check that nobody decides on the own work, by whatever door a decision comes."""

from cell_values.sentence import Sentence
from offices.models import Person
from plans.models import QuarterReport
from plans.queries.separation import deciders_of, work_of
from workflow.transitions import Refusal, Step, check_own_work


def check_not_own_work(*, report: QuarterReport, by: Person, step: Step = Step.ASSESS) -> None:
    """Whoever changed a cell of the quarter or submitted it does not decide on it. Raises Refusal, which says who can.

    The plan must be held by the caller.
    """
    try:
        check_own_work(step, work_of(by, report.plan, report.quarter))
    except Refusal as own:
        who = deciders_of(report.plan, report.quarter).who()
        raise Refusal(Sentence(f"{own.sentence.bn} {who.bn}", f"{own.sentence.en} {who.en}")) from own
