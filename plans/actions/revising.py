"""Owns revised targets: an office asks by row with a reason, the reviewer decides, what was judged before stays."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from cell_values.reading import read_value
from cell_values.sentence import Sentence
from cell_values.text import words_seen
from cell_values.value import Unit, Value, ValueState
from offices.models import Person
from offices.queries.deadlines import revisions_close
from plan_tree.revisions import Place, RevisedTarget, place_of_grade, place_of_quarter, quarters_of
from plan_tree.terms import FULL
from plans.actions.ledger import EventDraft, lock_plan, write_events
from plans.actions.reporting import NEEDS_REASON
from plans.actions.row_writes import UnreadableError
from plans.actions.scoring import refresh_scorecards
from plans.actions.storing import save_columns
from plans.actions.telling_of_plans import tell_of_revision, tell_of_revision_decision
from plans.models import GradedTarget, Indicator, Plan, QuarterCell, TargetRevision
from plans.models.fields import as_stored, value_columns
from plans.models.revision import UNDECIDED
from plans.queries.access import sides_towards, standing_today
from plans.queries.revising import states_for_revising
from plans.queries.told_rows import told
from workflow.plan_states import NOTHING_TO_REVISE, PlanState, check_approved
from workflow.revising import (
    ALREADY_ASKED,
    TARGET_MOVED,
    RevisionStep,
    check_decidable,
    check_quarters_open,
    check_revision_side,
    check_waiting,
    check_window,
    check_withdrawable,
    counts_from,
)
from workflow.transitions import Refusal

NOTHING_ASKED = Sentence("কোনো লক্ষ্যমাত্রা বদলায়নি; অন্তত একটি নতুন করে লিখুন।", "No target differs; write at least one anew.")
NEEDS_TARGET = Sentence("বছরের লক্ষ্যমাত্রা খালি থাকতে পারে না।", "The target of the year cannot be empty.")


@transaction.atomic
def ask_for_revision(*, indicator: Indicator, texts: Mapping[Place, str], reason: str, by: Person) -> TargetRevision:
    """Asks for other targets of a row, as typed; those that say what stands there already are left out.

    Raises Refusal (not yours, too late, quarter handed in, nothing asked) and UnreadableError.
    """
    plan = lock_plan(indicator.activity.area.plan_id)
    check_revision_side(RevisionStep.ASK, sides_towards(standing_today(by), plan.office))
    check_approved(PlanState(plan.state), NOTHING_TO_REVISE)
    check_window(revisions_close(plan.office, plan.year), timezone.localdate())
    if not words_seen(reason):
        raise Refusal(NEEDS_REASON)
    if indicator.revisions.filter(UNDECIDED).exists():
        raise Refusal(ALREADY_ASKED)
    targets = list(_asked(plan, indicator, texts))
    if not targets:
        raise Refusal(NOTHING_ASKED)
    check_quarters_open(quarters_of(targets), states_for_revising(plan))
    asked = TargetRevision(indicator=indicator, reason=words_seen(reason), asked_by=by, asked_at=timezone.now())
    asked.revised = targets
    asked.save()
    says = {"reason": asked.reason, "targets": asked.targets}
    draft = EventDraft("ask_for_revision", indicator.number, None, says, indicator.pk, None, told(asked))
    write_events(told={plan: [draft]}, by=by)
    tell_of_revision(plan=plan, revision=asked)
    return asked


@transaction.atomic
def decide_on_revision(*, revision: TargetRevision, granted: bool, reason: str, by: Person) -> TargetRevision:
    """Grants or refuses what was asked, with a reason. Granted, the new targets stand and count from the first quarter
    that is not handed in; the marks of the earlier ones stay as they are. Raises Refusal.
    """
    plan, current = _held(revision, RevisionStep.DECIDE, by)
    check_decidable(is_decided=current.granted is not None, is_own=current.asked_by_id == by.pk)
    if not words_seen(reason):
        raise Refusal(NEEDS_REASON)
    drafts = list(_revise(plan, current)) if granted else []
    decision: dict[str, Any] = {"granted": granted, "decision_reason": words_seen(reason), "decided_by": by}
    decision |= {"decided_at": timezone.now(), "counts_from": current.counts_from}
    save_columns(current, **decision)
    verb = "grant_revision" if granted else "refuse_revision"
    says = {"reason": current.decision_reason} | ({"counts_from": f"q{current.counts_from}"} if granted else {})
    place, rows = (current.indicator.number, None, says, current.indicator_id, None), told(current, *decision)
    write_events(told={plan: [EventDraft(verb, *place, rows), *drafts]}, by=by)
    if current.counts_from:
        refresh_scorecards(plan, since=current.counts_from)
    tell_of_revision_decision(plan=plan, revision=current, by=by)
    return current


@transaction.atomic
def withdraw_revision(*, revision: TargetRevision, by: Person) -> TargetRevision:
    """Takes a request back that one made oneself, while nobody has decided; it stays to be read. Raises Refusal."""
    plan, current = _held(revision, RevisionStep.WITHDRAW, by)
    check_withdrawable(is_decided=current.granted is not None, is_own=current.asked_by_id == by.pk)
    save_columns(current, withdrawn_at=timezone.now())
    place, rows = (current.indicator.number, None, None, current.indicator_id, None), told(current, "withdrawn_at")
    write_events(told={plan: [EventDraft("withdraw_revision", *place, rows)]}, by=by)
    return current


def _held(revision: TargetRevision, step: RevisionStep, by: Person) -> tuple[Plan, TargetRevision]:
    """A request that was not withdrawn, its plan held until the transaction ends. Raises Refusal."""
    plan = lock_plan(revision.indicator.activity.area.plan_id)
    check_revision_side(step, sides_towards(standing_today(by), plan.office))
    current = TargetRevision.objects.select_related("indicator").get(pk=revision.pk)
    check_waiting(is_withdrawn=current.withdrawn_at is not None)
    return plan, current


def targets_of(indicator: Indicator) -> dict[Place, Value]:
    """Every target of a row by its place: the grades, that of the year first, then the quarters."""
    grades = {place_of_grade(each.percent): each.target for each in indicator.graded_targets.order_by("-percent")}
    return grades | {place_of_quarter(each.quarter): each.target for each in indicator.cells.order_by("quarter")}


def _asked(plan: Plan, indicator: Indicator, texts: Mapping[Place, str]) -> Iterator[RevisedTarget]:
    stored = targets_of(indicator)
    for place in (each for each in stored if each in texts):
        reading = read_value(texts[place], Unit(indicator.unit), start_year=plan.year.start_year)
        if reading.value.state is ValueState.UNREADABLE:
            raise UnreadableError(reading)
        if place == place_of_grade(FULL) and reading.value.is_blank:
            raise Refusal(NEEDS_TARGET)
        if not reading.value.means(stored[place]):
            yield RevisedTarget(place, stored[place], as_stored(reading.value))


def _revise(plan: Plan, revision: TargetRevision) -> Iterator[EventDraft]:
    """Writes the new targets, unless what stands there is no more what was to be changed."""
    states = states_for_revising(plan)
    revision.counts_from = counts_from(states)
    check_quarters_open(quarters_of(revision.revised), states)
    for target in revision.revised:
        row = _row(revision.indicator, target)
        if row is None or not row.target.means(target.old):
            raise Refusal(TARGET_MOVED)
        row.target = target.new
        row.save(update_fields=value_columns("target"))
        yield _told(revision.indicator, row, target)


def _row(indicator: Indicator, target: RevisedTarget) -> QuarterCell | GradedTarget | None:
    if target.percent is not None:
        return GradedTarget.objects.filter(indicator=indicator, percent=target.percent).first()
    return QuarterCell.objects.filter(indicator=indicator, quarter=target.quarter or 0).first()


def _told(indicator: Indicator, row: QuarterCell | GradedTarget, target: RevisedTarget) -> EventDraft:
    before, after = ({"target": value.as_json()} for value in (target.old, target.new))
    rows = told(row, *value_columns("target"))
    subject = f"{indicator.number} {target.place}"
    return EventDraft("revise_target", subject, before, after, indicator.pk, target.quarter, rows)
