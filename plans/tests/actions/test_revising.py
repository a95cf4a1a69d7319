"""Owns the proof that a revised target is asked for, decided and kept: what was judged stays, later quarters follow."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from marking.score import score
from offices.models import FiscalYear, RevisionExtension
from offices.queries.deadlines import revisions_close
from plan_tree.terms import QUARTERS
from plans.actions.achievements import record_achievement
from plans.actions.ledger import is_chain_whole
from plans.actions.reporting import NEEDS_REASON, return_report, submit_report
from plans.actions.revising import (
    NEEDS_TARGET,
    NOTHING_ASKED,
    ask_for_revision,
    decide_on_revision,
    targets_of,
    withdraw_revision,
)
from plans.actions.row_writes import UnreadableError
from plans.models import Indicator, TargetRevision
from plans.queries.replay import mismatches
from plans.queries.scorecards import stored_scorecard
from plans.queries.trees import load_rows_of, load_tree
from plans.tests.factories import cell_of
from plans.tests.stepping import approve_through, submit_through
from workflow.revising import (
    ALREADY_ASKED,
    ANOTHERS_REQUEST,
    DECIDED,
    OWN_REQUEST,
    TARGET_MOVED,
    WINDOW_CLOSED,
    WITHDRAWN,
)
from workflow.transitions import NOT_YOURS, Refusal, Side

REASON = "বরাদ্দ কমেছে"


def open_window(plan):
    """The window of the plan's year stands open, whatever the day of the test."""
    plan.year.revisions_until = timezone.localdate() + timedelta(1)
    plan.year.save()


def row_of(plan, number="1.1"):
    return Indicator.objects.select_related("activity__area").get(activity__area__plan=plan, number=number)


def ask(plan, by, texts, *, number="1.1", reason=REASON):
    return ask_for_revision(indicator=row_of(plan, number), texts=texts, reason=reason, by=by)


def decide(revision, by, *, granted=True, reason="যুক্তিসঙ্গত"):
    return decide_on_revision(revision=revision, granted=granted, reason=reason, by=by)


def record(plan, quarter, text, by, number="1.1"):
    cell = cell_of(plan, number, quarter)
    return record_achievement(cell=cell, value=text, version=cell.version, by=by)


def earned(plan):
    return [str(plan.reports.get(quarter=quarter).earned) for quarter in QUARTERS]


def proves(command):
    try:
        call_command(command, "--json")
    except SystemExit as ended:
        return ended.code == 0
    return True


@pytest.fixture
def plan(plan_of_size):
    """Four things to do in the year, one in a quarter, and a mark for all of them."""
    plan = plan_of_size(1)
    open_window(plan)
    return plan


@pytest.fixture
def judged(plan, alice, rita):
    """One was done in the first quarter, which is approved with a quarter of a mark."""
    record(plan, 1, "১", alice)
    approve_through(plan, 1, by=alice, reviewer=rita)
    return plan


def test_what_was_approved_stays_and_the_new_target_counts_from_the_next_quarter(judged, alice, rita):
    record(judged, 2, "১", alice)
    assert earned(judged) == ["0.25", "0.50", "0.50", "0.50"]
    decide(ask(judged, alice, {"100%": "২"}), rita)
    assert earned(judged) == ["0.25", "1.00", "1.00", "1.00"]
    assert TargetRevision.objects.get().counts_from == 2


def test_the_figure_under_the_new_target_is_known_beside_the_frozen_one(judged, alice, rita):
    decide(ask(judged, alice, {"100%": "২"}), rita)
    tree, policy = load_tree(judged), judged.policy.as_policy()
    assert score(tree, policy, through=1).earned == Decimal("0.25")
    assert score(tree.as_revised, policy, through=1).earned == Decimal("0.50")


def test_stored_figures_and_the_ledger_are_proved_after_it(judged, alice, rita, capsys):
    decide(ask(judged, alice, {"100%": "২", "q4": ""}), rita)
    ask(judged, alice, {"q3": "২"})
    assert mismatches(judged) == []
    assert is_chain_whole(judged.pk)
    assert proves("verify_scorecards")
    assert json.loads(capsys.readouterr().out)["differences"] == []
    assert proves("verify_events")


