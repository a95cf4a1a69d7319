"""Owns the proof of the indicators that receipts answer: offered, written with one click, never by themselves."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cell_values.dates import show_date
from plans.actions.achievements import record_achievement
from plans.actions.plan_steps import submit_plan
from plans.actions.reporting import submit_report
from plans.models import Plan
from plans.tests.factories import cell_of

OFFER = "প্রাপ্তির তারিখ লিখুন"


@pytest.fixture
def handed_in(industries, alice):
    """The plan of the ministry, whose first quarter was handed in today."""
    submit_report(report=industries.reports.get(quarter=1), by=alice)
    return industries


def page(client, plan, quarter):
    return client.get(reverse("entry:entry", args=[plan.pk, quarter])).text


def click(client, cell):
    data = {"text": "এখনও লিখিনি", "version": cell.version, "keep": "receipts"}
    return client.post(reverse("entry:record", args=[cell.pk]), data)


def test_a_click_writes_the_day_of_the_first_receipt_and_nothing_does_so_by_itself(handed_in, alice, client_of):
    client, cell, today = client_of(alice), cell_of(handed_in, "13.2", 2), show_date(timezone.localdate())
    assert cell.achievement.is_blank
    assert f"{OFFER}: {today}" in page(client, handed_in, 2)
    click(client, cell)
    cell.refresh_from_db()
    assert (cell.achievement.text, cell.achievement.dates, cell.entered_by) == (today, (timezone.localdate(),), alice)
    assert handed_in.events.latest("sequence").verb == "record_achievement"
    assert OFFER not in page(client, handed_in, 2)


def test_a_day_that_contradicts_stays_until_somebody_clicks(handed_in, alice, client_of):
    client, cell = client_of(alice), cell_of(handed_in, "13.2", 2)
    record_achievement(cell=cell, value="১৫/১০/২০২০", version=0, by=alice)
    shown = page(client, handed_in, 2)
    assert "প্রাপ্তি অনুযায়ী ১ম কোয়ার্টারের প্রতিবেদন" in shown
    assert OFFER in shown
    cell.refresh_from_db()
    assert cell.achievement.text == "১৫/১০/২০২০"
    click(client, cell)
    cell.refresh_from_db()
    assert cell.achievement.text == show_date(timezone.localdate())


def test_the_plan_itself_is_answered_by_its_own_receipt(industries, alice, client_of):
    Plan.objects.filter(pk=industries.pk).update(state="draft")
    submit_plan(plan=industries, by=alice)
    click(client_of(alice), cell_of(industries, "13.1", 1))
    assert cell_of(industries, "13.1", 1).achievement.text == show_date(timezone.localdate())
    record_achievement(cell=cell_of(industries, "13.1", 1), value="০৪/০৮/২০২০", version=1, by=alice)
    assert "প্রাপ্তি অনুযায়ী পরিকল্পনাটি" in page(client_of(alice), industries, 1)


def test_nothing_is_offered_where_there_is_no_receipt_or_nobody_asks_for_one(industries, handed_in, alice, client_of):
    assert page(client_of(alice), handed_in, 2).count(OFFER) == 1  # 13.1: the plan came signed, with no receipt
    other = cell_of(handed_in, "1.1", 2)
    click(client_of(alice), other)
    other.refresh_from_db()
    assert other.achievement.is_blank


def test_another_version_is_not_written_over(handed_in, alice, client_of):
    cell = cell_of(handed_in, "13.2", 2)
    record_achievement(cell=cell, value="১৫/১০/২০২০", version=0, by=alice)
    answer = click(client_of(alice), cell)  # with the version before
    assert answer.status_code == 409
    cell.refresh_from_db()
    assert cell.achievement.text == "১৫/১০/২০২০"


def test_the_reviewer_reads_the_doubt_and_is_offered_nothing(handed_in, rita, client_of):
    assert OFFER not in page(client_of(rita), handed_in, 2)
