"""Owns the check that nobody decides on the own work, by whatever door a decision comes."""

from cell_values.sentence import Sentence
from offices.models import Person
from plans.queries.quarter_contents import QuarterContents
from plans.queries.separation import deciders_of, work_of
from workflow.transitions import REPORT_LIFE, Refusal, Step


def check_not_own_work(*, contents: QuarterContents, by: Person, step: Step) -> None:
    """Whoever changed a cell of the quarter or submitted it does not decide on it. Raises Refusal, which says who can.

    The plan must be held by the caller.
    """
    try:
        REPORT_LIFE.check_own_work(step, work_of(by, contents))
    except Refusal as own:
        who = deciders_of(contents).who()
        raise Refusal(Sentence(f"{own.sentence.bn} {who.bn}", f"{own.sentence.en} {who.en}")) from own
