"""Owns the proof of approving many reports at once: the clean ones only, each told by itself, with one word."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from entry.views import approving_many
from plans.actions.achievements import record_achievement
from plans.actions.reporting import approve_report, submit_report
from plans.models import QuarterRound, Receipt
from plans.queries.access import standing_today
from plans.queries.overview import longest_waiting, waiting_for
from plans.tests.deciding import hidden_in, send
from plans.tests.factories import cell_of
from workflow.transitions import REPORT_LIFE, ReportState

MANY = "entry:approve_many"


def handed_in(plan, text, *, by):
    record_achievement(cell=cell_of(plan, "1.1", 1), value=text, version=0, by=by)
    return submit_report(report=plan.reports.get(quarter=1), by=by)


def queries_of(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_clean_reports_are_approved_together_and_each_says_what_came_of_it(plan_of_size, alice, rita, client_of):
    first, second = (handed_in(plan_of_size(1), "১", by=alice) for _ in range(2))
    words = handed_in(plan_of_size(1), "সভা হয়েছে", by=alice)
    page = client_of(rita).get(reverse(MANY)).text
    assert f'value="{words.pk}"' not in page
    chosen = [first.pk, second.pk, words.pk]
    refused = send(client_of(rita), reverse(MANY), report=chosen)
    assert refused.status_code == 422
    assert ">সারিগুলো দেখে টিক দিন।</a>" in refused.text  # the sentence beside the box is not said twice
    shown = send(client_of(rita), reverse(MANY), report=chosen, agreed="on", note="ধন্যবাদ")
    assert shown.text.count("অনুমোদিত</li>") == 2
    assert "এতে এখনও করণীয় আছে" in shown.text
    for report, state in ((first, "approved"), (second, "approved"), (words, "submitted")):
        report.refresh_from_db()
        assert report.state == ReportState(state)
    assert set(QuarterRound.objects.exclude(note="").values_list("note", flat=True)) == {"ধন্যবাদ"}


def test_what_changed_since_the_page_was_opened_is_not_approved(plan_of_size, alice, rita, client_of):
    report = handed_in(plan_of_size(1), "১", by=alice)
    client_of(rita).post(reverse(MANY), {"report": report.pk, f"seen-{report.pk}": "x", "agreed": "on"})
    report.refresh_from_db()
    assert report.state == ReportState.SUBMITTED


def test_those_that_wait_longest_stand_first_as_on_the_first_page(plan_of_size, alice, rita):
    reports = [handed_in(plan_of_size(1), "১", by=alice) for _ in range(3)]
    Receipt.objects.filter(report=reports[2]).update(submitted_at=timezone.now() - timedelta(days=9))
    expected = [reports[2].pk, reports[0].pk]
    assert [report.pk for report in longest_waiting(standing_today(rita), 2)] == expected
    assert [report.pk for report in waiting_for(standing_today(rita)).reports[:2]] == expected


def test_the_page_asks_as_much_for_three_reports_as_for_one(plan_of_size, alice, rita, client_of):
    client = client_of(rita)
    handed_in(plan_of_size(1), "১", by=alice)
    few = queries_of(client, reverse(MANY))
    for _ in range(2):
        handed_in(plan_of_size(1), "১", by=alice)
    assert queries_of(client, reverse(MANY)) == few <= 10


def test_an_office_finds_nothing_to_approve(plan_of_size, alice, client_of):
    report = handed_in(plan_of_size(1), "১", by=alice)
    send(client_of(alice), reverse(MANY), report=report.pk, agreed="on")
    report.refresh_from_db()
    assert report.state == ReportState.SUBMITTED


def test_what_was_ticked_stays_ticked_where_the_agreement_is_missing(plan_of_size, alice, rita, client_of):
    """The ticks were gone: who then agreed approved nothing, and was not told."""
    first, second = (handed_in(plan_of_size(1), "১", by=alice) for _ in range(2))
    refused = send(client_of(rita), reverse(MANY), report=[first.pk]).text
    assert f'value="{first.pk}" checked' in refused
    assert f'value="{second.pk}">' in refused


def test_who_ticks_no_report_is_told_so(plan_of_size, alice, rita, client_of):
    handed_in(plan_of_size(1), "১", by=alice)
    for odd in ([], ["x", "9" * 40]):
        response = send(client_of(rita), reverse(MANY), report=odd, agreed="on", note="ধন্যবাদ")
        assert response.status_code == 422
        assert "কমপক্ষে একটি প্রতিবেদনে টিক দিন" in response.text
        assert "ধন্যবাদ</textarea>" in response.text


def test_the_agreement_and_the_word_are_asked_for_anew_for_those_that_come_next(plan_of_size, alice, rita, client_of):
    first, _second = (handed_in(plan_of_size(1), "১", by=alice) for _ in range(2))
    shown = send(client_of(rita), reverse(MANY), report=first.pk, agreed="on", note="ধন্যবাদ").text
    assert "checked" not in shown
    assert "ধন্যবাদ" not in shown


def test_a_ticked_report_that_somebody_else_decided_on_is_told_of_too(plan_of_size, alice, rita, client_of):
    """It waited no more, so that it stood in no list: of two that were ticked one was answered."""
    plans = [plan_of_size(1) for _ in range(2)]
    theirs, own = (handed_in(plan, "১", by=alice) for plan in plans)
    client = client_of(rita)
    opened = hidden_in(client.get(reverse(MANY)).text)
    approve_report(report=theirs, by=rita)
    shown = client.post(reverse(MANY), opened | {"report": [theirs.pk, own.pk], "agreed": "on"}).text
    assert shown.count("অনুমোদিত</li>") == 1
    assert f"১ম কোয়ার্টার: {REPORT_LIFE.not_now[ReportState.APPROVED].bn}</li>" in shown


def test_a_ticked_report_before_which_others_come_by_now_is_approved_all_the_same(
    plan_of_size, alice, rita, client_of, monkeypatch
):
    monkeypatch.setattr(approving_many, "MOST", 1)
    report = handed_in(plan_of_size(1), "১", by=alice)
    client = client_of(rita)
    opened = hidden_in(client.get(reverse(MANY)).text)
    longer = handed_in(plan_of_size(1), "১", by=alice)
    Receipt.objects.filter(report=longer).update(submitted_at=timezone.now() - timedelta(days=9))
    assert "অনুমোদিত</li>" in client.post(reverse(MANY), opened | {"report": report.pk, "agreed": "on"}).text
