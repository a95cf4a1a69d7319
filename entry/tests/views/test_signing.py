"""Owns the proof that the head of an office signs off on the page before submitting, and stands on the paper."""

import pytest
from django.urls import reverse
from django.utils import timezone

from offices.models import Office, Post, Role
from offices.tests.people import add_person
from plans.actions.achievements import record_achievement
from plans.models import SignOff
from plans.tests.deciding import send
from plans.tests.factories import cell_of
from reports.printed.official_form import official_form


@pytest.fixture
def head(industries_office):
    """The secretary, head of the Ministry of Industries, which wants a signature."""
    Office.objects.filter(pk=industries_office.pk).update(needs_sign_off=True)
    person = add_person("karim", industries_office, Role.HEAD, name_bn="আবদুল করিম")
    person.memberships.update(post=Post.objects.create(office=industries_office, title="সচিব"))
    return person


def at(name, plan):
    return reverse(f"entry:{name}", kwargs={"plan_id": plan.pk, "quarter": 1})


def test_the_head_signs_what_stands_and_the_paper_bears_name_post_and_day(plan_of_size, alice, head, client_of):
    plan = plan_of_size(1)
    record_achievement(cell=cell_of(plan, "1.1", 1), value="১", version=0, by=alice)
    page = client_of(alice).get(at("submit", plan)).text
    assert "তিনি এখনও স্বাক্ষর করেননি" in page
    assert at("sign_off", plan) not in page
    send(client_of(alice), at("submit", plan))
    assert plan.reports.get(quarter=1).state == "draft"
    response = send(client_of(head), at("sign_off", plan), page=at("submit", plan))
    assert "আবদুল করিম" in response.text
    assert SignOff.objects.get().post == "সচিব"
    send(client_of(alice), at("submit", plan))
    report = plan.reports.select_related("plan__office", "plan__year", "plan__policy").get(quarter=1)
    assert report.state == "submitted"
    last = official_form(report, printed_on=timezone.localdate()).signatures[-1]
    assert last.lines[:2] == ("আবদুল করিম", "সচিব")


def test_nobody_is_asked_for_a_signature_where_the_office_wants_none(plan_of_size, alice, client_of):
    assert "স্বাক্ষর" not in client_of(alice).get(at("submit", plan_of_size(1))).text
