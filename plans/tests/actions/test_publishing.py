"""Owns the proof of publishing: by whom, of what, with an event, and back again."""

import pytest
from django.db import IntegrityError, transaction

from offices.models import Role
from offices.tests.people import add_person
from plans.actions.ledger import is_chain_whole
from plans.actions.publishing import publish_report, withdraw_report
from plans.actions.reporting import approve_report, return_report, submit_report
from plans.models import Event, QuarterReport
from workflow.transitions import Refusal


@pytest.fixture
def report(plan_of_size):
    return plan_of_size(2).reports.get(quarter=1)


@pytest.fixture
def approved(report, alice, rita):
    return approve_report(report=submit_report(report=report, by=alice), by=rita)


def is_published(report):
    return QuarterReport.objects.get(pk=report.pk).published_at is not None


def test_nothing_is_published_by_itself(approved):
    assert not is_published(approved)


def test_a_focal_point_publishes_and_withdraws(approved, alice):
    published = publish_report(report=approved, by=alice)
    assert (published.published_by, is_published(approved)) == (alice, True)
    withdraw_report(report=approved, by=alice)
    assert not is_published(approved)


def test_the_head_of_the_office_publishes(approved, industries_office):
    publish_report(report=approved, by=add_person("head", industries_office, Role.HEAD))
    assert is_published(approved)


@pytest.mark.parametrize("who", ["charlie", "rita", "administrator"])
def test_others_neither_publish_nor_withdraw(request, approved, alice, who):
    person = request.getfixturevalue(who)
    with pytest.raises(Refusal, match="Only the head or the focal point"):
        publish_report(report=approved, by=person)
    publish_report(report=approved, by=alice)
    with pytest.raises(Refusal, match="Only the head or the focal point"):
        withdraw_report(report=approved, by=person)
    assert is_published(approved)


def test_only_what_is_approved_is_published(report, alice, rita):
    for step in (lambda: None, lambda: submit_report(report=report, by=alice)):
        step()
        with pytest.raises(Refusal, match="Only an approved report"):
            publish_report(report=report, by=alice)
    return_report(report=report, reason="কারণ", by=rita)
    with pytest.raises(Refusal, match="Only an approved report"):
        publish_report(report=report, by=alice)
    assert not Event.objects.filter(verb="publish_report").exists()


def test_what_is_done_already_is_not_done_again(approved, alice, bob):
    with pytest.raises(Refusal, match="not published"):
        withdraw_report(report=approved, by=alice)
    publish_report(report=approved, by=alice)
    with pytest.raises(Refusal, match="published already"):
        publish_report(report=approved, by=bob)


def test_both_steps_stand_in_the_ledger(approved, alice):
    publish_report(report=approved, by=alice)
    withdraw_report(report=approved, by=alice)
    told = Event.objects.filter(plan=approved.plan, verb__in=["publish_report", "withdraw_report"]).order_by("sequence")
    assert [(event.verb, event.subject, event.by, event.after) for event in told] == [
        ("publish_report", "q1", alice, {"published": True}),
        ("withdraw_report", "q1", alice, {"published": False}),
    ]
    assert is_chain_whole(approved.plan_id)


def test_the_database_itself_keeps_what_is_not_approved_from_the_public(report, alice):
    for broken in ({"published_by": alice, "published_at": "2026-01-01T00:00Z"}, {"published_by": alice}):
        with pytest.raises(IntegrityError), transaction.atomic():
            QuarterReport.objects.filter(pk=report.pk).update(**broken)
