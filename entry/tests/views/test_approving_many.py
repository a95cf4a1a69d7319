"""Owns the proof of approving many reports at once: the clean ones only, each told by itself, with one word."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from plans.actions.achievements import record_achievement
from plans.actions.reporting import submit_report
from plans.models import QuarterRound, Receipt
from plans.queries.access import standing_today
from plans.queries.overview import longest_waiting, waiting_for
from plans.tests.deciding import send
from plans.tests.factories import cell_of
from workflow.transitions import ReportState

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
