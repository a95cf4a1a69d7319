"""Owns the proof that "not applicable" is asked for by the office and counts only once a reviewer has granted it."""

from decimal import Decimal
from importlib import import_module
from itertools import product

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, transaction

from marking.exemptions import granted_when_declared
from marking.score import score
from marking.scorecard import MarkStatus
from plan_tree.terms import Exemption
from plans.actions.achievements import record_achievement
from plans.actions.exempting import NOT_ASKED, decide_exemption
from plans.actions.league import enter_league
from plans.actions.ledger import is_chain_whole
from plans.actions.reporting import NEEDS_REASON, approve_report, assess_cell, return_report, submit_report
from plans.actions.scoring import store_scorecard
from plans.models import LeagueEntry, QuarterCell
from plans.queries.scorecards import stored_scorecard
from plans.queries.trees import load_tree
from plans.tests.factories import cell_of
from workflow.transitions import NOT_NOW, NOT_YOURS, Refusal, ReportState, Side

REASON = "এ দপ্তরে এমন কাজ নেই"
ask_again = import_module("plans.migrations.0015_ask_for_exemptions").ask


def record(plan, number, text, by, quarter=1):
    cell = cell_of(plan, number, quarter)
    return record_achievement(cell=cell, value=text, version=cell.version, by=by)


def decide(plan, by, *, granted=True, reason=REASON, number="1.1", quarter=1):
    return decide_exemption(cell=cell_of(plan, number, quarter), granted=granted, reason=reason, by=by)


def mark_of(plan, number="1.1", quarter=1):
    card = stored_scorecard(plan.reports.get(quarter=quarter))
    return next(mark for mark in card.marks if mark.number == number)


@pytest.fixture
def asked(plan_of_size, alice):
    """Three indicators of one mark each: 1.1 said to be not applicable, 1.2 done, the quarter handed in."""
    plan = plan_of_size(3)
    record(plan, "1.1", "প্রযোজ্য নয়", alice)
    record(plan, "1.2", "১", alice)
    submit_report(report=plan.reports.get(quarter=1), by=alice)
    return plan


def figures(plan, quarter=1):
    report = plan.reports.get(quarter=quarter)
    return str(report.earned), report.possible


def test_what_an_office_calls_not_applicable_stays_in_the_possible_marks(asked):
    assert figures(asked) == ("0.25", 3)
    mark = mark_of(asked)
    assert (mark.status, mark.possible, mark.earned) == (MarkStatus.EXEMPTION_ASKED, 1, 0)
    assert mark.steps[-1].sentence.bn.endswith("গণ্য হয় ০ / ১")


def test_saying_not_applicable_never_lifts_the_place_in_the_comparison(plan_of_size, alice):
    plan = plan_of_size(3)
    record(plan, "1.2", "১", alice)
    before = LeagueEntry.objects.get(plan=plan, quarter=1).percent
    record(plan, "1.1", "প্রযোজ্য নয়", alice)
    assert LeagueEntry.objects.get(plan=plan, quarter=1).percent == before


def test_granting_leaves_it_out_of_obtained_and_possible_marks(asked, rita):
    decide(asked, rita)
    assert figures(asked) == ("0.25", 2)
    assert LeagueEntry.objects.get(plan=asked, quarter=1).percent == Decimal("50.00")
    mark = mark_of(asked)
    assert (mark.status, mark.possible, mark.left_out) == (MarkStatus.NOT_APPLICABLE, 0, 1)
    assert REASON in mark.steps[-1].sentence.bn
    assert "rita" in mark.steps[-1].sentence.en


def test_refusing_leaves_it_possible_and_says_why(asked, rita):
    decide(asked, rita, granted=False)
    assert figures(asked) == ("0.25", 3)
    mark = mark_of(asked)
    assert (mark.status, mark.possible) == (MarkStatus.ZERO, 1)
    assert REASON in mark.steps[-1].sentence.bn


def test_the_answer_stands_in_the_ledger_with_its_reason(asked, rita):
    decide(asked, rita, granted=False)
    decide(asked, rita)
    told = [(event.verb, event.subject, event.before, event.after) for event in asked.events.order_by("sequence")][-2:]
    refused, granted = ({"granted": answer, "reason": REASON} for answer in (False, True))
    assert told == [("refuse_exemption", "1.1 q1", None, refused), ("grant_exemption", "1.1 q1", refused, granted)]
    assert is_chain_whole(asked.pk)


@pytest.mark.parametrize("granted", [True, False])
def test_another_achievement_withdraws_the_answer(asked, rita, alice, granted):
    decide(asked, rita, granted=granted)
    return_report(report=asked.reports.get(quarter=1), reason="আবার দেখুন", by=rita)
    record(asked, "1.1", "১", alice)
    assert cell_of(asked, "1.1", 1).exemption_granted is None
    event = asked.events.order_by("sequence").last()
    assert (event.verb, event.before, event.by) == ("withdraw_exemption", {"granted": granted, "reason": REASON}, alice)
    record(asked, "1.1", "প্রযোজ্য নয়", alice)
    assert mark_of(asked).status is MarkStatus.EXEMPTION_ASKED


