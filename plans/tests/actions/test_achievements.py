"""Owns the proof of entering an achievement: what was typed stays, nobody overwrites unseen, marks follow."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cell_values.value import ValueState
from marking.figures import percent_of
from marking.score import score
from plan_tree.terms import QUARTERS
from plans.actions.achievements import StaleVersionError, record_achievement
from plans.actions.ledger import is_chain_whole, lock_plan
from plans.models import QuarterCell
from plans.queries.scorecards import stored_scorecard
from plans.queries.trees import load_tree
from plans.tests.factories import cell_of


@pytest.fixture
def plan(plan_of_size):
    return plan_of_size(3)


def enter(plan, number, quarter, value, by, version=None):
    """Types a value over what the person sees: the cell as it stands, or an older version."""
    cell = cell_of(plan, number, quarter)
    seen = cell.version if version is None else version
    return record_achievement(cell=cell, value=value, version=seen, by=by)


# --- what is kept ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "state", "quantity"),
    [
        ("২", ValueState.GIVEN, 2),
        ("2", ValueState.GIVEN, 2),
        ("০২টি", ValueState.GIVEN, 2),
        ("১.২৫", ValueState.GIVEN, Decimal("1.25")),
        ("--", ValueState.NONE, None),
        ("প্রযোজ্য নয়", ValueState.NOT_APPLICABLE, None),
        ("হালনাগাদ করা হয়েছে", ValueState.WORDS, None),
    ],
)
def test_what_was_typed_is_kept_beside_what_was_understood(plan, alice, typed, state, quantity):
    recorded = enter(plan, "1.1", 1, typed, alice)
    stored = cell_of(plan, "1.1", 1)
    assert (stored.achievement.state, stored.achievement.quantity) == (state, quantity)
    assert stored.achievement.text == recorded.cell.achievement.text
    assert stored.achievement.text.replace("\u09af\u09bc", "\u09df") == typed.replace("\u09af\u09bc", "\u09df")
    assert (stored.version, stored.entered_by) == (1, alice)
    assert stored.entered_at is not None


def test_dates_are_understood_in_the_unit_of_the_row(industries, alice):
    recorded = enter(industries, "13.1", 1, "০৩/০৮/২০২০", alice)
    assert recorded.cell.achievement.dates == (date(2020, 8, 3),)
    assert industries.reports.get(quarter=1).earned == 2


def test_a_doubtful_value_is_kept_with_its_warning(industries, alice):
    recorded = enter(industries, "13.1", 1, "০৩/০৮/২০", alice)
    assert [doubt.code for doubt in recorded.reading.doubts] == ["two_digit_year"]
    assert cell_of(industries, "13.1", 1).achievement.dates == (date(2020, 8, 3),)


def test_blank_clears_a_cell(plan, alice):
    enter(plan, "1.1", 1, "১", alice)
    enter(plan, "1.1", 1, "  ", alice)
    cell = cell_of(plan, "1.1", 1)
    assert (cell.achievement.is_blank, cell.achievement.text, cell.version) == (True, "", 2)
    assert plan.reports.get(quarter=1).earned == 0


@pytest.mark.parametrize("typed", ["১২৩৪৫৬৭৮৯০১২৩৪", "১,২,৩", "-৫", "#REF!"])
def test_what_cannot_be_read_is_stored_as_typed_earns_nothing_and_the_ledger_knows_what_was_before(plan, alice, typed):
    enter(plan, "1.1", 1, "১", alice)
    recorded = enter(plan, "1.1", 1, typed, alice)
    assert recorded.reading.doubts
    assert all(doubt.sentence.bn.strip() for doubt in recorded.reading.doubts)
    stored = cell_of(plan, "1.1", 1)
    assert (stored.achievement.text, stored.achievement.state, stored.version) == (typed, ValueState.UNREADABLE, 2)
    assert (stored.achievement.quantity, stored.achievement.dates) == (None, ())
    assert plan.reports.get(quarter=1).earned == 0
    event = plan.events.order_by("sequence").last()
    assert (event.before["text"], event.after["state"]) == ("১", "unreadable")


@pytest.mark.parametrize("again", ["১", " ১ ", "১\u200b"])
def test_the_same_text_again_changes_nothing(plan, alice, bob, again):
    enter(plan, "1.1", 1, "১", alice)
    before, events = QuarterCell.objects.filter(indicator__number="1.1").values(), plan.events.count()
    before = list(before)
    recorded = enter(plan, "1.1", 1, again, bob)
    assert list(QuarterCell.objects.filter(indicator__number="1.1").values()) == before
    assert plan.events.count() == events
    assert recorded.cell.entered_by == alice


# --- two people --------------------------------------------------------------------------------------------------


def test_a_value_typed_over_an_older_one_is_refused_and_both_are_kept(plan, alice, bob):
    enter(plan, "1.1", 1, "১", alice, version=0)
    with pytest.raises(StaleVersionError) as stale:
        enter(plan, "1.1", 1, "২", bob, version=0)
    assert stale.value.cell.achievement.text == "১"
    assert stale.value.cell.entered_by == alice
    assert cell_of(plan, "1.1", 1).achievement.text == "১"


def test_who_has_seen_the_other_value_may_overwrite_it(plan, alice, bob):
    enter(plan, "1.1", 1, "১", alice, version=0)
    enter(plan, "1.1", 1, "২", bob, version=1)
    cell = cell_of(plan, "1.1", 1)
    assert (cell.achievement.text, cell.version, cell.entered_by) == ("২", 2, bob)


def test_two_people_who_type_the_same_do_not_collide(plan, alice, bob):
    enter(plan, "1.1", 1, "১", alice, version=0)
    assert enter(plan, "1.1", 1, "১", bob, version=0).cell.version == 1


def test_colleagues_in_different_cells_do_not_collide(plan, alice, bob):
    enter(plan, "1.1", 1, "১", alice, version=0)
    enter(plan, "1.2", 1, "১", bob, version=0)
    assert plan.reports.get(quarter=1).earned == Decimal("0.5")


# --- events and marks --------------------------------------------------------------------------------------------


def test_every_entry_writes_who_from_what_to_what(plan, alice, bob):
    enter(plan, "1.2", 3, "১", alice)
    enter(plan, "1.2", 3, "২", bob)
    events = list(plan.events.filter(verb="record_achievement"))
    one = {"text": "১", "quantity": "1", "dates": [], "state": "given"}
    two = {"text": "২", "quantity": "2", "dates": [], "state": "given"}
    assert [(event.subject, event.by, event.before, event.after) for event in events] == [
        ("1.2 q3", alice, None, one),
        ("1.2 q3", bob, one, two),
    ]
    assert is_chain_whole(plan.pk)


def test_marks_of_this_and_later_quarters_follow_and_earlier_ones_stay(plan, alice):
    before = plan.reports.filter(quarter=1).values().get()
    enter(plan, "1.1", 2, "১", alice)
    assert plan.reports.filter(quarter=1).values().get() == before
    quarter = Decimal("0.25")
    assert [report.earned for report in plan.reports.order_by("quarter")] == [0, quarter, quarter, quarter]


def assert_stored_equals_fresh(plan):
    locked = lock_plan(plan.pk)
    facts, policy = load_tree(locked), locked.policy.as_policy()
    for report in locked.reports.all():
        fresh = score(facts, policy, through=report.quarter)
        assert stored_scorecard(report) == fresh
        assert (report.earned, report.computed) == (fresh.earned, fresh.computed)
        assert (report.possible, report.possible_to_date) == (fresh.possible, fresh.possible_to_date)
        entry = plan.league_entries.get(quarter=report.quarter)
        assert (entry.earned, entry.possible) == (fresh.earned, fresh.possible)
        due = {f"area-{area.number}": (area.earned, area.possible_to_date) for area in fresh.areas}
        shares = {name: percent_of(*figures, places=0) for name, figures in due.items()}
        assert entry.shares == {name: min(100, share) for name, share in shares.items() if share is not None}


ENTRIES = st.lists(
    st.tuples(
        st.sampled_from(["1.1", "1.2", "2.1", "3.2", "8.5", "12.1", "13.1", "13.2"]),
        st.sampled_from(QUARTERS),
        st.sampled_from(["", "১", "-৫", "১০০%", "২৫", "১.২৫", "--", "প্রযোজ্য নয়", "হয়েছে", "১৫/১০/২০২০", "০৫/০১/২০২১"]),
    ),
    max_size=6,
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=ENTRIES)
def test_stored_marks_equal_marks_computed_afresh(industries, alice, entries):
    for number, quarter, value in entries:
        enter(industries, number, quarter, value, alice)
    assert_stored_equals_fresh(industries)
    assert is_chain_whole(industries.pk)


def test_marks_of_both_real_plans_equal_marks_computed_afresh(industries, labour):
    assert_stored_equals_fresh(industries)
    assert_stored_equals_fresh(labour)


@pytest.mark.parametrize(
    "spoil", [lambda card: card | {"policy": "অন্য"}, lambda card: {}], ids=["another policy", "none"]
)
def test_a_scorecard_that_cannot_be_patched_is_made_anew_from_all_quarters(plan_of_size, alice, spoil):
    plan = plan_of_size(3)
    for quarter in (1, 2):
        record_achievement(cell=cell_of(plan, "1.2", quarter), value="৩", version=0, by=alice)
    for report in plan.reports.all():
        report.scorecard = spoil(report.scorecard)
        report.save()
    record_achievement(cell=cell_of(plan, "1.1", 1), value="২", version=0, by=alice)
    tree, policy = load_tree(plan), plan.policy.as_policy()
    for report in plan.reports.all():
        assert stored_scorecard(report) == score(tree, policy, through=report.quarter)
