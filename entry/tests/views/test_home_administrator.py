"""Owns the proof of an administrator's first page: what is stuck, and where it is put right."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from jobs.models import Job
from notices.models import NoticeMail
from offices.models import Deadline, Office, Role
from offices.tests.people import add_person


@pytest.fixture
def home(administrator, client_of):
    client = client_of(administrator)
    return lambda: client.get(reverse("home"))


@pytest.fixture
def smooth(administrator, industries_office):
    """Nothing is stuck: one office makes plans, somebody enters for it and was here today."""
    Office.objects.exclude(pk=industries_office.pk).update(makes_plan=False)
    return add_person("fresh", industries_office, Role.FOCAL_POINT, last_login=timezone.now())


def stuck(response):
    return {item.url.partition("?")[0]: item.number for item in response.context["stuck"]}


def test_where_nothing_is_stuck_that_is_said(smooth, home):
    assert "কিছু আটকে নেই" in home().text


def test_offices_without_focal_points_and_sleeping_accounts_are_told(smooth, labour_office, home):
    Office.objects.filter(pk=labour_office.pk).update(makes_plan=True)
    type(smooth).objects.filter(pk=smooth.pk).update(last_login=timezone.now() - timedelta(days=100))
    response = home()
    offices, people = reverse("admin:offices_office_changelist"), reverse("admin:offices_person_changelist")
    assert stuck(response) == {offices: 1, people: 1}
    assert f"{offices}?focal_point=none" in response.text
    assert f"{people}?slept=90" in response.text
    assert "৯০ দিন ধরে কেউ প্রবেশ করেননি" in response.text


def test_plans_of_this_year_without_deadlines_are_told(smooth, plan_of_size, home):
    today = timezone.localdate()
    plan = plan_of_size(1, year=today.year if today.month > 6 else today.year - 1)
    Deadline.objects.filter(year=plan.year).delete()
    place = reverse("admin:offices_deadline_changelist")
    assert stuck(home()) == {place: 1}
    for quarter in (2, 4):  # it reports by half-years
        Deadline.objects.create(year=plan.year, quarter=quarter, tier=plan.office.tier, due_on=today)
    assert stuck(home()) == {}


def test_jobs_that_failed_lately_are_told(smooth, home):
    now = timezone.now()
    for ago in (1, 40):
        Job.objects.create(
            task="none", title="ক", asked_by=smooth, state="failed", ended_at=now - timedelta(days=ago), trouble="x"
        )
    assert "গত ৩০ দিনে ১টি কাজ ব্যর্থ" in home().text


def test_mails_that_did_not_go_out_are_told_and_tried_again(smooth, home, client_of, administrator):
    now = timezone.now()
    for state, ended in (("failed", now), ("uncertain", now), ("sent", now), ("waiting", None)):
        NoticeMail.objects.create(person=smooth, state=state, ended_at=ended, trouble="550 <no such user>")
    NoticeMail.objects.create(person=smooth, not_before=now - timedelta(hours=2))
    place = reverse("notices:mails")
    assert stuck(home()) == {place: 3}
    page = client_of(administrator).get(place).text
    assert "550 &lt;no such user&gt;" in page
    assert "হয়তো পাঠানো হয়েছে" in page
    client_of(administrator).post(reverse("notices:again"))
    assert sorted(NoticeMail.objects.values_list("state", flat=True)) == ["sent", *["waiting"] * 4]
    assert stuck(home()) == {}


def test_the_page_takes_as_many_statements_however_much_is_stuck(administrator, home, smooth):
    counts = []
    for _round in range(2):
        home()
        with CaptureQueriesContext(connection) as queries:
            home()
        counts.append(len(queries))
        Office.objects.update(makes_plan=True)
        for _mail in range(9):
            NoticeMail.objects.create(person=smooth, state="failed", ended_at=timezone.now())
    assert counts[0] == counts[1] <= 10