def test_many_plans_at_once_are_read_with_what_was_revised(judged, alice, rita):
    decide(ask(judged, alice, {"100%": "২"}), rita)
    tree = load_rows_of([judged])[judged.pk].tree
    assert [str(score(tree, judged.policy.as_policy(), through=each).earned) for each in (1, 2)] == ["0.25", "0.50"]


def test_a_second_revision_leaves_each_quarter_the_target_it_was_judged_by(judged, alice, rita):
    decide(ask(judged, alice, {"100%": "২"}), rita)
    approve_through(judged, 2, by=alice, reviewer=rita)
    decide(ask(judged, alice, {"100%": "১"}), rita)
    assert earned(judged) == ["0.25", "0.50", "1.00", "1.00"]
    texts = [load_tree(judged).as_judged_in(each).indicators[0].annual.text for each in QUARTERS]
    assert texts == ["৪", "২", "১", "১"]
    assert proves("verify_scorecards")


def test_a_quarter_that_was_sent_back_is_judged_by_what_was_granted_since(judged, alice, rita):
    submit_through(judged, 2, by=alice)
    decide(ask(judged, alice, {"100%": "২"}), rita)  # counts from the third
    return_report(report=judged.reports.get(quarter=2), reason="আবার", by=rita)
    assert load_tree(judged).as_judged_in(2).indicators[0].annual.text == "৪"
    decide(ask(judged, alice, {"100%": "১"}), rita)
    texts = [load_tree(judged).as_judged_in(each).indicators[0].annual.text for each in QUARTERS]
    assert texts == ["৪", "১", "১", "১"]


def test_a_refused_request_changes_no_mark_and_no_target(judged, alice, rita):
    asked = ask(judged, alice, {"100%": "২"})
    assert earned(judged) == ["0.25", "0.25", "0.25", "0.25"]
    decided = decide(asked, rita, granted=False, reason="বরাদ্দ আছে")
    assert (decided.granted, decided.counts_from, decided.decision_reason) == (False, None, "বরাদ্দ আছে")
    assert row_of(judged).annual.text == "৪"
    assert earned(judged) == ["0.25", "0.25", "0.25", "0.25"]
    assert load_tree(judged).indicators[0].revisions == ()


def test_old_and_new_stand_in_the_request_and_in_the_ledger(judged, alice, rita):
    decide(ask(judged, alice, {"100%": "২", "q2": "১", "q4": "০"}), rita)
    revised = TargetRevision.objects.get().revised
    assert [(each.place, each.old.text, each.new.text) for each in revised] == [("100%", "৪", "২"), ("q4", "১", "০")]
    told = list(judged.events.order_by("sequence"))[-4:]
    assert [(each.verb, each.subject, each.by) for each in told] == [
        ("ask_for_revision", "1.1", alice),
        ("grant_revision", "1.1", rita),
        ("revise_target", "1.1 100%", rita),
        ("revise_target", "1.1 q4", rita),
    ]
    assert told[0].after["reason"] == REASON
    assert told[1].after == {"reason": "যুক্তিসঙ্গত", "counts_from": "q2"}
    assert (told[3].before["target"]["text"], told[3].after["target"]["text"]) == ("১", "০")
    assert (told[3].indicator, told[3].quarter) == (row_of(judged), 4)


@pytest.mark.parametrize("text", ["৩১/০২/২০২৪", "৫০%%%"])
def test_a_target_that_is_not_understood_is_not_taken(judged, alice, text):
    with pytest.raises(UnreadableError):
        ask(judged, alice, {"100%": text})
    assert not TargetRevision.objects.exists()


@pytest.mark.parametrize(
    ("texts", "reason", "sentence"),
    [
        ({"100%": "২"}, " ", NEEDS_REASON),
        ({"100%": "4", "q2": "1"}, REASON, NOTHING_ASKED),  # the same in other digits
        ({}, REASON, NOTHING_ASKED),
        ({"q7": "২", "80%": "১"}, REASON, NOTHING_ASKED),  # no such places
        ({"100%": ""}, REASON, NEEDS_TARGET),
    ],
)
def test_a_request_needs_a_reason_and_something_else_than_stands(judged, alice, texts, reason, sentence):
    with pytest.raises(Refusal) as refused:
        ask(judged, alice, texts, reason=reason)
    assert refused.value.sentence == sentence


