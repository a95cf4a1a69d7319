"""Owns the proof that quarters go in their order: a table of what stands in whose way, and every sequence of steps."""

from itertools import product

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from workflow.quarter_order import (
    APPROVED_ABOVE,
    NOT_APPROVED_BEFORE,
    NOT_REOPENED,
    NOT_SENT_BEFORE,
    PART_OF_LATER,
    RETURNED_BEFORE,
    Quarters,
    breaches,
    why_out_of_order,
)
from workflow.transitions import REPORT_LIFE, TRANSITIONS, ReportState, Sentence, Step

LETTERS = {"d": ReportState.DRAFT, "s": ReportState.SUBMITTED, "r": ReportState.RETURNED, "a": ReportState.APPROVED}
EVERY, HALVES = frozenset({1, 2, 3, 4}), frozenset({2, 4})


def quarters(states: str, due=EVERY) -> Quarters:
    """``quarters("asdd")``: the first approved, the second submitted, two drafts."""
    return Quarters({number: LETTERS[letter] for number, letter in enumerate(states, start=1)}, frozenset(due))


# What stands in the way of a step with a quarter, and which quarter is named; None: nothing does.
TABLE = [
    (Step.SUBMIT, 1, "dddd", EVERY, None),
    (Step.SUBMIT, 2, "dddd", EVERY, (NOT_SENT_BEFORE, "১ম")),
    (Step.SUBMIT, 2, "sddd", EVERY, None),
    (Step.SUBMIT, 2, "addd", EVERY, None),
    (Step.SUBMIT, 2, "rddd", EVERY, (RETURNED_BEFORE, "১ম")),
    (Step.SUBMIT, 4, "asdd", EVERY, (NOT_SENT_BEFORE, "৩য়")),
    (Step.SUBMIT, 4, "aasd", EVERY, None),
    (Step.SUBMIT, 1, "dsdd", EVERY, None),  # stored before the order was kept: it may be mended
    (Step.SUBMIT, 1, "rsdd", EVERY, None),
    (Step.SUBMIT, 2, "dddd", HALVES, None),
    (Step.SUBMIT, 2, "rddd", HALVES, (RETURNED_BEFORE, "১ম")),
    (Step.SUBMIT, 4, "dddd", HALVES, (NOT_SENT_BEFORE, "২য়")),
    (Step.SUBMIT, 4, "dsdd", HALVES, None),
    (Step.SUBMIT, 1, "dsdd", HALVES, (PART_OF_LATER, "২য়")),
    (Step.SUBMIT, 1, "dadd", HALVES, (PART_OF_LATER, "২য়")),
    (Step.SUBMIT, 1, "drdd", HALVES, None),
    (Step.SUBMIT, 1, "rsdd", HALVES, None),
    (Step.APPROVE, 1, "sddd", EVERY, None),
    (Step.APPROVE, 2, "ssdd", EVERY, (NOT_APPROVED_BEFORE, "১ম")),
    (Step.APPROVE, 2, "dsdd", EVERY, (NOT_APPROVED_BEFORE, "১ম")),
    (Step.APPROVE, 2, "rsdd", EVERY, (NOT_APPROVED_BEFORE, "১ম")),
    (Step.APPROVE, 2, "asdd", EVERY, None),
    (Step.APPROVE, 4, "aads", EVERY, (NOT_APPROVED_BEFORE, "৩য়")),
    (Step.APPROVE, 2, "dsdd", HALVES, None),
    (Step.APPROVE, 2, "ssdd", HALVES, (NOT_APPROVED_BEFORE, "১ম")),
    (Step.APPROVE, 2, "rsdd", HALVES, (NOT_APPROVED_BEFORE, "১ম")),
    (Step.APPROVE, 4, "dads", HALVES, None),
    (Step.RETURN, 1, "ssdd", EVERY, None),
    (Step.RETURN, 1, "sadd", EVERY, (APPROVED_ABOVE, "২য়")),
    (Step.RETURN, 1, "sdad", EVERY, (APPROVED_ABOVE, "৩য়")),
    (Step.RETURN, 2, "asdd", EVERY, None),
    (Step.RECORD, 1, "dddd", EVERY, None),
    (Step.RECORD, 1, "rsdd", EVERY, None),
    (Step.RECORD, 1, "ddad", EVERY, None),  # stored before the order was kept: it may be filled
    (Step.RECORD, 1, "dsdd", HALVES, (PART_OF_LATER, "২য়")),
    (Step.RECORD, 1, "ddda", HALVES, (PART_OF_LATER, "৪র্থ")),
    (Step.RECORD, 1, "drdd", HALVES, None),
    (Step.RECORD, 3, "dsdd", HALVES, None),
    (Step.ATTACH, 1, "dsdd", HALVES, (PART_OF_LATER, "২য়")),
    (Step.ASSESS, 1, "ssdd", EVERY, None),
    (Step.ASSESS, 2, "dsdd", HALVES, None),
]


