"""Owns the proof of the first page: the own plans, what waits, and where to go on."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from imports.actions.importing import store_plan
from offices.models import Membership, Office, Role
from offices.tests.people import SINCE, add_person
from plans.actions.reporting import approve_report, submit_report
from plans.actions.revising import ask_for_revision, decide_on_revision
from plans.models import Indicator, Plan, TargetRevision
from plans.tests.factories import draft_of_size
from plans.tests.stepping import approve_through


@pytest.fixture
def home_of(client_of):
    return lambda person: client_of(person).get(reverse("home"))


def entry_of(plan, quarter):
    return reverse("entry:entry", args=[plan.pk, quarter])


def test_a_focal_point_sees_the_own_plans_only(industries, labour, alice, home_of):
    response = home_of(alice)
    assert [each.plan for each in response.context["plans"]] == [industries]
    assert entry_of(industries, 1) in response.text
    assert "শ্রম ও কর্মসংস্থান" not in response.text


def test_the_next_step_is_the_first_quarter_still_open(industries, alice, home_of):
    assert home_of(alice).context["plans"][0].next_url == entry_of(industries, 1)
    submit_report(report=industries.reports.get(quarter=1), by=alice)
    assert home_of(alice).context["plans"][0].next_url == entry_of(industries, 2)


def test_a_reviewer_is_led_to_what_was_handed_in(industries, labour, alice, rita, home_of):
    response = home_of(rita)
    assert {each.plan for each in response.context["overseen"]} == {industries, labour}
    assert response.context["waiting"] == []
    assert "জমা দেওয়া সব প্রতিবেদন পর্যালোচনা করা হয়েছে" in response.text
    approve_through(industries, 1, by=alice, reviewer=rita)
    report = submit_report(report=industries.reports.get(quarter=2), by=alice)
    response = home_of(rita)
    assert [each.url for each in response.context["waiting"]] == [entry_of(industries, 2)]
    (own,) = (each for each in response.context["overseen"] if each.plan == industries)
    assert own.next_url == entry_of(industries, 2)
    approve_report(report=report, by=rita)
    assert home_of(rita).context["waiting"] == []


def test_the_report_waiting_longest_comes_first(industries, labour, alice, bob, charlie, rita, home_of):
    submit_report(report=labour.reports.get(quarter=1), by=charlie)
    submit_report(report=industries.reports.get(quarter=1), by=alice)
    assert [each.report.plan for each in home_of(rita).context["waiting"]] == [labour, industries]


def test_of_many_reports_that_wait_the_first_are_shown_and_all_are_counted(
    industries, labour, alice, charlie, rita, home_of, monkeypatch
):
    monkeypatch.setattr("entry.views.home.WAITING_SHOWN", 1)
    submit_report(report=labour.reports.get(quarter=1), by=charlie)
    submit_report(report=industries.reports.get(quarter=1), by=alice)
    response = home_of(rita)
    assert [each.report.plan for each in response.context["waiting"]] == [labour]
    assert "২টির মধ্যে ১টি দেখানো হলো" in response.text
    assert 'href="?state=submitted"' in response.text


def test_a_reviewer_is_led_to_the_revised_targets_that_were_asked_for(
    industries, labour, alice, charlie, rita, home_of
):
    assert home_of(rita).context["requests"] == []
    for plan, numbers, by in ((industries, ("1.1", "2.1"), alice), (labour, ("1.1.1",), charlie)):
        plan.year.revisions_until = timezone.localdate()
        plan.year.save()
        for number in numbers:
            row = Indicator.objects.get(activity__area__plan=plan, number=number)
            ask_for_revision(indicator=row, texts={"100%": "৯"}, reason="বরাদ্দ কমেছে", by=by)
    response = home_of(rita)
    assert [(each.plan, each.requests) for _, each, _since in response.context["requests"]] == [
        (industries, 2),
        (labour, 1),
    ]
    assert reverse("entry:revisions", args=[industries.pk]) in response.text
    for revision in TargetRevision.objects.filter(indicator__activity__area__plan=industries):
        decide_on_revision(revision=revision, granted=False, reason="বরাদ্দ আছে", by=rita)
    assert [each.plan for _, each, _since in home_of(rita).context["requests"]] == [labour]
    assert "requests" not in home_of(alice).context


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({}, {"industries", "labour"}),
        ({"kind": "egov"}, {"labour"}),
        ({"year": "2020"}, {"industries"}),
        ({"search": "শিল্প"}, {"industries"}),
        ({"search": "labour"}, {"labour"}),
        ({"search": "শিল্প মন্ত্রনালয়"}, {"industries"}),
        ({"search": "শিলপ মন্ত্রণালয়"}, {"industries"}),
        ({"search": "শিল্প  মন্ত্রণাল\u09df"}, {"industries"}),
        ({"state": "submitted"}, {"industries"}),
        ({"state": "submitted", "kind": "egov"}, set()),
        ({"kind": "poem", "year": "1066", "state": "lost"}, {"industries", "labour"}),
    ],
)
def test_an_overseer_finds_plans_by_office_kind_year_and_state(
    chosen, found, industries, labour, alice, rita, client_of
):
    submit_report(report=industries.reports.get(quarter=1), by=alice)
    plans = {"industries": industries, "labour": labour}
    response = client_of(rita).get(reverse("home"), chosen)
    assert {each.plan for each in response.context["overseen"]} == {plans[name] for name in found}
    assert ("এই শর্তে কোনো পরিকল্পনা নেই" in response.text) is (not found)


def test_the_figures_of_a_plan_are_those_of_its_latest_quarter_begun(labour, rita, home_of):
    (row,) = home_of(rita).context["overseen"]
    assert row.latest.report.quarter == 4
    assert row.latest.report.earned == labour.reports.get(quarter=4).earned


def test_reports_wait_for_who_may_review_them(industries, alice, industries_office, home_of):
    """A reviewer of the ministry reads its plans, but only the office above reviews them."""
    inside = add_person("inside", industries_office, Role.REVIEWER)
    submit_report(report=industries.reports.get(quarter=1), by=alice)
    response = home_of(inside)
    assert response.context["waiting"] == []
    assert [each.plan for each in response.context["overseen"]] == [industries]


def test_who_enters_for_one_office_and_reviews_another_sees_both(industries, labour, alice, cabinet_division, home_of):
    Membership.objects.create(person=alice, office=cabinet_division, role=Role.REVIEWER, since=SINCE)
    response = home_of(alice)
    assert [each.plan for each in response.context["plans"]] == [industries]
    assert {each.plan for each in response.context["overseen"]} == {industries, labour}


def test_somebody_without_a_part_sees_an_empty_page_that_says_so(industries, home_of):
    response = home_of(add_person("nobody"))
    assert response.status_code == 200
    assert response.context["plans"] == []


def test_many_plans_are_shown_page_by_page(labour, rita, client_of):
    for office in Office.objects.filter(makes_plan=True)[:51]:
        store_plan(draft=draft_of_size(1), office=office, year=labour.year, by=None)
    assert Plan.objects.count() == 52
    client = client_of(rita)
    assert len(client.get("/").context["overseen"]) == 50
    assert len(client.get("/", {"page": 2, "kind": ""}).context["overseen"]) == 2
    for page in ("0", "99", "x"):
        assert client.get("/", {"page": page}).status_code == 200


def test_the_page_takes_as_many_queries_for_ten_plans_as_for_one(labour, rita, client_of):
    client = client_of(rita)
    counts = set()
    for office in [None, *Office.objects.filter(makes_plan=True)[:9]]:
        if office:
            store_plan(draft=draft_of_size(1), office=office, year=labour.year, by=None)
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        counts.add(len(queries))
    assert len(counts) == 1
    assert counts.pop() <= 8