def test_the_target_of_a_quarter_that_was_handed_in_stays(judged, alice):
    with pytest.raises(Refusal) as refused:
        ask(judged, alice, {"q1": "২"})
    assert refused.value.sentence.bn.startswith("১ম কোয়ার্টারের")


def test_a_quarter_that_was_handed_in_since_keeps_its_target(judged, alice, rita):
    asked = ask(judged, alice, {"q2": "২"})
    submit_report(report=judged.reports.get(quarter=2), by=alice)
    with pytest.raises(Refusal) as refused:
        decide(asked, rita)
    assert refused.value.sentence.bn.startswith("২য় কোয়ার্টারের")
    assert cell_of(judged, "1.1", 2).target.text == "১"


def test_a_row_is_asked_about_once_at_a_time(judged, alice, rita):
    first = ask(judged, alice, {"100%": "২"})
    with pytest.raises(Refusal) as refused:
        ask(judged, alice, {"100%": "৩"})
    assert refused.value.sentence == ALREADY_ASKED
    decide(first, rita, granted=False)
    ask(judged, alice, {"100%": "৩"})


def test_a_target_that_moved_meanwhile_is_not_written_over(plan, alice, rita):
    asked = ask(plan, alice, {"100%": "২"})
    row_of(plan).graded_targets.update(target_text="৮", target_quantity=8)
    with pytest.raises(Refusal) as refused:
        decide(asked, rita)
    assert refused.value.sentence == TARGET_MOVED
    decide(asked, rita, granted=False)
    assert row_of(plan).annual.text == "৮"


@pytest.mark.parametrize(
    ("who", "sentence"), [("charlie", NOT_YOURS[Side.ENTERING]), ("rita", NOT_YOURS[Side.ENTERING])]
)
def test_only_the_office_asks(judged, request, who, sentence):
    with pytest.raises(Refusal) as refused:
        ask(judged, request.getfixturevalue(who), {"100%": "২"})
    assert refused.value.sentence == sentence


@pytest.mark.parametrize("who", ["alice", "bob", "charlie"])
def test_only_the_office_above_decides(judged, alice, request, who):
    asked = ask(judged, alice, {"100%": "২"})
    with pytest.raises(Refusal) as refused:
        decide(asked, request.getfixturevalue(who))
    assert refused.value.sentence == NOT_YOURS[Side.REVIEWING]


def test_nobody_decides_on_an_own_request_and_none_is_decided_twice(judged, alice, rita):
    asked = ask(judged, alice, {"100%": "২"})
    TargetRevision.objects.update(asked_by=rita)
    with pytest.raises(Refusal) as refused:
        decide(asked, rita)
    assert refused.value.sentence == OWN_REQUEST
    TargetRevision.objects.update(asked_by=alice)
    with pytest.raises(Refusal) as refused:
        decide(asked, rita, reason="")
    assert refused.value.sentence == NEEDS_REASON
    decide(asked, rita)
    with pytest.raises(Refusal) as refused:
        decide(asked, rita)
    assert refused.value.sentence == DECIDED


def test_the_window_closes_on_30_september_unless_the_year_or_an_office_is_given_another_day(industries, alice, rita):
    year, office = industries.year, industries.office
    assert revisions_close(office, year) == date(2020, 9, 30)
    with pytest.raises(Refusal) as refused:
        ask(industries, alice, {"q4": "৩০/৪/২০২১"}, number="3.2")
    assert refused.value.sentence == WINDOW_CLOSED
    FiscalYear.objects.filter(pk=year.pk).update(revisions_until=date(2020, 10, 31))
    year.refresh_from_db()
    assert revisions_close(office, year) == date(2020, 10, 31)
    RevisionExtension.objects.create(
        year=year, office=office, until=timezone.localdate(), reason="বন্যা", granted_by=rita
    )
    ask(industries, alice, {"q4": "৩০/৪/২০২১"}, number="3.2")


def test_what_was_asked_for_in_time_is_decided_after_the_window_closed(judged, alice, rita):
    asked = ask(judged, alice, {"100%": "২"})
    FiscalYear.objects.update(revisions_until=None)
    assert decide(asked, rita).granted


