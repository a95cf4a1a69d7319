"""Owns the proof of reminders before the last day: 7, 3 and 1 days before, once, to those who have not handed in."""

from datetime import date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from imports.actions.importing import store_plan
from notices.models import Notice
from offices.models import Deadline, DeadlineExtension, Office, Role, YearEndDeadline
from offices.tests.people import add_person
from plans.actions import reminding
from plans.actions.annual_reports import return_annual_report
from plans.actions.half_year_feedback import give_feedback, write_feedback
from plans.actions.office_changes import close_office
from plans.actions.reminding import remind_before, remind_of_deadlines
from plans.actions.reporting import return_report, submit_report
from plans.addresses import annual_url
from plans.models import Plan, QuarterReport
from plans.tests.factories import draft_of_size
from plans.tests.stepping import submit_through
from plans.tests.year_end import hand_in_year, report_year

DUE = date(2024, 1, 15)


@pytest.fixture
def plan(plan_of_size):
    cache.clear()
    plan = plan_of_size(1)
    place = {"year": plan.year, "quarter": 2, "tier": plan.office.tier}
    Deadline.objects.update_or_create(**place, defaults={"due_on": DUE})
    return plan


def reminded(days_before, due=DUE):
    """Who is told what so many days before."""
    Notice.objects.all().delete()
    for _again in range(2):
        remind_before(due - timedelta(days=days_before))
    return {each.person.username: each for each in Notice.objects.select_related("person")}


def test_an_office_is_told_seven_three_and_one_days_before_and_on_no_other(plan, alice, bob, charlie):
    found = {days: set(reminded(days)) for days in range(-1, 9)}
    assert {days for days, people in found.items() if people} == {7, 3, 1}
    assert found[3] == {"alice", "bob"}


def test_more_offices_than_are_told_at_a_time_are_all_told(plan, alice, bob, administrator, monkeypatch):
    monkeypatch.setattr(reminding, "AT_A_TIME", 2)
    offices = Office.objects.filter(makes_plan=True, tier=plan.office.tier).exclude(pk=plan.office_id)[:4]
    for number, office in enumerate(offices):
        other = store_plan(draft=draft_of_size(1), office=office, year=plan.year, by=administrator).plan
        Plan.objects.filter(pk=other.pk).update(state="approved")
        add_person(f"focal{number}", office, Role.FOCAL_POINT)
    assert set(reminded(7)) == {"alice", "bob", "focal0", "focal1", "focal2", "focal3"}


def test_it_is_told_how_many_days_are_left_in_both_languages(plan, alice):
    notice = reminded(7)["alice"]
    assert "২য় কোয়ার্টার: জমার আর ৭ দিন বাকি, শেষ দিন ১৫ জানুয়ারি ২০২৪।" in notice.text_bn
    assert "2nd quarter is due in 7 days, on 15 January 2024." in notice.text_en
    assert "আগামীকাল" in reminded(1)["alice"].text_bn


def test_who_has_handed_in_is_left_in_peace(plan, alice):
    QuarterReport.objects.filter(plan=plan, quarter=1).update(state="submitted")
    QuarterReport.objects.filter(plan=plan, quarter=2).update(state="submitted")
    assert reminded(3) == {}


def test_a_plan_that_is_not_approved_has_nothing_to_hand_in(plan, alice):
    Plan.objects.filter(pk=plan.pk).update(state="draft")
    assert reminded(3) == {}


def test_more_time_moves_the_reminders(plan, alice, administrator):
    deadline = Deadline.objects.get(year=plan.year, quarter=2, tier=plan.office.tier)
    given = {"until": DUE + timedelta(days=10), "reason": "বন্যা", "granted_by": administrator}
    DeadlineExtension.objects.create(deadline=deadline, office=plan.office, **given)
    assert reminded(3) == {}
    assert set(reminded(3, due=DUE + timedelta(days=10))) == {"alice"}


def test_what_came_back_is_reminded_of_by_the_day_it_is_asked_for_again(plan, alice, rita):
    report = plan.reports.get(quarter=1)
    submit_report(report=report, by=alice)
    reply_by = timezone.localdate() + timedelta(days=30)
    return_report(report=plan.reports.get(quarter=1), reason="কারণ", reply_by=reply_by, by=rita)
    assert set(reminded(3, due=reply_by)) == {"alice"}


def test_the_chore_does_its_work_once_a_day_in_office_hours(plan, alice, monkeypatch):
    day = timezone.localdate()
    Deadline.objects.filter(year=plan.year, quarter=2).update(due_on=day + timedelta(days=3))
    for hour, told in ((7, 0), (8, 1), (9, 1)):
        moment = datetime(day.year, day.month, day.day, hour, 30, tzinfo=timezone.get_default_timezone())
        monkeypatch.setattr(timezone, "localtime", lambda *_, moment=moment: moment)
        remind_of_deadlines()
        assert Notice.objects.count() == told
    Notice.objects.all().delete()
    remind_of_deadlines()  # looks only whether it was done
    assert Notice.objects.count() == 0


