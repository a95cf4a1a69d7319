"""Owns the proof of a hand-over: on a day one's access ends and another's begins; what was done stays."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from administration.tests.test_invitations import LINK, choose, form, gets_in, link_on
from config.tests.test_admin_bengali import faults_of
from config.tests.test_separation import staff_with_every_permission
from offices.models import Membership, Person, Role
from offices.queries.rights import enters_for, standing_of
from offices.tests.people import SINCE, add_person
from plans.actions.achievements import record_achievement
from plans.actions.handing_over import hand_over
from plans.models import Event
from plans.tests.factories import cell_of
from workflow.transitions import Refusal

pytestmark = pytest.mark.django_db
ON = date(2026, 10, 15)
DAY = timedelta(days=1)


@pytest.fixture
def client(administrator, client_of):
    return client_of(administrator)


@pytest.fixture
def post(alice, industries_office):
    """Alice's role, at a post."""
    Membership.objects.update(post=industries_office.posts.create(title="উপসচিব"))
    return Membership.objects.get(person=alice)


@pytest.fixture
def newcomer(reference):
    return add_person("newcomer", name_bn="নাসিমা আক্তার")


def place(person):
    return reverse("admin:offices_person_hand_over", args=[person.pk])


def passed(client, membership, **changes):
    data = {"held": membership.pk, "to": "newcomer", "on": "১৫/১০/২০২৬"} | changes
    return client.post(place(membership.person), data)


def enters(person, office, day) -> bool:
    return enters_for(standing_of(person, on=day), office)


# --- one step ----------------------------------------------------------------------------------------------------


def test_access_ends_the_day_before_the_others_begins(client, post, newcomer, alice, industries_office):
    assert passed(client, post).status_code == 302
    taken = Membership.objects.get(person=newcomer)
    assert (taken.role, str(taken.post), taken.since, taken.until) == (Role.FOCAL_POINT, "উপসচিব", ON, None)
    for day, who in ((ON - DAY, alice), (ON, newcomer)):
        assert [person for person in (alice, newcomer) if enters(person, industries_office, day)] == [who]


def test_the_ledger_tells_the_step_and_both_rows(client, post, newcomer, administrator):
    passed(client, post, to="নাসিমা আক্তার")
    told = Event.objects.filter(by=administrator).order_by("sequence")
    assert [event.verb for event in told] == ["edit_membership", "edit_membership", "hand_over"]
    assert "alice" in told[2].before["person"]
    assert told[2].after == {"person": f"নাসিমা আক্তার ({newcomer.pk})", "since": "2026-10-15"}


def test_what_was_entered_stays_and_the_next_one_goes_on_with_it(client, alice, newcomer, plan_of_size, client_of):
    plan, today = plan_of_size(1), timezone.localdate()
    record_achievement(cell=cell_of(plan, "1.1", 1), value="৩", version=0, by=alice)
    page = reverse("entry:entry", kwargs={"plan_id": plan.pk, "quarter": 1})
    session = client_of(alice)
    assert session.get(page).status_code == 200
    passed(client, Membership.objects.get(person=alice), on=f"{today:%d/%m/%Y}")
    assert session.get(page).status_code == 404
    assert "৩" in client_of(newcomer).get(page).text
    cell = cell_of(plan, "1.1", 1)
    assert (cell.achievement.text, cell.entered_by) == ("৩", alice)
    record_achievement(cell=cell, value="৪", version=cell.version, by=newcomer)


def test_what_was_left_of_the_time_is_the_others(client, post, newcomer):
    Membership.objects.update(until=date(2027, 6, 30))
    passed(client, post)
    assert Membership.objects.get(person=newcomer).until == date(2027, 6, 30)


def test_a_role_that_ends_is_taken_up_the_day_after(client, post, newcomer):
    Membership.objects.update(until=ON + 60 * DAY)
    assert passed(client, post, on=f"{ON + 61 * DAY:%d/%m/%Y}").status_code == 302
    assert Membership.objects.get(person=post.person).until == ON + 60 * DAY
    assert Membership.objects.get(person=newcomer).until is None


# --- to somebody new ---------------------------------------------------------------------------------------------


def test_somebody_new_takes_over_and_is_invited_in_one_step(client, post, alice, industries_office, labour_office):
    page = client.get(place(alice)).text
    link = f"{reverse('admin:offices_person_invite')}?after={post.pk}"
    assert link in page
    assert "alice" in client.get(link).text
    invitation = client.post(link, form(office=labour_office.name_bn, role="head", since="১৫/১০/২০২৬", post="x"))
    taken = Membership.objects.get(person__username="rahima")
    assert (taken.office, taken.role, str(taken.post), taken.since) == (industries_office, "focal_point", "উপসচিব", ON)
    assert Membership.objects.get(person=alice).until == ON - DAY
    choose(link_on(invitation.text))
    assert gets_in("rahima")


def test_where_the_hand_over_is_refused_nobody_is_made(client, post):
    link = f"{reverse('admin:offices_person_invite')}?after={post.pk}"
    response = client.post(link, form(since=f"{SINCE:%d/%m/%Y}"))
    assert response.status_code == 422
    assert LINK.search(response.text) is None
    assert not Person.objects.filter(username="rahima").exists()
    for key in ("0", "9" * 40, "x"):
        assert client.get(reverse("admin:offices_person_invite"), {"after": key}).status_code in {200, 404}


# --- refused -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"to": "alice"}, "নিজের কাছে"),
        ({"to": "কেউ না"}, "এই নামে কেউ নেই"),
        ({"to": "closed"}, "লগইন বন্ধ"),
        ({"to": "bob"}, "আগে থেকেই আছে"),
        ({"on": "০১/০৭/২০১৭"}, "পরের কোনো দিন"),
        ({"on": "৩১/০৬/২০২৬"}, "errorlist"),
        ({"held": "0"}, "errorlist"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_changes(client, post, bob, newcomer, wrong, told):
    add_person("closed", is_active=False)
    before, events = list(Membership.objects.values()), Event.objects.count()
    response = passed(client, post, **wrong)
    assert (response.status_code, told in response.text) == (422, True)
    assert (list(Membership.objects.values()), Event.objects.count()) == (before, events)


def test_a_role_long_ended_is_not_passed_on(post, newcomer, administrator):
    Membership.objects.update(until=ON - 30 * DAY)
    with pytest.raises(Refusal):
        hand_over(held=post, to=newcomer, on=ON, by=administrator)


def test_two_of_one_name_are_told_apart_by_the_name_for_log_in(client, post, newcomer):
    add_person("other", name_bn=newcomer.name_bn)
    assert "একাধিক ব্যক্তি" in passed(client, post, to=newcomer.name_bn).text
    assert passed(client, post, to="NEWCOMER").status_code == 302


def test_administrators_pass_on_only_what_they_may_give(client_of, cabinet_division, rita, post, newcomer):
    client = client_of(staff_with_every_permission("top", cabinet_division))
    assert passed(client, Membership.objects.get(person=rita)).status_code == 422
    assert passed(client, post).status_code == 302
    assert client_of(staff_with_every_permission("staff")).get(place(rita)).status_code == 403


def test_the_page_is_bengali(client, post, rita):
    Membership.objects.filter(person=rita).update(until=ON - DAY)
    link = f"{reverse('admin:offices_person_invite')}?after={post.pk}"
    assert faults_of(client, [place(post.person), place(rita), link]) == {}
