"""Owns the proof of the annual report's pages: what each side reads and does there, refused with what was typed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.actions.annual_reports import accept_annual_report, return_annual_report
from plans.models import AnnualReport, AnnualRound
from plans.queries.annual_work import AnnualWork
from plans.tests.stepping import approve_through
from plans.tests.year_end import NARRATIVE, hand_in_year, report_year, write_narrative

MOST_QUERIES = 10


@pytest.fixture
def plan(plan_of_size):
    return plan_of_size(2)


def page_of(plan, name="annual"):
    return reverse(f"entry:{name}", args=[plan.pk])


def queries_of(client, address):
    client.get(address)  # the session, the first time
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_office_reads_its_year_row_by_row_with_its_evidence(plan, alice, client_of):
    report_year(plan, by=alice)
    shown = client_of(alice).get(page_of(plan)).text
    assert "১.০০ / ২" in shown
    assert "notice.pdf" in shown
    assert AnnualWork(plan).live.rows[0].files[0].sha256 in shown
    assert "জমার শেষ দিন" in shown or "১৫ জুলাই" in shown


def test_what_is_typed_is_kept_and_leads_on_to_handing_in(plan, alice, client_of):
    client = client_of(alice)
    answer = client.post(page_of(plan), NARRATIVE | {"version": "0", "go_on": "1"})
    assert answer["Location"] == page_of(plan, "submit_annual")
    assert AnnualReport.objects.get(plan=plan).next_year == NARRATIVE["next_year"]
    assert "সংরক্ষিত হয়েছে" in client.post(page_of(plan), NARRATIVE | {"version": "1"}, follow=True).text


def test_what_was_typed_over_somebody_else_is_shown_beside_what_stands(plan, alice, bob, client_of):
    write_narrative(plan, by=bob, successes="ববের কথা")
    answer = client_of(alice).post(page_of(plan), NARRATIVE | {"version": "0", "successes": "আমার কথা"})
    assert answer.status_code == 422
    assert "আমার কথা</textarea>" in answer.text
    assert "ববের কথা" in answer.text
    assert "আরেকজন এটি লিখেছেন" in answer.text


def test_too_long_a_text_is_refused_at_its_field(plan, alice, client_of):
    answer = client_of(alice).post(page_of(plan), NARRATIVE | {"version": "0", "obstacles": "ক" * 10_001})
    assert answer.status_code == 422
    assert "id_obstacles_error" in answer.text
    assert not AnnualReport.objects.exists()


def test_the_page_before_handing_in_says_what_stands_in_the_way(plan, alice, client_of):
    shown = client_of(alice).get(page_of(plan, "submit_annual")).text
    assert "১ম কোয়ার্টার এখনও জমা হয়নি" in shown
    assert "বার্ষিক প্রতিবেদন জমা দিন</button>" not in shown


def test_handing_in_leads_to_the_receipt_and_locks(plan, alice, client_of):
    report_year(plan, by=alice)
    write_narrative(plan, by=alice)
    client = client_of(alice)
    shown = client.get(page_of(plan, "submit_annual")).text
    assert "বার্ষিক প্রতিবেদন জমা দিন</button>" in shown
    seen = shown.split('name="seen" value="')[1].split('"')[0]
    answer = client.post(page_of(plan, "submit_annual"), {"seen": seen}, follow=True)
    round_ = AnnualRound.objects.get()
    assert answer.redirect_chain[-1][0] == f"{page_of(plan)}#receipts"
    assert round_.receipt in answer.text
    assert AnnualWork(plan).told.digest in answer.text
    assert "<textarea" not in answer.text


def test_without_what_the_page_showed_nothing_is_handed_in(plan, alice, client_of):
    report_year(plan, by=alice)
    write_narrative(plan, by=alice)
    answer = client_of(alice).post(page_of(plan, "submit_annual"))
    assert (answer.status_code, AnnualRound.objects.count()) == (422, 0)


def decide(client, plan, answer, reason=""):
    page = client.get(page_of(plan)).text
    seen = page.split('name="seen" value="')[1].split('"')[0] if 'name="seen"' in page else ""
    return client.post(page_of(plan, "decide_annual"), {"answer": answer, "reason": reason, "seen": seen}, follow=True)


def test_the_reviewer_returns_it_with_a_reason_that_the_office_reads(plan, alice, rita, client_of):
    hand_in_year(plan, by=alice)
    refused = decide(client_of(rita), plan, "return")
    assert refused.status_code == 422
    assert "কারণ লিখুন" in refused.text
    assert "দপ্তরে ফেরত গেছে" in decide(client_of(rita), plan, "return", "বাধা বিস্তারিত লিখুন").text
    shown = client_of(alice).get(page_of(plan)).text
    assert "বাধা বিস্তারিত লিখুন" in shown
    assert "<textarea" in shown


def test_the_reviewer_accepts_once_the_quarters_are_approved_and_takes_it_back(plan, alice, rita, client_of):
    hand_in_year(plan, by=alice)
    assert 'value="accept"' not in client_of(rita).get(page_of(plan)).text  # it would be refused
    refused = decide(client_of(rita), plan, "accept", "ধন্যবাদ")
    assert (refused.status_code, "ধন্যবাদ</textarea>" in refused.text) == (422, True)
    approve_through(plan, 4, by=alice, reviewer=rita)
    assert 'value="accept"' in client_of(rita).get(page_of(plan)).text
    assert "গৃহীত হয়েছে" in decide(client_of(rita), plan, "accept").text
    assert "আবার আপনার অপেক্ষায়" in decide(client_of(rita), plan, "reopen", "ভুল").text
    assert AnnualReport.objects.get().state == "submitted"


def test_the_office_decides_nothing(plan, alice, client_of):
    hand_in_year(plan, by=alice)
    shown = client_of(alice).get(page_of(plan)).text
    assert page_of(plan, "decide_annual") not in shown
    assert client_of(alice).post(page_of(plan, "decide_annual"), {"answer": "accept"}).status_code == 403


@pytest.mark.parametrize("name", ["annual", "submit_annual"])
def test_the_pages_ask_the_database_little_however_long_the_plan(plan_of_size, alice, rita, client_of, name):
    counts = set()
    for size in (1, 9):
        plan = plan_of_size(size)
        report_year(plan, by=alice)
        write_narrative(plan, by=alice)
        counts.add(queries_of(client_of(alice), page_of(plan, name)))
    assert len(counts) == 1
    assert max(counts) <= MOST_QUERIES


def test_who_decides_waits_for_no_more(plan, alice, rita, client_of):
    hand_in_year(plan, by=alice)
    assert queries_of(client_of(rita), page_of(plan)) <= MOST_QUERIES
    return_annual_report(plan=plan, reason="কারণ", by=rita)
    assert queries_of(client_of(alice), page_of(plan)) <= MOST_QUERIES


def test_the_last_quarter_leads_to_it(plan, alice, client_of):
    assert page_of(plan) in client_of(alice).get(reverse("entry:entry", args=[plan.pk, 4])).text
    assert page_of(plan) not in client_of(alice).get(reverse("entry:entry", args=[plan.pk, 1])).text


def test_home_tells_the_office_when_it_is_due_and_the_reviewer_that_it_waits(plan, alice, rita, client_of):
    assert page_of(plan) in client_of(alice).get("/").text
    assert "গ্রহণের অপেক্ষায় বার্ষিক প্রতিবেদন" not in client_of(rita).get("/").text
    hand_in_year(plan, by=alice)
    waiting = client_of(rita).get("/")
    assert [each.plan for _label, each, _since in waiting.context["waiting_annual"]] == [plan]
    assert page_of(plan) in waiting.text
    approve_through(plan, 4, by=alice, reviewer=rita)
    accept_annual_report(plan=plan, by=rita)
    assert client_of(rita).get("/").context["waiting_annual"] == []
