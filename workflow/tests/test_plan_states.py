"""Owns the truth table of a plan before its quarters: every step, in every state, from every side."""

from itertools import product

import pytest

from workflow.plan_states import (
    NOT_APPROVED_YET,
    OWN_PLAN,
    PLAN_LIFE,
    PLAN_NOT_NOW,
    PLAN_TRANSITIONS,
    REPORTED,
    PlanState,
    PlanStep,
    check_approved,
    check_nothing_asked,
    check_rows_open,
    why_plan_not_written,
)
from workflow.tests.test_transitions import OWN, is_checked
from workflow.transitions import NOT_YOURS, Refusal, Side

# Who may do what in which state, and the state it leads to; whatever is not here is refused.
ALLOWED = {
    (PlanStep.WRITE, PlanState.DRAFT, Side.ENTERING): PlanState.DRAFT,
    (PlanStep.WRITE, PlanState.RETURNED, Side.ENTERING): PlanState.RETURNED,
    (PlanStep.SUBMIT, PlanState.DRAFT, Side.ENTERING): PlanState.SUBMITTED,
    (PlanStep.SUBMIT, PlanState.RETURNED, Side.ENTERING): PlanState.SUBMITTED,
    (PlanStep.REVIEW, PlanState.SUBMITTED, Side.REVIEWING): PlanState.SUBMITTED,
    (PlanStep.RETURN, PlanState.SUBMITTED, Side.REVIEWING): PlanState.RETURNED,
    (PlanStep.APPROVE, PlanState.SUBMITTED, Side.REVIEWING): PlanState.APPROVED,
}


@pytest.mark.parametrize(("step", "state", "side"), list(product(PlanStep, PlanState, Side)))
def test_a_step_with_a_plan_is_allowed_exactly_where_the_table_says(step, state, side):
    allowed = (step, state, side) in ALLOWED
    assert PLAN_LIFE.may(step, sides=frozenset({side}), state=state) is allowed
    assert (
        is_checked(PLAN_LIFE.check_side, step, frozenset({side})) and is_checked(PLAN_LIFE.check_state, step, state)
    ) is allowed
    if allowed:
        assert PLAN_LIFE.state_after(step, state) is ALLOWED[step, state, side]


@pytest.mark.parametrize(("step", "state", "work"), list(product(PlanStep, PlanState, OWN)))
def test_nobody_decides_on_the_own_plan_whatever_sides_they_sit_on(step, state, work):
    either = any((step, state, side) in ALLOWED for side in Side)
    is_own = step in {PlanStep.REVIEW, PlanStep.RETURN, PlanStep.APPROVE} and bool(work)
    assert is_checked(PLAN_LIFE.check_own_work, step, work) is not is_own
    assert PLAN_LIFE.may(step, sides=frozenset(Side), state=state, work=work) is (either and not is_own)


@pytest.mark.parametrize("step", PlanStep)
def test_nobody_without_a_side_does_anything_with_a_plan(step):
    assert not any(PLAN_LIFE.may(step, sides=frozenset(), state=state) for state in PlanState)
    with pytest.raises(Refusal) as refused:
        PLAN_LIFE.check_side(step, frozenset())
    assert refused.value.sentence == NOT_YOURS[PLAN_TRANSITIONS[step].side]


def test_every_state_leads_on_but_for_the_approved_one():
    assert set(PlanState) - {state for _step, state, _side in ALLOWED} == {PlanState.APPROVED}


OFFICE, ADMINISTRATOR, REVIEWER, STRANGER = "office", "administrator", "reviewer", "stranger"
SIDES = {OFFICE: {Side.ENTERING}, REVIEWER: {Side.REVIEWING}}
# Who writes rows: (who, state, a report was handed in) → the sentence against it; None: they do.
WAITS = PLAN_NOT_NOW[PlanState.SUBMITTED]
WRITES = {
    (OFFICE, PlanState.DRAFT): None,
    (OFFICE, PlanState.SUBMITTED): WAITS,
    (OFFICE, PlanState.RETURNED): None,
    (OFFICE, PlanState.APPROVED): PLAN_NOT_NOW[PlanState.APPROVED],
    (ADMINISTRATOR, PlanState.DRAFT): None,
    (ADMINISTRATOR, PlanState.SUBMITTED): WAITS,
    (ADMINISTRATOR, PlanState.RETURNED): None,
    (ADMINISTRATOR, PlanState.APPROVED): None,
    **{(REVIEWER, state): NOT_YOURS[Side.ENTERING] for state in PlanState},
    **{(STRANGER, state): NOT_YOURS[Side.ENTERING] for state in PlanState},
}


def why_not(who, state, *, is_reported):
    sides = frozenset(SIDES.get(who, ()))
    is_administrator = who == ADMINISTRATOR
    return why_plan_not_written(sides=sides, is_administrator=is_administrator, state=state, is_reported=is_reported)


@pytest.mark.parametrize(("who", "state"), list(WRITES))
def test_rows_are_written_by_the_office_until_it_submitted_and_then_by_an_administrator(who, state):
    assert why_not(who, state, is_reported=False) == WRITES[who, state]


@pytest.mark.parametrize("state", [PlanState.DRAFT, PlanState.RETURNED, PlanState.APPROVED])
def test_an_administrator_writes_nothing_once_a_report_was_handed_in(state):
    assert why_not(ADMINISTRATOR, state, is_reported=True) == REPORTED


@pytest.mark.parametrize("state", PlanState)
def test_documents_and_tables_change_rows_but_of_a_plan_that_waits(state):
    assert is_checked(check_rows_open, state) is (state is not PlanState.SUBMITTED)


@pytest.mark.parametrize("state", PlanState)
def test_quarters_are_reported_on_an_approved_plan_alone(state):
    assert is_checked(check_approved, state, NOT_APPROVED_YET) is (state is PlanState.APPROVED)


def test_a_question_stands_against_approval_and_is_named():
    check_nothing_asked([])
    with pytest.raises(Refusal) as refused:
        check_nothing_asked(["1.2", "3.1"])
    assert "১.২, ৩.১" in refused.value.sentence.bn
    assert "1.2, 3.1" in refused.value.sentence.en


def test_every_sentence_is_in_both_languages():
    assert set(PLAN_NOT_NOW) == set(PlanState)
    assert all(each.bn and each.en for each in [*PLAN_NOT_NOW.values(), *OWN_PLAN.values()])