def test_granting_takes_the_place_of_marks_assessed_in_the_same_cell(asked, rita):
    assess_cell(cell=cell_of(asked, "1.1", 1), marks=Decimal("0.5"), reason="আংশিক", by=rita)
    decide(asked, rita)
    assert cell_of(asked, "1.1", 1).assessed_marks is None
    assert mark_of(asked).status is MarkStatus.NOT_APPLICABLE
    assert asked.events.order_by("sequence").last().verb == "withdraw_assessment"


def test_marks_assessed_after_granting_count(asked, rita):
    decide(asked, rita)
    assess_cell(cell=cell_of(asked, "1.1", 1), marks=Decimal("0.5"), reason="আংশিক", by=rita)
    assert (mark_of(asked).status, mark_of(asked).earned) == (MarkStatus.ASSESSED, Decimal("0.50"))


def test_a_grant_holds_for_the_quarters_that_go_on_saying_so(asked, rita, alice):
    decide(asked, rita)
    record(asked, "1.1", "N/A", alice, quarter=2)
    assert mark_of(asked, quarter=2).status is MarkStatus.NOT_APPLICABLE
    record(asked, "1.1", "১", alice, quarter=2)
    assert mark_of(asked, quarter=2).status is MarkStatus.PARTIAL


# --- who, when, about what -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("reason", ["", "  "])
def test_an_answer_needs_a_reason(asked, rita, reason):
    with pytest.raises(Refusal) as refused:
        decide(asked, rita, reason=reason)
    assert refused.value.sentence == NEEDS_REASON


def test_what_the_office_does_not_call_so_is_nothing_to_grant(asked, rita):
    with pytest.raises(Refusal) as refused:
        decide(asked, rita, number="1.2")
    assert refused.value.sentence == NOT_ASKED


@pytest.mark.parametrize("who", ["alice", "bob", "charlie", "administrator"])
def test_only_the_reviewing_side_answers(asked, request, who):
    with pytest.raises(Refusal) as refused:
        decide(asked, request.getfixturevalue(who))
    assert refused.value.sentence == NOT_YOURS[Side.REVIEWING]


@pytest.mark.parametrize(
    ("state", "granted"), [*product([ReportState.DRAFT, ReportState.RETURNED, ReportState.APPROVED], [True, False])]
)
def test_an_answer_is_given_to_a_submitted_report_only(asked, rita, state, granted):
    report = asked.reports.get(quarter=1)
    if state is ReportState.RETURNED:
        return_report(report=report, reason="দেখুন", by=rita)
    elif state is ReportState.APPROVED:
        approve_report(report=report, by=rita)
    quarter = 2 if state is ReportState.DRAFT else 1
    with pytest.raises(Refusal) as refused:
        decide(asked, rita, granted=granted, quarter=quarter)
    assert refused.value.sentence == NOT_NOW[state]


@pytest.mark.parametrize("lacking", [{"exemption_reason": ""}, {"exemption_by": None}, {"exemption_granted": None}])
def test_the_database_keeps_an_answer_whole(asked, rita, lacking):
    cell = decide(asked, rita)
    with pytest.raises(IntegrityError), transaction.atomic():
        QuarterCell.objects.filter(pk=cell.pk).update(**lacking)


# --- what was stored before there were answers -----------------------------------------------------------------------


def as_before(plan, quarter):
    """The stored figures as the rule before gave them: what was said to be not applicable was left out."""
    facts = granted_when_declared(load_tree(plan), Exemption(True, "", "", plan.created_at.date()))
    report = plan.reports.get(quarter=quarter)
    store_scorecard(report, score(facts, plan.policy.as_policy(), through=quarter))
    return report


@pytest.fixture
def landed(asked, rita, alice, unguarded):
    """A first quarter approved and a second one in the making, stored by the rule before."""
    record(asked, "1.1", "প্রযোজ্য নয়", alice, quarter=2)
    record(asked, "1.3", "১", alice, quarter=2)
    approve_report(report=asked.reports.get(quarter=1), by=rita)
    for quarter in (1, 2, 3, 4):
        report = as_before(asked, quarter)
        if report.frozen_switches:
            del report.frozen_switches["exemption"]
        report.save()
    enter_league(asked)
    return asked


def test_figures_stored_before_stay_where_they_were_signed_and_become_requests_where_not(landed, capsys):
    assert [figures(landed, quarter)[1] for quarter in (1, 2, 3, 4)] == [2, 2, 2, 2]
    ask_again(apps, None)
    assert [figures(landed, quarter)[1] for quarter in (1, 2, 3, 4)] == [2, 3, 3, 3]
    assert mark_of(landed, quarter=1).status is MarkStatus.NOT_APPLICABLE
    assert mark_of(landed, quarter=2).status is MarkStatus.EXEMPTION_ASKED
    call_command("verify_scorecards")
    assert "0 differences" in capsys.readouterr().out
