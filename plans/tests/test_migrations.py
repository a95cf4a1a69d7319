"""Owns the proof that what is stored goes along when the tables change."""

from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps

from plans.actions.reporting import return_report, submit_report
from plans.models import LeagueEntry, QuarterReport, Receipt


def test_the_league_is_filled_with_what_was_due_from_the_stored_scorecards(labour):
    """As it stood before: percentages of the whole year, and nothing about what was due."""
    expected = list(LeagueEntry.objects.order_by("quarter").values("due", "percent", "ranked_by", "shares"))
    assert expected[0]["percent"] == Decimal("37.93")
    LeagueEntry.objects.update(due=0, percent=22, ranked_by=None, shares={"area-1": 38, "area-2": 0})
    import_module("plans.migrations.0013_fill_what_was_due").fill(apps, None)
    assert list(LeagueEntry.objects.order_by("quarter").values("due", "percent", "ranked_by", "shares")) == expected


@pytest.mark.parametrize(
    ("state", "ranked"), [("draft", False), ("submitted", True), ("returned", False), ("approved", True)]
)
def test_only_what_was_handed_in_is_ranked_when_the_league_is_filled(labour, state, ranked):
    LeagueEntry.objects.update(due=0, percent=22, ranked_by=None, state=state)
    import_module("plans.migrations.0013_fill_what_was_due").fill(apps, None)
    entry = LeagueEntry.objects.get(quarter=1)
    assert entry.ranked_by == (entry.percent if ranked else None)


# --- receipts ----------------------------------------------------------------------------------------------------


@pytest.fixture
def overwritten(plan_of_size, alice, bob, rita):
    """A report handed in twice and approved, as it stood when a later round wrote over the receipt of the first."""
    plan = plan_of_size(1)
    report = submit_report(report=plan.reports.get(quarter=1), by=alice)
    return_report(report=report, reason="কারণ", by=rita)
    report = submit_report(report=report, by=bob)
    last = report.receipts.last()
    now = {"submitted_by": bob, "submitted_at": last.submitted_at, "receipt": last.number}
    QuarterReport.objects.filter(pk=report.pk).update(**now)
    plan.league_entries.filter(quarter=1).update(submitted_at=last.submitted_at)
    Receipt.objects.all().delete()
    return report


def test_rounds_the_ledger_knows_get_receipts_and_the_report_bears_the_first(overwritten, alice, bob):
    last = QuarterReport.objects.get(pk=overwritten.pk)
    import_module("plans.migrations.0021_fill_receipts").fill(apps, None)
    one, two = overwritten.receipts.all()
    first = overwritten.plan.events.filter(verb="submit_report").order_by("sequence").first()
    assert (one.round, one.number, one.submitted_by, one.submitted_at) == (1, "", alice, first.at)
    assert (two.round, two.number, two.submitted_by, two.submitted_at) == (2, last.receipt, bob, last.submitted_at)
    report = QuarterReport.objects.get(pk=overwritten.pk)
    assert (report.receipt, report.submitted_by, report.submitted_at) == ("", alice, first.at)
    assert overwritten.plan.league_entries.get(quarter=1).submitted_at == first.at


def test_going_back_the_report_bears_the_last_round_again(overwritten):
    before = QuarterReport.objects.filter(pk=overwritten.pk).values().get()
    filling = import_module("plans.migrations.0021_fill_receipts")
    filling.fill(apps, None)
    filling.bear_the_last(apps, None)
    assert QuarterReport.objects.filter(pk=overwritten.pk).values().get() == before


def test_a_report_handed_in_once_keeps_what_it_bears_and_drafts_get_no_receipt(plan_of_size, alice):
    report = submit_report(report=plan_of_size(1).reports.get(quarter=1), by=alice)
    before = list(QuarterReport.objects.values())
    receipts = list(Receipt.objects.values("report", "round", "number", "submitted_by", "submitted_at"))
    Receipt.objects.all().delete()
    import_module("plans.migrations.0021_fill_receipts").fill(apps, None)
    assert list(QuarterReport.objects.values()) == before
    assert list(Receipt.objects.values("report", "round", "number", "submitted_by", "submitted_at")) == receipts
    assert receipts[0]["report"] == report.pk
