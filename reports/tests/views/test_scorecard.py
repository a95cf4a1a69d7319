"""Owns the proof of the scorecard page: the stored figures, their explanations, in a constant number of queries."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from offices.models import DeadlineExtension
from plans.actions.reporting import assess_cell, submit_report
from plans.models import Plan, QuarterReport
from plans.tests.factories import cell_of


def page_of(plan, quarter=1):
    return reverse("reports:scorecard", kwargs={"plan_id": plan.pk, "quarter": quarter})


def test_the_page_shows_the_stored_marks_and_what_is_claimed(labour, charlie, client_of):
    response = client_of(charlie).get(page_of(labour))
    scorecard = response.context["scorecard"]
    assert (scorecard.earned, scorecard.possible, scorecard.possible_to_date) == (11, 50, 29)
    assert "১১.০০" in response.text
    assert "১৭" in response.text


def test_every_mark_opens_into_its_explanation(labour, charlie, client_of):
    page = client_of(charlie).get(page_of(labour)).text
    for mark in labour.reports.get(quarter=1).scorecard["areas"][0]["marks"]:
        for step in mark["steps"]:
            assert escaped(step["bn"]) in page


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def test_who_assessed_a_mark_is_named_with_the_reason(labour, charlie, rita, client_of):
    submit_report(report=labour.reports.get(quarter=1), by=charlie)
    assess_cell(cell=cell_of(labour, "2.1.1", 1), marks=Decimal(4), reason="সেবা বক্স দেখা হয়েছে", by=rita)
    page = client_of(charlie).get(page_of(labour)).text
    assert "সেবা বক্স দেখা হয়েছে" in page
    assert "rita" in page


def test_the_trend_ends_with_the_quarter_shown(labour, charlie, client_of):
    trend = client_of(charlie).get(page_of(labour, 3)).context["trend"]
    assert trend == [(1, 11), (2, 11), (3, 11)]


def test_what_disagrees_in_the_document_is_told(industries, alice, client_of):
    codes = [problem.code for problem in client_of(alice).get(page_of(industries)).context["attention"]]
    assert codes.count("date_outside_year") == 3
    assert codes.count("quarters_repeat_annual") == 2


def test_nothing_else_is_told(industries, alice, client_of):
    codes = {problem.code for problem in client_of(alice).get(page_of(industries)).context["attention"]}
    assert "weight_missing" not in codes


@pytest.mark.parametrize(
    ("submitted", "done"),
    [
        (datetime(2020, 10, 15, 17, 59, tzinfo=UTC), 1),  # 23:59 in Dhaka
        (datetime(2020, 10, 15, 18, 0, tzinfo=UTC), 0),  # the next day in Dhaka
        (None, 0),
    ],
)
def test_a_report_is_in_time_by_the_clock_of_the_ministry(industries, alice, client_of, submitted, done):
    if submitted:
        submit_report(report=industries.reports.get(quarter=1), by=alice)
        QuarterReport.objects.filter(plan=industries, quarter=1).update(submitted_at=submitted)
    on_time = client_of(alice).get(page_of(industries)).context["on_time"]
    assert (on_time.done, on_time.due) == (done, 4)


def test_an_extension_makes_a_late_report_timely(industries, alice, administrator, client_of):
    submit_report(report=industries.reports.get(quarter=1), by=alice)
    QuarterReport.objects.filter(plan=industries, quarter=1).update(submitted_at=datetime(2020, 10, 20, tzinfo=UTC))
    deadline = industries.year.deadlines.get(quarter=1, tier=industries.office.tier)
    DeadlineExtension.objects.create(
        deadline=deadline,
        office=industries.office,
        until=date(2020, 10, 31),
        reason="বন্যা",
        granted_by=administrator,
    )
    assert client_of(alice).get(page_of(industries)).context["on_time"].done == 1


def test_what_an_office_was_not_there_to_hand_in_is_not_counted_as_late(industries, alice, client_of):
    def due():
        return client_of(alice).get(page_of(industries)).context["on_time"].due

    assert due() == 4
    type(industries.office).objects.filter(pk=industries.office_id).update(closed_on=industries.year.quarter_ends(2))
    assert due() == 2


@pytest.mark.parametrize("kind", ["integrity", "egov"])
def test_the_page_takes_as_many_queries_for_37_indicators_as_for_one(plan_of_size, alice, client_of, kind):
    client, counts = client_of(alice), set()
    for size in (1, 3, 37):
        plan = plan_of_size(size, kind=kind)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page_of(plan)).status_code == 200
        counts.add(len(queries))
    assert len(counts) == 1
    assert counts.pop() <= 12


def test_what_the_document_prints_around_its_table_is_shown_with_its_report(labour, charlie, client_of):
    labour.reports.filter(quarter=1).update(printed_above="আইসিটি সেল", printed_below="স্বাক্ষর\nরিতা সেন\n\nউপসচিব")
    client = client_of(charlie)
    for address in (page_of(labour), reverse("entry:entry", kwargs={"plan_id": labour.pk, "quarter": 1})):
        page = client.get(address).text
        assert "<p>আইসিটি সেল</p>" in page
        assert "<p>স্বাক্ষর</p><p>রিতা সেন</p>" in page
    assert 'class="more surroundings"' not in client.get(page_of(labour, 2)).text


def test_what_the_plans_own_document_prints_is_shown_with_every_quarter(industries, alice, client_of):
    Plan.objects.filter(pk=industries.pk).update(printed_below="মোহাম্মদ সালাউদ্দিন")
    client = client_of(alice)
    assert all("<p>মোহাম্মদ সালাউদ্দিন</p>" in client.get(page_of(industries, quarter)).text for quarter in (1, 3))


def test_what_is_due_is_lost_only_once_the_report_is_handed_in(labour, charlie, client_of):
    page = client_of(charlie).get(page_of(labour)).text
    assert "এখনও অর্জিত নয়" in page
    assert "হারানো" not in page
    assert 'class="page not-handed-in"' in page
    submit_report(report=labour.reports.get(quarter=1), by=charlie)
    page = client_of(charlie).get(page_of(labour)).text
    assert "হারানো" in page
    assert "এখনও অর্জিত নয়" not in page
    assert "not-handed-in" not in page


@pytest.mark.parametrize(
    ("earned", "possible", "shade"), [("1", "0", "good"), ("0", "0", "good"), ("8", "10", "good"), ("3", "10", "poor")]
)
def test_a_bar_is_red_only_where_most_of_what_was_due_is_lacking(earned, possible, shade):
    figures = {"earned": Decimal(earned), "possible": Decimal(possible), "weight": Decimal(10)}
    assert f'class="bar bar-{shade}"' in render_to_string("components/bar.html", figures)
