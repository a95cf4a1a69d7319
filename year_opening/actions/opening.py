"""Owns opening a fiscal year: deadlines, focal points, plans, in batches that each are whole and can be continued."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from django.db import IntegrityError, transaction

from cell_values.sentence import Sentence
from marking.score import score
from offices.models import Deadline, FiscalYear, Membership, Office, Person
from offices.queries.year_end import missing_year_end_deadlines
from plan_tree.terms import QUARTERS
from plan_tree.tree import PlanTree
from plans.actions.league import league_entry, write_current_entries
from plans.actions.ledger import EventDraft, write_events, write_shared_events
from plans.actions.reference_edits import hold_shared
from plans.actions.row_writes import RowEdit, contents_of, write_row
from plans.actions.row_writes import told as told_row
from plans.actions.scoring import store_scorecard
from plans.models import MarkingPolicy, Plan, PlanTemplate, QuarterReport
from plans.queries.told_rows import told
from workflow.plan_states import PlanState
from workflow.transitions import Refusal
from year_opening.actions.begun_plans import PlanBegun, begin_plans
from year_opening.queries.opening import carried_over, chosen_templates, opening_of, policy_of_kind, without_plan
from year_opening.queries.opening_days import DayFate, OpeningDay
from year_opening.queries.opening_offices import OpeningChoices
from year_opening.queries.rolling_over import plans_before, rolled_plans

BATCH = 200  # people or empty plans of a transaction
WITH_ROWS = 50  # plans of a transaction where they begin with rows
MOST_TOLD = 100  # plans with something to see that are named
ATTEMPTS = 3  # at a batch that meets somebody else's plan
DAYS_REFUSED = Sentence(
    "সময়সীমা ছাড়া বা ভুল সময়সীমায় বছর খোলা যায় না; প্রাকদর্শনে দেখুন কোন তারিখ নেই বা ভুল।",
    "A year is not opened without its deadlines or with wrong ones; the preview says which lack or are wrong.",
)


@dataclass(frozen=True)
class PlanToSee:
    """A plan that began with the rows of the year before (``before``), some of which have to be looked at."""

    before: Plan
    moved: int
    to_see: int


@dataclass(frozen=True)
class MadePlans:
    """A batch: the plans, how many have rows of the year before or of a template, and those with something to see."""

    plans: Sequence[Plan]
    rolled: int = 0
    templated: int = 0
    to_see: Sequence[PlanToSee] = ()


@dataclass
class OpenedYear:
    """What was done so far. ``made``: plans by kind; ``days``: the deadlines as they were judged before.

    ``rolled``: how many plans began with the rows of the year before, ``templated``: with those of a template;
    ``to_see``: the first of those somebody has to look at, ``unnamed``: how many more there are.
    """

    days: Sequence[OpeningDay] = ()
    carried: int = 0
    made: dict[str, int] = field(default_factory=dict)
    rolled: dict[str, int] = field(default_factory=dict)
    templated: dict[str, int] = field(default_factory=dict)
    to_see: list[PlanToSee] = field(default_factory=list)
    unnamed: int = 0
    without_policy: list[str] = field(default_factory=list)

    @property
    def done(self) -> int:
        """How many people and plans."""
        return self.carried + sum(self.made.values())


def open_year(*, choices: OpeningChoices, by: Person) -> Iterator[OpenedYear]:
    """Opens a fiscal year batch by batch, and tells after each what was done so far.

    What is there already stays; who stops in between goes on by beginning again. Raises Refusal (no administrator,
    also where the right was taken away meanwhile; deadlines that lack or cannot be).
    """
    opened = OpenedYear(days=open_calendar(choices=choices, by=by))
    yield opened
    while choices.carries_people and (carried := _again(partial(carry_people, choices=choices, by=by))):
        opened.carried += carried
        yield opened
    for kind in choices.kinds:
        policy = policy_of_kind(kind, choices.start_year)
        if policy is None:
            opened.without_policy.append(kind)
        else:
            yield from _plans_of_kind(opened, choices, policy, by)


@transaction.atomic
def open_calendar(*, choices: OpeningChoices, by: Person) -> Sequence[OpeningDay]:
    """The fiscal year and its deadlines, with an event for each that changes."""
    hold_shared(by=by)
    opening = opening_of(choices)
    if opening.refused_days:
        raise Refusal(DAYS_REFUSED)
    if opening.is_new:
        write_row(None, RowEdit(FiscalYear(start_year=choices.start_year)), by)
    year = FiscalYear.objects.get(start_year=choices.start_year)
    stored = {(each.tier, each.quarter): each for each in year.deadlines.all()}
    for day in opening.days:
        if (edit := _edit_of(day, year, stored.get((day.tier, day.quarter)))) is not None:
            write_row(None, edit, by)
    for deadline in missing_year_end_deadlines(year):
        write_row(None, RowEdit(deadline), by)
    return opening.days


@transaction.atomic
def carry_people(*, choices: OpeningChoices, by: Person) -> int:
    """Gives a batch of focal points the same post for the new year; how many there were."""
    hold_shared(by=by)
    held = carried_over(choices).order_by("pk")[:BATCH]
    year = FiscalYear(start_year=choices.start_year)
    since, until = year.quarter_starts(1), year.quarter_ends(4)
    rows = {
        (each.person_id, each.office_id): Membership(
            person=each.person, office=each.office, role=each.role, post=each.post, since=since, until=until
        )
        for each in held
    }
    made = Membership.objects.bulk_create(rows.values())
    told_of = [EventDraft("edit_membership", str(row)[:200], after=contents_of(row)) for row in made]
    write_shared_events(told=told_of, by=by)
    return len(made)


@transaction.atomic
def make_plans(*, choices: OpeningChoices, policy: MarkingPolicy, after: int, by: Person) -> MadePlans:
    """Makes a batch of plans, for offices whose keys come after one; none where nothing is left to make."""
    hold_shared(by=by)
    year = FiscalYear.objects.get(start_year=choices.start_year)
    templates = chosen_templates(choices, policy.kind)
    size = min(BATCH, WITH_ROWS) if choices.rolls_over or templates else BATCH
    offices = list(without_plan(choices, policy.kind).filter(pk__gt=after).order_by("pk")[:size])
    made = [_plan(office, year, policy, by, templates.get(office.tier)) for office in offices]
    plans = Plan.objects.bulk_create(made)
    keys = [plan.office_id for plan in plans if plan.template is None] if choices.rolls_over else []
    before = plans_before(keys, choices.start_year, policy.kind) if keys else {}
    _begin([plan for plan in plans if plan.template is None and plan.office_id not in before], policy, year, by)
    points = _begin_with_rows(plans, before, by)
    templated = sum(plan.template is not None for plan in plans)
    return MadePlans(plans, len(before), templated, [each for each in points if each.to_see])


def _begin_with_rows(plans: Sequence[Plan], before: Mapping[int, Plan], by: Person) -> list[PlanToSee]:
    """Fills the plans that have a template, and those of offices that had one the year before, by the office; says
    what is to be seen in these.
    """
    rolled = rolled_plans(before.values())
    begun = [PlanBegun.standard(plan, plan.template) for plan in plans if plan.template is not None]
    for plan in (each for each in plans if each.office_id in before):
        own = before[plan.office_id]
        begun.append(PlanBegun.rolled(plan, own, rolled[own.pk]))
    begin_plans(begun, by=by)
    return [PlanToSee(each, len(rolled[each.pk].moved), len(rolled[each.pk].to_see)) for each in before.values()]


def _plans_of_kind(
    opened: OpenedYear, choices: OpeningChoices, policy: MarkingPolicy, by: Person
) -> Iterator[OpenedYear]:
    after, kind = 0, policy.kind
    while True:
        batch = _again(partial(make_plans, choices=choices, policy=policy, after=after, by=by))
        if not batch.plans:
            return
        after = batch.plans[-1].office_id
        opened.made[kind] = opened.made.get(kind, 0) + len(batch.plans)
        opened.rolled[kind] = opened.rolled.get(kind, 0) + batch.rolled
        opened.templated[kind] = opened.templated.get(kind, 0) + batch.templated
        named = batch.to_see[: MOST_TOLD - len(opened.to_see)]
        opened.to_see += named
        opened.unnamed += len(batch.to_see) - len(named)
        yield opened


def _plan(
    office: Office, year: FiscalYear, policy: MarkingPolicy, by: Person, template: PlanTemplate | None = None
) -> Plan:
    whose = {"office": office, "year": year, "kind": policy.kind, "policy": policy, "created_by": by}
    return Plan(**whose, template=template, state=PlanState.DRAFT.value)


def _begin(plans: Sequence[Plan], policy: MarkingPolicy, year: FiscalYear, by: Person) -> None:
    """Four reports and league entries for plans without rows: one scorecard serves them all."""
    if not plans:
        return
    tree = PlanTree(policy.kind, "", year.code, ())
    scorecards = {quarter: score(tree, policy.as_policy(), through=quarter) for quarter in QUARTERS}
    reports = [QuarterReport(plan=plan, quarter=quarter) for plan in plans for quarter in QUARTERS]
    for report in reports:
        store_scorecard(report, scorecards[report.quarter])
    QuarterReport.objects.bulk_create(reports)
    write_current_entries([league_entry(report.plan, report, scorecards[report.quarter]) for report in reports])
    write_events(told={plan: [_made(plan)] for plan in plans}, by=by, ends={plan.pk: (0, "") for plan in plans})


def _made(plan: Plan) -> EventDraft:
    """What the ledger says of a plan that was made."""
    after = {name: told_row(getattr(plan, name)) for name in ("office", "year", "policy", "revision")}
    return EventDraft("make_plan", str(plan)[:200], after=after | {"rows": []}, rows=told(plan))


def _edit_of(day: OpeningDay, year: FiscalYear, stored: Deadline | None) -> RowEdit | None:
    match day.fate:
        case DayFate.MADE if day.due_on is not None:
            return RowEdit(Deadline(year=year, quarter=day.quarter, tier=day.tier, **day.columns))
        case DayFate.CHANGED if stored is not None:
            return RowEdit(stored, day.columns)
        case DayFate.TAKEN_AWAY if stored is not None:
            return RowEdit(stored, is_removed=True)
    return None


Batch = TypeVar("Batch")


def _again(batch: Callable[[], Batch]) -> Batch:
    """A batch once more where somebody else made one of its plans in the same moment: now that plan is there."""
    for _attempt in range(ATTEMPTS - 1):
        try:
            return batch()
        except IntegrityError:
            continue
    return batch()
