"""Owns the proof of a reviewer's first page: what waits, how late and how long, what changed, who has not reported."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from entry.views.home import WAITING_SHOWN
from imports.actions.importing import store_plan
from marking.reach import AWAITING
from marking.scorecard import Scorecard
from notices.models import Notice
from offices.models import Deadline, Office, Role
from offices.tests.people import add_person
from plans.actions.achievements import record_achievement
from plans.actions.reporting import assess_cell, return_report, submit_report
from plans.models import Event, Plan, QuarterReport, Receipt
from plans.queries.assessing import marks_open, unassessed
from plans.queries.quarter_contents import QuarterContents
from plans.tests.factories import cell_of, draft_of_size


@pytest.fixture
def plan(plan_of_size):
    return plan_of_size(3)


@pytest.fixture
def client(client_of, rita):
    return client_of(rita)


@pytest.fixture
def home(client):
    return lambda: client.get(reverse("home"))


def due(plan, quarter, in_days):
    place = {"year": plan.year, "quarter": quarter, "tier": plan.office.tier}
    Deadline.objects.update_or_create(**place, defaults={"due_on": timezone.localdate() + timedelta(days=in_days)})


def write(plan, number, text, by, quarter=1):
    cell = cell_of(plan, number, quarter)
    record_achievement(cell=cell, value=text, version=cell.version, by=by)


def hand_in(plan, by, days_ago=0, quarter=1):
    report = submit_report(report=plan.reports.get(quarter=quarter), by=by)
    ago = timezone.now() - timedelta(days=days_ago)
    Receipt.objects.filter(report=report).update(submitted_at=ago)
    QuarterReport.objects.filter(pk=report.pk).update(submitted_at=ago)
    return report


def others_of(labour_office, year, size=1):
    """The plan of another ministry for the same year."""
    return store_plan(draft=draft_of_size(size), office=labour_office, year=year, by=None).plan


def test_what_waits_is_told_with_its_days_round_and_lateness(plan, alice, home):
    due(plan, 1, -9)
    hand_in(plan, alice, days_ago=6)
    response = home()
    (item,) = response.context["waiting"]
    assert (item.round, item.days_waiting, item.days_late) == (1, 6, 3)
    for said in ("▲ ৩ দিন বিলম্বে", "৬ দিন", "প্রথম দফা", "দেখা শুরু"):
        assert said in response.text


def test_grace_and_more_time_are_no_lateness(plan, alice, home):
    due(plan, 1, -9)
    Deadline.objects.filter(year=plan.year, quarter=1).update(grace_until=timezone.localdate() - timedelta(days=6))
    hand_in(plan, alice, days_ago=6)
    assert home().context["waiting"][0].days_late == 0


def test_a_later_round_tells_what_changed_and_what_that_did_to_the_marks(plan, alice, rita, home):
    write(plan, "1.1", "১", alice)
    hand_in(plan, alice)
    return_report(report=plan.reports.get(quarter=1), reason="কারণ", by=rita)
    write(plan, "1.2", "১", alice)
    submit_report(report=plan.reports.get(quarter=1), by=alice)
    response = home()
    (item,) = response.context["waiting"]
    assert (item.round, item.written_since, item.gained) == (2, 1, Decimal("0.25"))
    for said in ("১টি সারি", "▲ ০.২৫", "দফা ২", "বদল দেখুন"):
        assert said in response.text


def test_a_later_round_is_late_by_the_day_its_return_named(plan, alice, rita, home):
    due(plan, 1, -30)
    hand_in(plan, alice, days_ago=20)
    return_report(report=plan.reports.get(quarter=1), reason="ক", reply_by=timezone.localdate(), by=rita)
    submit_report(report=plan.reports.get(quarter=1), by=alice)
    assert home().context["waiting"][0].days_late == 0
    Receipt.objects.filter(round=2).update(reply_by=timezone.localdate() - timedelta(days=2))
    assert home().context["waiting"][0].days_late == 2


def test_the_marks_still_to_give_are_those_the_approval_asks_for(plan, alice, rita, home):
    write(plan, "1.1", "চলমান", alice)
    write(plan, "1.2", "চলমান", alice)
    write(plan, "1.3", "১", alice)
    hand_in(plan, alice)
    contents = QuarterContents(Plan.objects.get(pk=plan.pk), 1)
    assert home().context["waiting"][0].marks_open == len(unassessed(contents.tree, contents.scorecard, 1)) == 2
    assess_cell(cell=cell_of(plan, "1.1", 1), marks=Decimal(1), reason="দেখা", by=rita)
    assert home().context["waiting"][0].marks_open == 1


def test_who_has_not_reported_stands_with_how_far_they_are(plan, alice, labour_office, charlie, home):
    due(plan, 1, -2)
    write(plan, "1.1", "১", alice)
    other = others_of(labour_office, plan.year)
    response = home()
    current = response.context["current"]
    assert [(each.report.plan, each.filled, each.due) for each in current.unreported] == [(plan, 1, 3), (other, 0, 1)]
    assert "কেউ কিছু লেখেননি" in response.text
    hand_in(plan, alice)
    current = home().context["current"]
    assert (current.handed_in, current.submitted, current.drafts) == (1, 1, 1)


def test_the_quarter_told_of_is_the_last_one_due_or_the_one_due_soon(plan, home):
    Deadline.objects.all().delete()
    assert home().context["current"] is None
    due(plan, 1, -60)
    due(plan, 2, 20)
    assert home().context["current"].quarter == 1
    due(plan, 2, 10)
    assert home().context["current"].quarter == 2


# --- reminding -------------------------------------------------------------------------------------------------------


def remind(client):
    return client.post(reverse("entry:remind"), follow=True)


def test_one_button_reminds_all_who_have_not_reported_and_names_their_number(
    plan, alice, bob, labour_office, charlie, client, home
):
    due(plan, 1, -2)
    other = others_of(labour_office, plan.year)
    assert "২টি দপ্তরকে স্মরণ করান" in home().text
    page = remind(client).text
    assert "২টি দপ্তরকে স্মরণ করানো হয়েছে।" in page
    assert "আজ সবাইকে স্মরণ করানো হয়েছে" in page
    assert {each.person.username for each in Notice.objects.all()} == {"alice", "bob", "charlie"}
    notice = Notice.objects.get(person=charlie)
    assert (notice.kind, notice.link) == ("deadline", reverse("entry:entry", args=[other.pk, 1]))
    assert "জমা পড়েনি" in notice.text_bn
    assert Event.objects.filter(verb="remind_office").count() == 2


def test_an_office_is_reminded_once_a_day_whoever_asks(plan, alice, cabinet_division, client, client_of):
    due(plan, 1, -2)
    remind(client)
    again = remind(client_of(add_person("second", cabinet_division, Role.REVIEWER)))
    assert "স্মরণ করানোর মতো কোনো দপ্তর নেই" in again.text
    assert (Notice.objects.count(), Event.objects.filter(verb="remind_office").count()) == (1, 1)


def test_when_the_last_reminder_went_and_what_came_of_it_is_told(plan, alice, labour_office, charlie, client, home):
    due(plan, 1, -2)
    others_of(labour_office, plan.year)
    remind(client)
    hand_in(plan, alice)
    assert "২টি দপ্তর; তার ১টি জমা দিয়েছে" in home().text


def test_why_a_reminder_does_not_reach_some_is_told(plan, labour_office, charlie, client, home):
    """Nobody enters for the one office; the plan of the other is not approved."""
    due(plan, 1, -2)
    other = others_of(labour_office, plan.year)
    Plan.objects.filter(pk=other.pk).update(state="draft")
    page = home().text
    assert "ফোকাল পয়েন্ট নেই: প্রশাসককে জানান" in page
    assert "পরিকল্পনাই অনুমোদিত নয়" in page
    assert "২টিতে যাবে না" in page
    assert "দপ্তরকে স্মরণ করান<" not in page
    assert "স্মরণ করানোর মতো কোনো দপ্তর নেই" in remind(client).text


def test_who_has_no_address_reads_the_reminder_in_the_page_only(plan, alice, home):
    due(plan, 1, -2)
    assert "১টির ই-মেইল ঠিকানা নেই" in home().text
    type(alice).objects.filter(pk=alice.pk).update(email="alice@example.org")
    assert "ই-মেইল ঠিকানা নেই" not in home().text


def test_the_marks_still_to_give_are_counted_of_all_that_wait(plan, alice, labour, charlie, home):
    write(plan, "1.1", "চলমান", alice)
    hand_in(plan, alice, days_ago=3)
    submit_report(report=labour.reports.get(quarter=1), by=charlie)
    kept = [each.scorecard for each in QuarterReport.objects.order_by("pk")]
    waiting = home().context["waiting"]
    assert [(each.report.plan_id, each.marks_open) for each in waiting] == [(plan.pk, 1), (labour.pk, 2)]
    for report in QuarterReport.objects.all():  # as the scorecards themselves say
        statuses = [mark.status for mark in Scorecard.from_json(report.scorecard).marks]
        assert marks_open([report])[report.pk] == sum(each in AWAITING for each in statuses)
    assert kept == [each.scorecard for each in QuarterReport.objects.order_by("pk")]
    assert marks_open([]) == {}


# --- statements ------------------------------------------------------------------------------------------------------


def test_the_page_takes_as_many_statements_for_many_reports_as_for_one(plan, alice, rita, home, labour_office):
    due(plan, 1, -2)
    write(plan, "1.1", "১", alice)
    hand_in(plan, alice)
    counts = []
    for size in (0, 1, 9):
        if size:
            taken = Plan.objects.filter(year=plan.year).values("office")
            for office in Office.objects.filter(makes_plan=True, tier=plan.office.tier).exclude(pk__in=taken)[:size]:
                store_plan(draft=draft_of_size(2), office=office, year=plan.year, by=None)
        home()
        with CaptureQueriesContext(connection) as queries:
            home()
        counts.append(len(queries))
    assert len(set(counts)) == 1
    assert counts[0] <= 10


def test_the_longest_waiting_are_shown_with_their_marks_and_all_are_counted(plan, alice, rita, home):
    write(plan, "1.1", "চলমান", alice)
    hand_in(plan, alice)
    stored = plan.reports.get(quarter=1)
    for office in Office.objects.filter(makes_plan=True, tier=plan.office.tier).exclude(pk=plan.office_id)[:30]:
        store_plan(draft=draft_of_size(2), office=office, year=plan.year, by=None)
    same = {name: getattr(stored, name) for name in ("state", "submitted_at", "submitted_by", "scorecard")}
    QuarterReport.objects.filter(quarter=1).update(**same)
    page = home()
    assert page.context["waiting_number"] == QuarterReport.objects.filter(state="submitted").count() > WAITING_SHOWN
    assert [each.marks_open for each in page.context["waiting"]] == [1] * WAITING_SHOWN


def test_every_link_of_the_first_page_and_of_its_notices_leads_to_a_page(home, client, plan, alice, rita):
    hand_in(plan, alice)
    links = set(re.findall(r'href="(/[^"#]*)', home().text)) | set(Notice.objects.values_list("link", flat=True))
    assert reverse("entry:entry", args=[plan.pk, 1]) in links
    answers = {link: client.get(link).status_code for link in links if not link.startswith("/static/")}
    assert {link: code for link, code in answers.items() if code not in (200, 302)} == {}


def test_an_address_to_which_rows_are_sent_leads_back_to_them(client, plan, alice):
    hand_in(plan, alice)
    response = client.get(reverse("entry:review", args=[plan.pk, 1]))
    assert response.headers["Location"] == reverse("entry:entry", args=[plan.pk, 1])


def test_offices_that_were_closed_before_the_quarter_ended_are_not_missed(plan_of_size, rita, client_of):
    """The comparison counts without them; the first page counts and reminds alike."""
    plan = plan_of_size(1)
    today = timezone.localdate()
    place = {"year": plan.year, "quarter": 2, "tier": plan.office.tier}
    Deadline.objects.update_or_create(**place, defaults={"due_on": today})
    client = client_of(rita)
    assert [each.report.plan for each in client.get(reverse("home")).context["unreported"]] == [plan]
    closed_on = plan.year.quarter_ends(2) - timedelta(days=1)
    type(plan.office).objects.filter(pk=plan.office_id).update(closed_on=closed_on)
    assert client.get(reverse("home")).context["current"] is None
