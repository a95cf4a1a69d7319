"""Owns the proof that what was typed and not taken is kept, and that nothing is handed in over it."""

import pytest
from django.utils import timezone

from cell_values.sentence import Sentence
from cell_values.value import ValueState
from plans.actions.achievements import StaleVersionError, record_achievement
from plans.actions.entering import TypedCell, enter_cells
from plans.actions.refused import discard_refused
from plans.actions.reporting import return_report, submit_report
from plans.models import RefusedValue
from plans.queries.access import standing_today
from plans.tests.factories import cell_of
from workflow.transitions import NOT_YOURS, Refusal, Side

TOO_LONG = "৫" * 4001
UNREADABLE = "-৫"
WHY = Sentence("কারণ", "why")


@pytest.fixture
def plan(plan_of_size):
    return plan_of_size(3)


def enter(plan, text, by, *, number="1.1", version=None, quarter=1):
    """Types as on the entry page; raises what the page tells."""
    cell = cell_of(plan, number, quarter)
    seen = cell.version if version is None else version
    entered = entered_of(by, TypedCell(cell.pk, text, seen))
    if entered.why_not:
        raise entered.why_not
    return entered.recorded


def entered_of(by, *typed):
    _, (first, *_) = enter_cells(typed=typed, by=standing_today(by), among=None)
    return first


def refuse(plan, by, *, number="1.1", text=TOO_LONG):
    entered_of(by, TypedCell(cell_of(plan, number, 1).pk, text, no_value=WHY))
    return RefusedValue.objects.get(cell=cell_of(plan, number, 1), by=by)


def submit(plan, by):
    return submit_report(report=plan.reports.get(quarter=1), by=by)


def test_what_no_cell_takes_is_kept_as_typed_with_the_sentence(plan, alice):
    kept = refuse(plan, alice)
    assert (kept.text, kept.reason, kept.by) == (TOO_LONG, "refused", alice)
    assert (kept.sentence_bn, kept.sentence_en) == (WHY.bn, WHY.en)
    assert cell_of(plan, "1.1", 1).achievement.is_blank


def test_the_latest_refused_text_of_a_person_is_kept(plan, alice, bob):
    refuse(plan, alice)
    refuse(plan, alice, text="-৬")
    refuse(plan, bob, text="-৭")
    assert sorted(RefusedValue.objects.values_list("text", flat=True)) == ["-৬", "-৭"]


def test_what_lost_against_a_colleague_is_kept(plan, alice, bob):
    enter(plan, "২", bob)
    with pytest.raises(StaleVersionError):
        enter(plan, "৩", alice, version=0)
    kept = RefusedValue.objects.get()
    assert (kept.text, kept.reason, kept.by) == ("৩", "conflict", alice)
    assert "bob" in kept.sentence_bn


def test_what_came_after_the_report_was_handed_in_is_kept(plan, alice, bob):
    submit(plan, bob)
    with pytest.raises(Refusal):
        enter(plan, "৩", alice)
    assert RefusedValue.objects.get().text == "৩"


def test_nothing_is_kept_of_who_does_not_enter(plan, rita, charlie):
    for person in (rita, charlie):
        with pytest.raises(Refusal):
            enter(plan, "৩", person)
    assert not RefusedValue.objects.exists()


@pytest.mark.parametrize("mended", ["১", ""])
def test_a_value_that_is_taken_mends_it(plan, alice, mended):
    refuse(plan, alice)
    enter(plan, mended, alice)
    assert not RefusedValue.objects.exists()
    assert submit(plan, alice).receipt


def test_a_colleague_who_writes_something_does_not_mend_it_unseen(plan, alice, bob):
    refuse(plan, alice)
    enter(plan, "১", bob)
    assert RefusedValue.objects.get().by == alice


@pytest.mark.parametrize("who", ["alice", "bob"])
def test_nobody_hands_in_over_it_and_the_refusal_names_the_rows(plan, alice, request, who):
    refuse(plan, alice)
    refuse(plan, alice, number="1.3")
    with pytest.raises(Refusal) as refused:
        submit(plan, request.getfixturevalue(who))
    assert "১.১, ১.৩" in refused.value.sentence.bn
    assert plan.reports.get(quarter=1).state == "draft"


def test_another_quarter_is_handed_in_all_the_same(plan, alice):
    refuse(plan, alice)
    cell = cell_of(plan, "1.1", 1)
    RefusedValue.objects.update(cell=cell_of(plan, "1.1", 2))
    assert submit(plan, alice).receipt
    assert cell.achievement.is_blank


@pytest.mark.parametrize("who", ["alice", "bob"])
def test_whoever_enters_for_the_office_gives_it_up_and_the_ledger_says_so(plan, alice, request, who):
    by = request.getfixturevalue(who)
    discard_refused(refused=refuse(plan, alice), by=by)
    assert not RefusedValue.objects.exists()
    event = plan.events.order_by("sequence").last()
    assert (event.verb, event.subject, event.by, event.before["text"]) == ("discard_refused", "1.1 q1", by, TOO_LONG)
    assert submit(plan, alice).receipt


@pytest.mark.parametrize("who", ["charlie", "rita", "administrator"])
def test_nobody_else_gives_it_up(plan, alice, request, who):
    kept = refuse(plan, alice)
    with pytest.raises(Refusal) as refused:
        discard_refused(refused=kept, by=request.getfixturevalue(who))
    assert refused.value.sentence == NOT_YOURS[Side.ENTERING]
    assert RefusedValue.objects.exists()


def test_a_stored_value_nobody_understood_is_not_handed_in_either(plan, alice):
    enter(plan, UNREADABLE, alice, number="1.2")
    with pytest.raises(Refusal) as refused:
        submit(plan, alice)
    assert "১.২" in refused.value.sentence.bn
    enter(plan, "কথায় লেখা", alice, number="1.2")
    assert submit(plan, alice).receipt


def test_what_was_kept_while_the_report_was_away_stands_when_it_is_back(plan, alice, rita):
    submit(plan, alice)
    with pytest.raises(Refusal):
        enter(plan, "৩", alice)
    return_report(report=plan.reports.get(quarter=1), reason="দেখুন", by=rita)
    with pytest.raises(Refusal):
        submit(plan, alice)


@pytest.mark.parametrize(("text", "kept"), [("ক" * 20_001, "ক" * 20_000), ("১\x00২", "১␀২")])
def test_what_no_database_takes_is_kept_as_far_as_it_can_be(plan, alice, text, kept):
    stored = entered_of(alice, TypedCell(cell_of(plan, "1.1", 1).pk, text, no_value=WHY)).kept
    stored.refresh_from_db()
    assert stored.text == kept
    assert ("20,000" in stored.sentence_en) is (len(text) > 20_000)
    assert stored.at <= timezone.now()


@pytest.mark.parametrize("label", ["লক্ষ্যমাত্রা", "অর্জন", "প্রকৃত অর্জন", " লক্ষ্যমাত্রা/ অর্জন", "Achieved"])
def test_a_label_of_the_form_is_no_achievement(plan, alice, label):
    recorded = record_achievement(cell=cell_of(plan, "1.1", 1), value=label, version=0, by=alice)
    assert recorded.cell.achievement.state is ValueState.UNREADABLE
    assert "ফরমের শিরোনাম" in recorded.reading.doubts[0].sentence.bn