def test_the_rows_3_2_and_3_3_of_the_integrity_plan_are_mended(industries, alice, rita):
    """Both print a target of the fourth quarter dated before the fiscal year."""
    open_window(industries)
    for number, text in (("3.2", "৩০/৪/২০২১"), ("3.3", "৩০/৬/২০২১")):
        row = row_of(industries, number)
        assert targets_of(row)["q4"].dates < (date(2020, 7, 1),)
        decide(ask(industries, alice, {"100%": text, "q4": text}, number=number), rita)
        assert targets_of(row)["q4"].text == text
    known = load_tree(industries).by_number
    assert [known[number][1].revisions[-1].targets[-1].old.dates[0].year for number in ("3.2", "3.3")] == [2020, 2020]
    assert proves("verify_scorecards")


def test_a_grade_of_the_egovernance_form_is_revised(labour, charlie, rita):
    open_window(labour)
    row = row_of(labour, "1.6.1")
    assert [(place, value.text) for place, value in targets_of(row).items()][:3] == [
        ("100%", "৪"),
        ("80%", "৩"),
        ("60%", "২"),
    ]
    submit_report(report=labour.reports.get(quarter=1), by=charlie)
    before = stored_scorecard(labour.reports.get(quarter=1))
    decide(ask(labour, charlie, {"60%": "১"}, number="1.6.1"), rita)
    assert stored_scorecard(labour.reports.get(quarter=1)) == before
    mark = next(each for each in stored_scorecard(labour.reports.get(quarter=2)).marks if each.number == "1.6.1")
    assert str(mark.earned) == "2.40"  # 60 % of 4: one of four now reaches the lowest grade


@pytest.mark.parametrize(
    "columns",
    [
        {"reason": ""},
        {"granted": True},
        {"granted": False, "decision_reason": "না"},
        {"granted": True, "decision_reason": "হ্যাঁ", "decided_at": "2020-10-01T00:00Z", "counts_from": None},
        {"counts_from": 2},
    ],
)
def test_the_database_keeps_no_half_decision(judged, alice, columns):
    ask(judged, alice, {"100%": "২"})
    with pytest.raises(IntegrityError), transaction.atomic():
        TargetRevision.objects.update(**columns)


# --- taken back ------------------------------------------------------------------------------------------------------


def test_who_asked_takes_the_request_back_and_the_ledger_tells(plan, alice):
    asked = ask(plan, alice, {"100%": "৩"})
    withdraw_revision(revision=asked, by=alice)
    event = plan.events.latest("sequence")
    assert (event.verb, event.subject, event.by) == ("withdraw_revision", "1.1", alice)
    assert row_of(plan).annual.text == "৪"
    assert is_chain_whole(plan)
    assert mismatches(plan) == []


def test_a_request_taken_back_is_decided_no_more_and_another_can_be_made(plan, alice, rita):
    asked = ask(plan, alice, {"100%": "৩"})
    withdraw_revision(revision=asked, by=alice)
    for again in (lambda: decide(asked, rita), lambda: withdraw_revision(revision=asked, by=alice)):
        with pytest.raises(Refusal) as refused:
            again()
        assert refused.value.sentence == WITHDRAWN
    decide(ask(plan, alice, {"100%": "২"}), rita)
    assert row_of(plan).annual.text == "২"


def test_only_who_asked_and_still_enters_takes_it_back(plan, alice, bob, rita):
    asked = ask(plan, alice, {"100%": "৩"})
    for person, sentence in ((bob, ANOTHERS_REQUEST), (rita, NOT_YOURS[Side.ENTERING])):
        with pytest.raises(Refusal) as refused:
            withdraw_revision(revision=asked, by=person)
        assert refused.value.sentence == sentence
    alice.memberships.update(until="2020-06-30")
    with pytest.raises(Refusal):
        withdraw_revision(revision=asked, by=alice)
    assert TargetRevision.objects.get().withdrawn_at is None


@pytest.mark.parametrize("granted", [True, False])
def test_what_was_decided_is_not_taken_back(plan, alice, rita, granted):
    asked = decide(ask(plan, alice, {"100%": "৩"}), rita, granted=granted)
    with pytest.raises(Refusal) as refused:
        withdraw_revision(revision=asked, by=alice)
    assert refused.value.sentence == DECIDED


def test_the_database_knows_no_request_that_was_taken_back_and_decided(plan, alice, rita):
    asked = decide(ask(plan, alice, {"100%": "৩"}), rita, granted=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        TargetRevision.objects.filter(pk=asked.pk).update(withdrawn_at=timezone.now())
