"""Owns the truth table of the workflow: every step, in every state, from every side."""

from itertools import product

import pytest

from workflow.transitions import (
    NOT_BEGUN,
    NOT_NOW,
    NOT_YOURS,
    NOTHING_TO_REPORT,
    OWN_WORK,
    REPORT_LIFE,
    TRANSITIONS,
    Refusal,
    ReportState,
    Side,
    Step,
    Work,
    check_reportable,
)

# Who may do what in which state, and the state it leads to; whatever is not here is refused.
ALLOWED = {
    (Step.RECORD, ReportState.DRAFT, Side.ENTERING): ReportState.DRAFT,
    (Step.RECORD, ReportState.RETURNED, Side.ENTERING): ReportState.RETURNED,
    (Step.ATTACH, ReportState.DRAFT, Side.ENTERING): ReportState.DRAFT,
    (Step.ATTACH, ReportState.RETURNED, Side.ENTERING): ReportState.RETURNED,
    (Step.SUBMIT, ReportState.DRAFT, Side.ENTERING): ReportState.SUBMITTED,
    (Step.SUBMIT, ReportState.RETURNED, Side.ENTERING): ReportState.SUBMITTED,
    (Step.ASSESS, ReportState.SUBMITTED, Side.REVIEWING): ReportState.SUBMITTED,
    (Step.EXEMPT, ReportState.SUBMITTED, Side.REVIEWING): ReportState.SUBMITTED,
    (Step.REVIEW, ReportState.SUBMITTED, Side.REVIEWING): ReportState.SUBMITTED,
    (Step.RETURN, ReportState.SUBMITTED, Side.REVIEWING): ReportState.RETURNED,
    (Step.APPROVE, ReportState.SUBMITTED, Side.REVIEWING): ReportState.APPROVED,
    (Step.ASK_ROW, ReportState.SUBMITTED, Side.ENTERING): ReportState.SUBMITTED,
    (Step.ASK_ROW, ReportState.RETURNED, Side.ENTERING): ReportState.RETURNED,
    (Step.OPEN_ROW, ReportState.SUBMITTED, Side.REVIEWING): ReportState.SUBMITTED,
    (Step.OPEN_ROW, ReportState.RETURNED, Side.REVIEWING): ReportState.RETURNED,
    (Step.REOPEN, ReportState.APPROVED, Side.REVIEWING): ReportState.SUBMITTED,
}


def is_checked(check, *arguments):
    """Whether a check lets pass."""
    try:
        check(*arguments)
    except Refusal:
        return False
    return True


@pytest.mark.parametrize(("step", "state", "side"), list(product(Step, ReportState, Side)))
def test_a_step_is_allowed_exactly_where_the_table_says(step, state, side):
    allowed = (step, state, side) in ALLOWED
    assert REPORT_LIFE.may(step, sides=frozenset({side}), state=state) is allowed
    assert (
        is_checked(REPORT_LIFE.check_side, step, frozenset({side})) and is_checked(REPORT_LIFE.check_state, step, state)
    ) is allowed
    if allowed:
        assert REPORT_LIFE.state_after(step, state) is ALLOWED[step, state, side]


DECIDED_BY_OTHERS = {Step.ASSESS, Step.EXEMPT, Step.REVIEW, Step.RETURN, Step.APPROVE, Step.OPEN_ROW, Step.REOPEN}
OWN = [frozenset(), frozenset({Work.ENTERED}), frozenset({Work.SUBMITTED}), frozenset(Work)]


@pytest.mark.parametrize(("step", "state", "work"), list(product(Step, ReportState, OWN)))
def test_nobody_decides_on_the_own_work_whatever_sides_they_sit_on(step, state, work):
    either = any((step, state, side) in ALLOWED for side in Side)
    is_own = step in DECIDED_BY_OTHERS and bool(work)
    assert is_checked(REPORT_LIFE.check_own_work, step, work) is not is_own
    assert REPORT_LIFE.may(step, sides=frozenset(Side), state=state, work=work) is (either and not is_own)


@pytest.mark.parametrize(("step", "state"), list(product(Step, ReportState)))
def test_nobody_without_a_side_does_anything(step, state):
    assert not REPORT_LIFE.may(step, sides=frozenset(), state=state)
    with pytest.raises(Refusal):
        REPORT_LIFE.check_side(step, frozenset())


@pytest.mark.parametrize(("step", "state"), list(product(Step, ReportState)))
def test_who_sits_on_both_sides_may_do_what_either_may(step, state):
    either = any((step, state, side) in ALLOWED for side in Side)
    assert REPORT_LIFE.may(step, sides=frozenset(Side), state=state) is either


def test_an_approved_report_never_changes_again_but_by_taking_the_approval_back():
    leads_on = {step for step, transition in TRANSITIONS.items() if ReportState.APPROVED in transition.sources}
    assert leads_on == {Step.REOPEN}


def test_every_state_is_reached_from_a_draft():
    reached = {ReportState.DRAFT}
    for _ in ReportState:
        reached |= {
            REPORT_LIFE.state_after(step, state)
            for step, state in product(Step, reached)
            if state in TRANSITIONS[step].sources
        }
    assert reached == set(ReportState)


@pytest.mark.parametrize(
    "sentence",
    [*NOT_YOURS.values(), *NOT_NOW.values(), *OWN_WORK.values(), NOT_BEGUN, NOTHING_TO_REPORT],
    ids=lambda sentence: sentence.en,
)
def test_every_refusal_is_a_sentence_in_both_languages(sentence):
    assert sentence.bn.endswith("।")
    assert sentence.en.endswith(".")


def test_every_state_and_side_has_its_refusal():
    assert set(NOT_NOW) == set(ReportState)
    assert set(NOT_YOURS) == set(Side)
    assert set(OWN_WORK) == set(Work)


def test_a_plan_without_indicators_is_not_reported_on():
    check_reportable(1)
    with pytest.raises(Refusal) as refused:
        check_reportable(0)
    assert refused.value.sentence is NOTHING_TO_REPORT
