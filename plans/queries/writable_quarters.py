"""Owns whether quarters of many plans are written now, for tables and documents; their door asks who may use it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.utils import timezone

from offices.models import FiscalYear, Office
from offices.queries.deadlines import ALL_QUARTERS, due_in, quarter_days, quarter_days_of
from plans.models import Plan, QuarterReport
from workflow.plan_states import PlanState
from workflow.quarter_days import QuarterDays
from workflow.quarter_editing import EditAnswer, QuarterStanding, can_edit
from workflow.quarter_order import Quarters
from workflow.transitions import ReportState

NOTHING_SENT = dict.fromkeys(ALL_QUARTERS, ReportState.DRAFT)
Answers = Mapping[tuple[int, int], EditAnswer]  # by plan and quarter


def editing_of(plans: Iterable[Plan]) -> Answers:
    """Whether somebody writes each quarter of plans for their offices now. One query, and one for every year."""
    plans = list(plans)
    states: dict[int, dict[int, ReportState]] = defaultdict(dict)
    for (plan_id, quarter), state in report_states(plan.pk for plan in plans).items():
        states[plan_id][quarter] = state
    days = _days_of(plans)
    found: dict[tuple[int, int], EditAnswer] = {}
    for plan in plans:
        of_plan = states[plan.pk]
        answers = answers_in(of_plan, days[plan.office_id, plan.year_id], PlanState(plan.state))
        found |= {(plan.pk, quarter): answer for quarter, answer in answers.items()}
    return found


def editing_of_new(office: Office, year: FiscalYear) -> Mapping[int, EditAnswer]:
    """The same of a plan that is not there yet, by quarter. One query."""
    return answers_in(NOTHING_SENT, quarter_days(office, year), PlanState.APPROVED)


def answers_in(
    states: Mapping[int, ReportState], days: Mapping[int, QuarterDays], plan: PlanState
) -> dict[int, EditAnswer]:
    """Whether somebody writes each quarter for its office today, from what is at hand."""
    quarters, today = Quarters(states, frozenset(due_in(days)) or ALL_QUARTERS), timezone.localdate()
    standings = {quarter: QuarterStanding(quarter, quarters, days[quarter], today, plan) for quarter in states}
    return {quarter: can_edit(each, sides=None) for quarter, each in standings.items()}


def _days_of(plans: list[Plan]) -> dict[tuple[int, int], dict[int, QuarterDays]]:
    """The days of every plan's quarters, by office and year."""
    years = {plan.year_id: plan.year for plan in plans}
    found: dict[tuple[int, int], dict[int, QuarterDays]] = {}
    for key, year in years.items():
        offices = {plan.office_id: plan.office for plan in plans if plan.year_id == key}
        days = quarter_days_of(list(offices.values()), year)
        found |= {(office, key): each for office, each in days.items()}
    return found


def report_states(plan_ids: Iterable[int]) -> dict[tuple[int, int], ReportState]:
    """The state of every report of some plans, by plan and quarter: one query."""
    rows = QuarterReport.objects.filter(plan__in=list(plan_ids)).values_list("plan_id", "quarter", "state")
    return {(plan_id, quarter): ReportState(state) for plan_id, quarter, state in rows}
