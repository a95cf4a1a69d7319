"""Owns the proof that who asks is loaded once, with rights and notices, as they stand in that moment."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cell_values.sentence import Sentence
from notices.actions import tell
from notices.models import NoticeKind
from offices.models import Membership, Role
from plans.addresses import entry_url
from plans.queries.access import standing_today
from plans.queries.arriving import person_arriving, standing_on_arrival

pytestmark = pytest.mark.django_db


def arrived(person):
    """Who comes, and how many statements that and a look at their rights take."""
    with CaptureQueriesContext(connection) as queries:
        found = person_arriving(person.pk)
        standing_on_arrival(found)
    return found, len(queries)


def test_person_rights_and_notices_come_in_one_statement(alice, labour_office):
    today = timezone.localdate()
    Membership.objects.create(person=alice, office=labour_office, role=Role.HEAD, since=today)
    tell(people=[alice], kind=NoticeKind.COMMENT, sentence=Sentence("ক", "a"), link="/about/", once="x")
    found, statements = arrived(alice)

    assert statements == 1
    assert (found, found.unread) == (alice, 1)
    assert standing_on_arrival(found) == standing_today(alice)
    assert len(standing_on_arrival(found).memberships) == 2


def test_rights_that_ended_or_have_not_begun_do_not_arrive(alice):
    today = timezone.localdate()
    held = Membership.objects.get(person=alice)
    for change in ({"until": today - timedelta(days=1)}, {"until": None, "since": today + timedelta(days=1)}):
        Membership.objects.filter(pk=held.pk).update(**{"since": today - timedelta(days=9)} | change)
        assert standing_on_arrival(arrived(alice)[0]).memberships == ()
    Membership.objects.filter(pk=held.pk).update(since=today, until=today)
    assert standing_on_arrival(arrived(alice)[0]).memberships == (held,)


def test_who_holds_nothing_arrives_without_rights_and_who_left_with_none(alice, administrator):
    Membership.objects.filter(person=administrator).delete()
    found, statements = arrived(administrator)
    assert (statements, standing_on_arrival(found).memberships) == (1, ())
    assert standing_on_arrival(found).is_administrator

    alice.is_active = False
    alice.save()
    assert standing_on_arrival(arrived(alice)[0]).memberships == ()


def test_nobody_arrives_whose_account_is_gone():
    assert person_arriving(0) is None


def test_a_right_taken_away_between_two_requests_is_gone(alice, client_of, plan_of_size):
    client, page = client_of(alice), entry_url(plan_of_size(1), 1)
    assert client.get(page).status_code == 200
    Membership.objects.filter(person=alice).update(
        since=timezone.localdate() - timedelta(days=9), until=timezone.localdate() - timedelta(days=1)
    )
    assert client.get(page).status_code == 404
