"""Owns the one question whether a quarter is written now, by whom, and until when; every door asks it."""

from dataclasses import dataclass
from datetime import date

from cell_values.dates import show_date
from cell_values.sentence import Sentence
from workflow.plan_states import NOT_APPROVED_YET, PlanState
from workflow.quarter_days import QuarterDays
from workflow.quarter_order import Quarters, why_out_of_order
from workflow.row_openings import ROW_CLOSED, OpenRows, is_row_open
from workflow.transitions import NOT_BEGUN, NOT_NOW, NOT_YOURS, OPEN, Refusal, ReportState, Side, Step


@dataclass(frozen=True, slots=True)
class QuarterStanding:
    """Where a quarter of a plan stands on a day: its days, the states of all reports and of the plan itself."""

    quarter: int
    quarters: Quarters
    days: QuarterDays
    today: date
    plan: PlanState = PlanState.APPROVED
    open_rows: OpenRows = None  # of a quarter that was returned those that went back; None: all

    @property
    def state(self) -> ReportState:
        return self.quarters.states[self.quarter]


@dataclass(frozen=True, slots=True)
class EditAnswer:
    """Why a quarter is not written now (None: it is), and the last day on which it is (None: no day ends it)."""

    why_not: Sentence | None = None
    until: date | None = None

    @property
    def is_yes(self) -> bool:
        return self.why_not is None

    def check(self) -> None:
        """Raises Refusal with the sentence where it is not written."""
        if self.why_not is not None:
            raise Refusal(self.why_not)


def can_edit(
    standing: QuarterStanding, *, sides: frozenset[Side] | None, step: Step = Step.RECORD, row: int | None = None
) -> EditAnswer:
    """Whether what a quarter reports, or one ``row`` of it, is written now (``step``: also attached to, or handed in).

    ``sides``: those of the person; None where somebody writes for the office whose right was checked at the door, as
    an administrator who imports. The days hold for everybody alike; more time is given to the office.
    """
    if sides is not None and Side.ENTERING not in sides:
        return EditAnswer(NOT_YOURS[Side.ENTERING])
    if why_not := _why_not(standing, step):
        return EditAnswer(why_not)
    if row is not None and not is_row_open(row, standing.open_rows):
        return EditAnswer(ROW_CLOSED)
    return EditAnswer(until=_last_day(standing))


def _why_not(standing: QuarterStanding, step: Step) -> Sentence | None:
    days, today = standing.days, standing.today
    if not days.has_begun(today):
        return NOT_BEGUN if today < days.starts else opens_later(days.opens)
    if standing.state not in OPEN:
        return NOT_NOW[standing.state]
    if step is Step.SUBMIT and standing.plan is not PlanState.APPROVED:
        return NOT_APPROVED_YET
    if sentence := why_out_of_order(step, standing.quarter, standing.quarters):
        return sentence
    last = _last_day(standing)
    return locked(last) if last is not None and today > last else None


def _last_day(standing: QuarterStanding) -> date | None:
    """Who sends a report back opens it: no day that passed before closes it again."""
    judged_in = standing.quarters.states.get(standing.days.judged_in, standing.state)
    is_sent_back = ReportState.RETURNED in (standing.state, judged_in)
    return None if is_sent_back else standing.days.locks_after


def opens_later(day: date) -> Sentence:
    """That a quarter which has begun is not written yet."""
    bn, en = show_date(day), show_date(day, bengali=False)
    return Sentence(f"এই কোয়ার্টারের তথ্য লেখা শুরু হবে {bn} তারিখে।", f"Entering this quarter begins on {en}.")


def locked(last: date) -> Sentence:
    """That the last day has passed, and who can give more time."""
    bn, en = show_date(last), show_date(last, bengali=False)
    return Sentence(
        f"এই কোয়ার্টারের তথ্য লেখা ও জমা দেওয়ার শেষ দিন ({bn}) পেরিয়ে গেছে, তাই এটি বন্ধ। বাড়তি সময় লাগলে কারণ জানিয়ে প্রশাসককে বলুন।",
        f"The last day to enter and hand in this quarter ({en}) has passed, so it is locked. Where more time is "
        "needed, tell an administrator why.",
    )