@pytest.mark.parametrize(("step", "quarter", "states", "due", "in_the_way"), TABLE)
def test_a_step_is_in_order_exactly_where_the_table_says(step, quarter, states, due, in_the_way):
    why = why_out_of_order(step, quarter, quarters(states, due))
    if in_the_way is None:
        assert why is None
    else:
        sentence, named = in_the_way
        assert why.bn == sentence.bn.format(f"{named} কোয়ার্টার")


@pytest.mark.parametrize(
    "sentence", [PART_OF_LATER, NOT_SENT_BEFORE, RETURNED_BEFORE, NOT_APPROVED_BEFORE, APPROVED_ABOVE, NOT_REOPENED]
)
def test_every_refusal_is_a_sentence_in_both_languages(sentence: Sentence):
    assert sentence.bn.endswith("।")
    assert sentence.en.endswith(".")
    assert "{}" in sentence.bn
    assert "{}" in sentence.en


@pytest.mark.parametrize(
    ("states", "due", "found"),
    [("aadd", EVERY, []), ("ddad", EVERY, [3]), ("adaa", EVERY, [3, 4]), ("dadd", HALVES, []), ("sadd", HALVES, [2])],
)
def test_what_stands_approved_on_what_can_still_change_is_listed(states, due, found):
    assert breaches(quarters(states, due)) == found


class Year(RuleBasedStateMachine):
    """A year of four drafts, of a tier with any deadlines, through any steps the tables allow."""

    @initialize(due=st.frozensets(st.integers(1, 4)))
    def begin(self, due):
        self.due = due or EVERY
        self.states = dict.fromkeys(EVERY, ReportState.DRAFT)
        self.text = dict.fromkeys(EVERY, 0)  # what the cells of a quarter hold, as a number of changes
        self.signed: dict[int, dict[int, int]] = {}

    @rule(step=st.sampled_from(Step), quarter=st.integers(1, 4))
    def take(self, step, quarter):
        state = self.states[quarter]
        if state not in TRANSITIONS[step].sources:
            return
        if why_out_of_order(step, quarter, Quarters(self.states, self.due)):
            return
        self.states[quarter] = REPORT_LIFE.state_after(step, state)
        if TRANSITIONS[step].target is None:  # something in the quarter is written
            self.text[quarter] += 1
        if step is Step.APPROVE:
            self.signed[quarter] = {each: self.text[each] for each in range(1, quarter + 1)}
        if step is Step.REOPEN:
            del self.signed[quarter]

    @invariant()
    def nothing_stands_approved_on_an_earlier_quarter_that_is_not(self):
        assert breaches(Quarters(self.states, self.due)) == []
        for quarter, earlier in product(EVERY, EVERY):
            if earlier < quarter and earlier in self.due and self.states[quarter] is ReportState.APPROVED:
                assert self.states[earlier] is ReportState.APPROVED

    @invariant()
    def nothing_an_approved_quarter_rests_on_changes_any_more(self):
        for signed in self.signed.values():
            assert all(self.text[each] == text for each, text in signed.items())


TestYear = Year.TestCase
TestYear.settings = settings(max_examples=150, stateful_step_count=40)
