"""Owns the proof of the feedback's pages: what the reviewer writes and gives, what the office answers."""

from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from plans.actions.half_year_feedback import answer_feedback, give_feedback, write_feedback
from plans.models import HalfYearFeedback
from plans.tests.factories import cell_of
from plans.tests.year_end import report_year

TEXT = "গতি ভালো, তবে ১.২ পিছিয়ে।"
MOST_QUERIES = 10


@pytest.fixture
def plan(plan_of_size, alice):
    plan = plan_of_size(2)
    report_year(plan, by=alice, through=2)
    return plan


def page_of(plan, name="feedback"):
    return reverse(f"entry:{name}", args=[plan.pk])


def row_field(plan, number="1.2"):
    return f"note-{cell_of(plan, number, 1).indicator_id}"


def given(plan, rita):
    notes = {cell_of(plan, "1.2", 1).indicator_id: "এখনও শূন্য"}
    write_feedback(plan=plan, text=TEXT, row_notes=notes, version=0, by=rita)
    return give_feedback(plan=plan, by=rita)


def test_the_reviewer_writes_beside_the_figures_of_the_half_year(plan, rita, client_of):
    client = client_of(rita)
    shown = client.get(page_of(plan)).text
    assert "১ম কোয়ার্টার:" in shown
    assert "১.০০ / ১.০০" in shown or "১.০০ / ০.৫০" in shown or "০.৫০ / ০.৫০" in shown
    typed = {"text": TEXT, "version": "0", row_field(plan): "এখনও শূন্য"}
    assert "সংরক্ষিত হয়েছে" in client.post(page_of(plan), typed, follow=True).text
    assert "এখনও শূন্য</textarea>" in client.get(page_of(plan)).text
    go_on = client.post(page_of(plan), typed | {"version": "1", "go_on": "1"})
    assert go_on["Location"] == page_of(plan, "give_feedback")


def test_the_office_sees_nothing_of_a_draft(plan, alice, rita, client_of):
    write_feedback(plan=plan, text=TEXT, row_notes={cell_of(plan, "1.2", 1).indicator_id: "ধীর"}, version=0, by=rita)
    for name in ("feedback", "give_feedback"):
        shown = client_of(alice).get(page_of(plan, name)).text
        assert TEXT not in shown
        assert "ধীর" not in shown
    assert client_of(alice).post(page_of(plan, "give_feedback")).status_code == 403
    assert TEXT not in client_of(alice).post(page_of(plan), {"text": "x", "version": "0"}).text


def test_it_is_given_from_the_page_that_shows_it_once_more(plan, alice, rita, client_of):
    write_feedback(plan=plan, text=TEXT, row_notes={}, version=0, by=rita)
    client, page = client_of(rita), page_of(plan, "give_feedback")
    assert client.post(page).status_code == 422
    seen = client.get(page).text.split('name="seen" value="')[1].split('"')[0]
    assert "ফিডব্যাক দেওয়া হয়েছে" in client.post(page, {"seen": seen}, follow=True).text
    shown = client_of(alice).get(page_of(plan)).text
    assert TEXT in shown
    assert HalfYearFeedback.objects.get().number in shown


def test_what_was_typed_over_somebody_else_is_shown_beside_what_stands(plan, rita, client_of):
    write_feedback(plan=plan, text="আগের কথা", row_notes={}, version=0, by=rita)
    typed = {"text": "আমার কথা", "version": "0", row_field(plan): "আমার সারি"}
    answer = client_of(rita).post(page_of(plan), typed)
    assert answer.status_code == 422
    for text in ("আমার কথা</textarea>", "আমার সারি</textarea>", "আগের কথা"):
        assert text in answer.text


def test_the_office_answers_and_the_reviewer_reads_it(plan, alice, rita, client_of):
    given(plan, rita)
    client = client_of(alice)
    assert "এখনও শূন্য" in client.get(page_of(plan)).text
    too_long = client.post(page_of(plan, "answer_feedback"), {"answer": "ক" * 4001})
    assert too_long.status_code == 422
    answered = client.post(page_of(plan, "answer_feedback"), {"answer": "গতি বাড়ানো হবে।"}, follow=True)
    assert "আপনার জবাব পর্যালোচকের কাছে পাঠানো হয়েছে" in answered.text
    assert "গতি বাড়ানো হবে।" in client_of(rita).get(page_of(plan)).text
    assert client.post(page_of(plan, "answer_feedback"), {"answer": "আবার"}).status_code == 403


def queries_of(client, address):
    client.get(address)  # the session, the first time
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_pages_ask_the_database_little_however_long_the_plan(plan_of_size, alice, rita, client_of):
    counts = set()
    for size in (1, 9):
        plan = plan_of_size(size)
        report_year(plan, by=alice, through=2)
        pages = [page_of(plan), page_of(plan, "give_feedback")]
        counts.add(tuple(queries_of(client_of(who), page) for who in (rita, alice) for page in pages))
    assert len(counts) == 1
    assert max(counts.pop()) <= MOST_QUERIES


def test_the_second_quarter_leads_to_it(plan, rita, client_of):
    assert page_of(plan) in client_of(rita).get(reverse("entry:entry", args=[plan.pk, 2])).text
    assert page_of(plan) not in client_of(rita).get(reverse("entry:entry", args=[plan.pk, 3])).text


def test_home_leads_the_office_to_what_was_given(plan, alice, rita, client_of):
    assert page_of(plan) not in client_of(alice).get("/").text
    given(plan, rita)
    assert "পড়ে জবাব দিন" in client_of(alice).get("/").text
    answer_feedback(plan=plan, by=alice)
    assert "জবাব দেওয়া" in client_of(alice).get("/").text


@pytest.mark.parametrize(("day", "is_listed"), [((2024, 1, 20), True), ((2024, 7, 2), False), ((2023, 12, 30), False)])
def test_home_lists_for_the_reviewer_whose_half_year_waits_for_feedback(
    plan, rita, client_of, monkeypatch, day, is_listed
):
    assert plan.year.start_year == 2023
    moment = datetime(*day, 12, tzinfo=timezone.get_default_timezone()).date()
    client = client_of(rita)
    monkeypatch.setattr("plans.queries.overview.timezone.localdate", lambda *_: moment)
    listed = client.get("/").context["to_give"]
    assert [each.plan for _label, each, _since in listed] == ([plan] if is_listed else [])
    if is_listed:
        given(plan, rita)
        assert client.get("/").context["to_give"] == []
