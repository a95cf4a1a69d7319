"""Owns the proof of an approval taken back: its paper says so, its page too, and what replaces it stands alone."""

import pytest
from django.urls import reverse

from plans.actions.achievements import record_achievement
from plans.actions.publishing import publish_report
from plans.actions.reopening import reopen_report
from plans.actions.reporting import approve_report, return_report, submit_report
from plans.models import QuarterReport, SupersededApproval
from plans.tests.deciding import send
from plans.tests.factories import cell_of
from reports.download_list import public_path
from reports.verification import Verdict, find, number_of


@pytest.fixture
def approved(plan_of_size, alice, rita):
    """A quarter with one of four done, approved and published."""
    plan = plan_of_size(1)
    record_achievement(cell=cell_of(plan, "1.1", 1), value="১", version=0, by=alice)
    report = submit_report(report=plan.reports.get(quarter=1), by=alice)
    return publish_report(report=approve_report(report=report, by=rita), by=alice)


def again(report):
    return QuarterReport.objects.select_related("plan").get(pk=report.pk)


def approved_anew(report, text, *, by, reviewer):
    return_report(report=report, reason="ভুল", by=reviewer)
    record_achievement(cell=cell_of(report.plan, "1.1", 1), value=text, version=1, by=by)
    return approve_report(report=submit_report(report=report, by=by), by=reviewer)


def at(name, report):
    return reverse(f"entry:{name}", kwargs={"plan_id": report.plan_id, "quarter": report.quarter})


def test_the_number_of_a_paper_says_that_its_approval_was_taken_back(approved, alice, rita, client):
    number = number_of(again(approved))
    reopen_report(report=approved, reason="গোনা ভুল", by=rita)
    found = find(number)
    assert (found.verdict, found.taken_back) == (Verdict.REOPENED, SupersededApproval.objects.get())
    approved_anew(approved, "২", by=alice, reviewer=rita)
    assert find(number).verdict is Verdict.REOPENED
    assert find(number_of(again(approved))).verdict is Verdict.CURRENT
    page = client.get(reverse("verification:verdict", args=[number])).text
    assert "এই কাগজ রহিত" in page
    assert "০.২৫ / ১" in page
    assert "গোনা ভুল" not in page


def test_the_same_figures_approved_anew_are_current_again(approved, rita):
    number = number_of(again(approved))
    reopen_report(report=approved, reason="গোনা ভুল", by=rita)
    approve_report(report=approved, by=rita)
    assert find(number).verdict is Verdict.CURRENT


def test_the_published_page_says_that_it_is_corrected_until_the_next_is_published(approved, alice, rita, client):
    path = public_path(again(approved))
    reopen_report(report=approved, reason="গোনা ভুল", by=rita)
    response = client.get(path)
    assert response.status_code == 200
    assert "সংশোধন হচ্ছে" in response.text
    assert "০.২৫ / ১.০০" in response.text
    assert "গোনা ভুল" not in response.text
    publish_report(report=approved_anew(approved, "২", by=alice, reviewer=rita), by=alice)
    page = client.get(path).text
    assert "সংশোধন হচ্ছে" not in page
    assert "০.২৫ নম্বরের আগের অনুমোদনের জায়গায় এসেছে" in page


def test_an_approval_is_taken_back_on_a_page_of_its_own(approved, alice, rita, client_of):
    assert at("reopen", approved) not in client_of(alice).get(at("entry", approved)).text
    assert at("reopen", approved) in client_of(rita).get(at("entry", approved)).text
    assert client_of(alice).post(at("reopen", approved), {"reason": "ক"}).status_code == 403
    assert send(client_of(rita), at("reopen", approved), reason=" ").status_code == 422
    send(client_of(rita), at("reopen", approved), reason="গোনা ভুল")
    assert again(approved).state == "submitted"
    assert "গোনা ভুল" in client_of(alice).get(at("entry", approved)).text