def annual_reminded(plan, days_before):
    """Who is told of the annual report so many days before it is due."""
    place = {"year": plan.year, "tier": plan.office.tier, "document": "annual"}
    YearEndDeadline.objects.update_or_create(**place, defaults={"due_on": DUE})
    Notice.objects.all().delete()
    Deadline.objects.filter(year=plan.year).delete()
    for _again in range(2):
        remind_before(DUE - timedelta(days=days_before))
    return {each.person.username: each for each in Notice.objects.select_related("person")}


def test_an_office_is_reminded_of_its_annual_report_like_of_its_quarters(plan, alice, bob, charlie):
    found = {days: set(annual_reminded(plan, days)) for days in range(-1, 9)}
    assert {days for days, people in found.items() if people} == {7, 3, 1}
    assert found[3] == {"alice", "bob"}
    notice = annual_reminded(plan, 7)["alice"]
    assert notice.text_bn.startswith("বার্ষিক প্রতিবেদন জমার আর ৭ দিন বাকি, শেষ দিন ১৫ জানুয়ারি ২০২৪: শিল্প মন্ত্রণালয়")
    assert notice.text_en.startswith("The annual report is due in 7 days, on 15 January 2024: Ministry of Industries")
    assert "আগামীকাল" in annual_reminded(plan, 1)["alice"].text_bn
    assert notice.link == annual_url(plan)


def test_without_a_day_of_its_own_the_annual_report_is_reminded_of_by_that_of_the_guideline(plan, alice):
    YearEndDeadline.objects.all().delete()
    Deadline.objects.all().delete()
    remind_before(date(plan.year.start_year + 1, 7, 12))
    assert Notice.objects.get(person=alice).kind == "deadline"


def test_whose_annual_report_is_handed_in_or_whose_plan_is_not_approved_is_left_in_peace(plan, alice, rita):
    hand_in_year(plan, by=alice)
    assert annual_reminded(plan, 3) == {}
    return_annual_report(plan=plan, reason="কারণ", by=rita)
    assert set(annual_reminded(plan, 3)) == {"alice"}
    Plan.objects.filter(pk=plan.pk).update(state="draft")
    assert annual_reminded(plan, 3) == {}


def feedback_reminded(plan, days_before):
    """Who is told of the feedback so many days before it is due."""
    place = {"year": plan.year, "tier": plan.office.tier, "document": "feedback"}
    YearEndDeadline.objects.update_or_create(**place, defaults={"due_on": DUE})
    Deadline.objects.filter(year=plan.year).delete()
    return reminded(days_before)


def test_reviewers_are_reminded_of_the_feedback_they_have_to_give(plan, alice, rita, charlie):
    assert feedback_reminded(plan, 7) == {}, "nothing was handed in"
    report_year(plan, by=alice, through=2)
    found = {days: set(feedback_reminded(plan, days)) for days in range(-1, 9)}
    assert {days for days, people in found.items() if people} == {7, 3, 1}
    assert found[3] == {"rita"}
    notice = feedback_reminded(plan, 7)["rita"]
    assert "আর ৭ দিন বাকি, শেষ দিন ১৫ জানুয়ারি ২০২৪: ১টি পরিকল্পনা আপনার ফিডব্যাকের অপেক্ষায়" in notice.text_bn
    assert notice.text_en == "Half-yearly feedback is due in 7 days, on 15 January 2024: 1 plan waits for yours."
    assert "আগামীকাল" in feedback_reminded(plan, 1)["rita"].text_bn
    assert notice.link == reverse("home")


def test_of_many_plans_that_wait_for_feedback_one_notice_tells(plan, plan_of_size, alice, rita):
    other = plan_of_size(1, kind="egov", year=plan.year.start_year)
    for each in (plan, other):
        report_year(each, by=alice, through=2) if each is plan else submit_through(each, 2, by=alice)
    assert "২টি পরিকল্পনা" in feedback_reminded(plan, 3)["rita"].text_bn


def test_who_has_given_feedback_is_not_reminded_of_it(plan, alice, rita):
    report_year(plan, by=alice, through=2)
    write_feedback(plan=plan, text="ভালো", row_notes={}, version=0, by=rita)
    assert set(feedback_reminded(plan, 3)) == {"rita"}
    give_feedback(plan=plan, by=rita)
    assert feedback_reminded(plan, 3) == {}


def test_an_office_that_was_closed_meanwhile_is_asked_for_nothing_more(plan, alice, rita, administrator):
    close_office(office=plan.office, on=date(2023, 11, 15), reason="আদেশ", by=administrator)
    assert reminded(7) == {}
    annual = date(2024, 7, 15)
    assert "alice" not in reminded(7, due=annual)
    Office.objects.update(closed_on=date(2023, 12, 31))  # the quarter's last day makes it its own
    assert set(reminded(7)) == {"alice"}
    assert "alice" not in reminded(7, due=annual)


def test_what_came_back_to_a_closed_office_is_reminded_of(plan, alice, administrator):
    close_office(office=plan.office, on=date(2023, 11, 15), reason="আদেশ", by=administrator)
    back = {"state": "returned", "reply_by": DUE, "return_reason": "দেখুন"}
    QuarterReport.objects.filter(plan=plan, quarter=2).update(**back)
    assert set(reminded(7)) == {"alice"}
