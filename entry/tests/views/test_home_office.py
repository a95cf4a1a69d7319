"""Owns the proof of an office's first page: what is due next, how far it is, what came back, and where to go on."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from offices.models import Deadline, DeadlineExtension
from plans.actions.achievements import record_achievement
from plans.actions.evidence import attach_evidence, write_comment
from plans.actions.reporting import return_report, submit_report
from plans.display import date_long
from plans.models import RowReview
from plans.tests.factories import cell_of


@pytest.fixture
def plan(plan_of_size):
    return plan_of_size(3)


@pytest.fixture
def home(client_of, alice):
    client = client_of(alice)
    return lambda: client.get(reverse("home"))


def due(plan, quarter, in_days):
    """The day on which a quarter is due, so many days from today."""
    day = timezone.localdate() + timedelta(days=in_days)
    place = {"year": plan.year, "quarter": quarter, "tier": plan.office.tier}
    return Deadline.objects.update_or_create(**place, defaults={"due_on": day})[0]


def write(plan, number, text, by, quarter=1):
    cell = cell_of(plan, number, quarter)
    record_achievement(cell=cell, value=text, version=cell.version, by=by)


def the_only(response):
    (item,) = response.context["plans"]
    return item


def test_it_says_how_many_days_are_left_and_how_far_the_quarter_is(plan, alice, home):
    due(plan, 1, 3)
    write(plan, "1.1", "১", alice)
    write(plan, "1.3", "১", alice)
    attach_evidence(cell=cell_of(plan, "1.3", 1), file=ContentFile(b"%PDF-1.4 x", "a.pdf"), by=alice)
    response = home()
    quarter = the_only(response).next
    assert (quarter.report.quarter, quarter.days_left) == (1, 3)
    assert (quarter.done.filled, quarter.done.due, quarter.done.proved) == (2, 3, 1)
    for said in ("<strong>৩</strong> দিন বাকি", "<strong>২ / ৩</strong> ঘর পূরণ", "<strong>১ / ২</strong> প্রমাণসহ"):
        assert said in response.text
    assert "বাকি ১টি ঘর, প্রথমটি ১.২" in response.text


def test_one_button_leads_to_the_first_empty_row_and_then_to_the_hand_in(plan, alice, home):
    place = reverse("entry:entry", args=[plan.pk, 1])
    write(plan, "1.1", "১", alice)
    assert f'href="{place}#cell-{cell_of(plan, "1.2", 1).pk}-text">লেখা চালিয়ে যান' in home().text
    write(plan, "1.2", "১", alice)
    write(plan, "1.3", "১", alice)
    assert f'href="{reverse("entry:submit", args=[plan.pk, 1])}">' in home().text


@pytest.mark.parametrize(
    ("in_days", "said"),
    [(0, "<strong>আজ</strong> শেষ দিন"), (-2, "<strong>২</strong> দিন পেরিয়ে গেছে"), (1, "<strong>১</strong> দিন বাকি")],
)
def test_the_last_day_and_those_after_it_are_told(plan, home, in_days, said):
    due(plan, 1, in_days)
    assert said in home().text


def test_more_time_for_the_office_counts(plan, home, administrator):
    deadline = due(plan, 1, -2)
    until = timezone.localdate() + timedelta(days=5)
    given = {"office": plan.office, "until": until, "reason": "বন্যা", "granted_by": administrator}
    DeadlineExtension.objects.create(deadline=deadline, **given)
    assert the_only(home()).next.days_left == 5


def test_where_no_day_is_set_that_is_said(plan, home):
    Deadline.objects.filter(year=plan.year).delete()
    assert "কোনো সময়সীমা দেওয়া নেই" in home().text


def test_what_was_not_understood_is_not_filled(plan, alice, home):
    write(plan, "1.1", "১", alice)
    cell = cell_of(plan, "1.1", 1)
    type(cell).objects.filter(pk=cell.pk).update(achievement_state="unreadable")
    assert the_only(home()).next.done.filled == 0


def test_a_returned_quarter_stands_beside_what_is_due_next_with_its_reason(plan, alice, rita, home):
    submit_report(report=plan.reports.get(quarter=1), by=alice)
    return_report(report=plan.reports.get(quarter=1), reason="কার্যবিবরণী দিন।", by=rita)
    response = home()
    item = the_only(response)
    assert (item.next.report.quarter, [each.report.quarter for each in item.returned]) == (2, [1])
    assert "কার্যবিবরণী দিন।" in response.text
    assert "এটি আগে আবার জমা দিন" in response.text


def test_rows_in_question_stand_with_what_was_written_and_turn_green_when_mended(plan, alice, rita, home):
    write(plan, "1.1", "১", alice)
    submit_report(report=plan.reports.get(quarter=1), by=alice)
    for number in ("1.1", "1.2"):
        asked = {"indicator": cell_of(plan, number, 1).indicator, "quarter": 1, "round": 1, "state": "question"}
        RowReview.objects.create(**asked, reason=f"প্রমাণ {number}", by=rita, at=timezone.now())
    assert "প্রমাণ 1.1" not in home().text  # the office reads it once the quarter is returned
    return_report(report=plan.reports.get(quarter=1), reason="দুটি সারি দেখুন।", reply_by=date(2030, 1, 9), by=rita)
    page = home().text
    assert "ফেরত, জবাবের শেষ দিন ৯ জানুয়ারি ২০৩০" in page
    assert "প্রমাণ 1.1" in page
    assert "লিখেছেন ১" in page
    assert "কিছু লেখা নেই" in page
    write(plan, "1.2", "১", alice)
    page = home().text
    assert "✓ ঠিক করা হয়েছে" in page
    assert "প্রমাণ 1.2" not in page


def test_unread_comments_and_the_last_receipt_stand_at_the_side(plan, alice, rita, home):
    due(plan, 1, 1)
    write_comment(cell=cell_of(plan, "1.2", 1), text="তালিকা দিন।", by=rita)
    submit_report(report=plan.reports.get(quarter=1), by=alice)
    page = home().text
    assert "তালিকা দিন।" in page
    assert plan.reports.get(quarter=1).receipt in page
    assert "✓ সময়মতো" in page
    due(plan, 1, -1)
    assert '<span class="badge badge-warn">বিলম্বে</span>' in home().text


def test_of_a_tier_that_reports_by_half_years_the_half_year_is_due_next(plan, home):
    Deadline.objects.filter(year=plan.year, quarter__in=(1, 3)).delete()
    due(plan, 2, 4)
    assert the_only(home()).next.report.quarter == 2


def test_what_is_due_first_stands_on_top(plan_of_size, home):
    integrity, egov = plan_of_size(1, year=2022), plan_of_size(1, kind="egov", year=2021)
    for plan, in_days in ((integrity, 9), (egov, 2)):
        for quarter in (1, 2, 3, 4):
            due(plan, quarter, in_days)
    assert [each.plan for each in home().context["plans"]] == [egov, integrity]


def test_the_page_takes_as_many_statements_for_many_plans_and_comments_as_for_one(
    plan_of_size, alice, rita, home, industries_office
):
    counts = []
    for kind, size in (("integrity", 1), ("egov", 9), ("integrity", 12), ("egov", 2)):
        start = {0: 2021, 1: 2021, 2: 2022, 3: 2022}[len(counts)]
        plan = plan_of_size(size, kind=kind, year=start)
        submit_report(report=plan.reports.get(quarter=1), by=alice)
        return_report(report=plan.reports.get(quarter=1), reason="কারণ", by=rita)
        write_comment(cell=plan_cell(plan), text="মন্তব্য", by=rita)
        home()
        with CaptureQueriesContext(connection) as queries:
            home()
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert max(counts) <= 10


def plan_cell(plan):
    return cell_of(plan, "1.1.1" if plan.kind == "egov" else "1.1", 1)


# --- what the calendar and the receipt say too ----------------------------------------------------------------------


def set_days(plan, quarter, **days):
    """Days of a quarter, so many days from today."""
    today = timezone.localdate()
    found = {name: today + timedelta(days=in_days) for name, in_days in days.items()}
    place = {"year": plan.year, "quarter": quarter, "tier": plan.office.tier}
    Deadline.objects.update_or_create(**place, defaults=found)


def test_a_quarter_that_is_written_later_is_not_to_be_written_now(plan, home):
    for quarter in (1, 2, 3, 4):
        set_days(plan, quarter, opens_on=2, due_on=9)
    item = the_only(home())
    assert item.next is None
    assert (item.quarters[0].has_begun, item.quarters[0].opens) == (False, timezone.localdate() + timedelta(days=2))


def test_a_locked_quarter_is_told_with_who_can_open_it(plan, home):
    set_days(plan, 1, due_on=-9, locks_after=-2)
    page = home().text
    assert "লেখা চালিয়ে যান" not in page
    assert "পেরিয়ে গেছে, তাই এটি বন্ধ। বাড়তি সময় লাগলে কারণ জানিয়ে প্রশাসককে বলুন।" in page
    assert f'href="{reverse("entry:entry", args=[plan.pk, 1])}">কোয়ার্টারটি দেখুন' in page


def test_home_and_receipt_say_alike_whether_a_round_came_in_time(plan, alice, rita, home, client_of):
    def said():
        page, receipt = home().text, client_of(alice).get(reverse("reports:last_receipt", args=[plan.pk, 1])).text
        words = ("✓ সময়মতো", "বিলম্বে")
        found = [[word for word in words if word in text] for text in (page, receipt)]
        assert found[0] == found[1], found
        return found[0]

    set_days(plan, 1, due_on=-9, grace_until=0)
    for number in ("1.1", "1.2", "1.3"):
        write(plan, number, "১", alice)
    submit_report(report=plan.reports.get(quarter=1), by=alice)
    assert said() == ["✓ সময়মতো"]  # by its grace
    Deadline.objects.update(grace_until=None)
    assert said() == ["বিলম্বে"]
    day = timezone.localdate() + timedelta(days=2)
    return_report(report=plan.reports.get(quarter=1), reason="দেখুন", reply_by=day, by=rita)
    submit_report(report=plan.reports.get(quarter=1), by=alice)
    assert said() == ["✓ সময়মতো"]  # a later round by the day its return named


def test_every_year_with_something_to_hand_in_tells_its_day(plan_of_size, home):
    for year in (2019, 2018, 2017):
        due(plan_of_size(1, year=year), 1, 3)
    page = home()
    assert [item.next.days_left for item in page.context["plans"]] == [3, 3, 3]


def test_a_closed_office_is_asked_for_nothing_it_was_not_there_for(plan, home):
    begins = plan.year.quarter_starts(2)
    type(plan.office).objects.filter(pk=plan.office_id).update(closed_on=begins)
    item = the_only(home())
    assert [quarter.is_open for quarter in item.quarters] == [True, True, False, False]
    assert not item.year_end.has_annual
    assert home().text.count("দিতে হবে না: দপ্তর বন্ধ") == 2


def test_a_quarter_that_a_later_report_tells_is_not_asked_for_by_itself(plan, alice, home):
    """Half-years: nobody has forgotten its deadline, and its draft is no report that lacks."""
    Deadline.objects.filter(year=plan.year, tier=plan.office.tier, quarter__in=(1, 3)).delete()
    for quarter in (2, 4):
        set_days(plan, quarter, opens_on=2, due_on=9)
    assert the_only(home()).next.report.quarter == 1
    page = home().text
    assert "এর নিজস্ব প্রতিবেদন নেই: ২য় কোয়ার্টারের প্রতিবেদনেই এটি থাকে।" in page
    assert "৪র্থ কোয়ার্টারের প্রতিবেদনের অংশ" in page  # the third
    for number in ("1.1", "1.2", "1.3"):
        write(plan, number, "১", alice)
    assert "কোয়ার্টারটি দেখুন" in home().text
    assert reverse("entry:submit", args=[plan.pk, 1]) not in home().text


def test_grace_is_told_where_the_days_over_are_whether_or_not_the_quarter_ever_locks(plan, home, alice, client_of):
    until = date_long(timezone.localdate() + timedelta(days=2))
    told = f"{until} পর্যন্ত জমা দিলে সময়মতো ধরা হবে।"
    for days in ({"grace_until": 2}, {"grace_until": 2, "locks_after": 3}):
        set_days(plan, 1, due_on=-1, **days)
        assert told in home().text
        assert told in client_of(alice).get(reverse("entry:entry", args=[plan.pk, 1])).text
    Deadline.objects.update(grace_until=None)
    assert "সময়মতো ধরা হবে" not in home().text
    assert "সময়মতো ধরা হবে" not in client_of(alice).get(reverse("entry:entry", args=[plan.pk, 1])).text
