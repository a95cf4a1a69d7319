"""Owns the proof of invitations: somebody is placed, gets a link by mail or on paper, and chooses a password once."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import zxingcpp
from allauth.core import context
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image, ImageDraw

from administration.invitation_links import link_for
from config.link_tokens import LinkTokens
from config.tests.test_account_pages import latin_words
from config.tests.test_admin_bengali import faults_of
from config.tests.test_separation import staff_with_every_permission
from notices.tests.postbox import Postbox, running_postbox
from offices.models import Membership, Office, Person, Post, Role, Tier
from offices.tests.people import PASSWORD
from plans.models import Event

pytestmark = pytest.mark.django_db
CHOSEN = "মধুমতি-নদীর-তীরে-৭"
LINK = re.compile(r"http://testserver(/accounts/password/reset/key/[\w-]+/)")


@pytest.fixture
def mail_server(settings) -> Iterator[Postbox]:
    """A real server of the machine, to which the site mails."""
    with running_postbox(settings) as postbox:
        yield postbox


@pytest.fixture
def client(administrator, client_of):
    return client_of(administrator)


def form(**changes):
    """The page as an administrator fills it in."""
    typed = {"name_bn": "রহিমা খাতুন", "username": "rahima", "email": "rahima@example.org"}
    typed |= {"office": "শিল্প মন্ত্রনালয়", "post": "উপসচিব", "role": "focal_point", "since": "০১/০৭/২০২৬"}
    return typed | changes


def invite(client, **changes):
    return client.post(reverse("admin:offices_person_invite"), form(**changes))


def link_on(page) -> str:
    return LINK.search(page)[1]


def choose(link, password=CHOSEN, client=None):
    """What somebody does with a link: opens it and types a password twice."""
    client = client or Client()
    opened = client.get(link, follow=True)
    if "password1" not in opened.text:
        return opened
    return client.post(opened.request["PATH_INFO"], {"password1": password, "password2": password}, follow=True)


def gets_in(username, password=CHOSEN) -> bool:
    answer = Client().post(reverse("account_login"), {"login": username, "password": password})
    return answer.status_code == 302


# --- placed ------------------------------------------------------------------------------------------------------


def test_one_page_places_somebody_with_office_post_role_and_first_day(client, administrator, industries_office):
    assert "০১/০৭/২০২৬" not in client.get(reverse("admin:offices_person_invite")).text
    invite(client)
    held = Membership.objects.get(person__username="rahima")
    assert (held.office, held.role, str(held.post), f"{held.since:%Y-%m-%d}") == (
        industries_office,
        Role.FOCAL_POINT,
        "উপসচিব",
        "2026-07-01",
    )
    assert not held.person.has_usable_password()
    told = Event.objects.filter(by=administrator).order_by("sequence").values_list("verb", flat=True)
    assert list(told) == ["edit_post", "edit_person", "edit_membership", "invite_person"]


def test_a_post_that_is_there_is_taken(client, industries_office):
    known = industries_office.posts.create(title="উপসচিব")
    invite(client)
    assert Membership.objects.get(person__username="rahima").post == known
    invite(client, username="salma", post="")
    assert Membership.objects.get(person__username="salma").post is None
    assert Post.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"office": "চাঁদের মন্ত্রণালয়"}, "এই নামে কোনো দপ্তর নেই।"),
        ({"office": "শিলপ মন্ত্রণালয়"}, "এই নামে কোনো দপ্তর নেই। কাছাকাছি নাম: শিল্প মন্ত্রণালয় (৩৬)"),
        ({"since": "৩১/০৬/২০২৬"}, "errorlist"),
        ({"username": "admin"}, "errorlist"),
        ({"name_bn": ""}, "errorlist"),
        ({"role": "king"}, "errorlist"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_stored(client, wrong, told):
    people, events = Person.objects.count(), Event.objects.count()
    response = invite(client, **wrong)
    assert (response.status_code, told in response.text) == (422, True)
    assert (Person.objects.count(), Event.objects.count(), Post.objects.count()) == (people, events, 0)


def test_a_name_of_several_offices_asks_for_the_code(client, industries_office):
    for code, parent in (("71", industries_office), ("72", industries_office.parent)):
        Office.objects.create(name_bn="কৃষি", name_en="Farms", code=code, parent=parent, tier=Tier.DEPARTMENT)
    assert "৭১" in invite(client, office="কৃষি").text
    assert invite(client, office="৭২").status_code == 200
    assert Membership.objects.get(person__username="rahima").office.code == "72"


def test_an_administrator_invites_whom_they_may_make(cabinet_division, client_of):
    client = client_of(staff_with_every_permission("top", cabinet_division))
    assert invite(client, role="reviewer").status_code == 422
    assert not Person.objects.filter(username="rahima").exists()
    assert invite(client).status_code == 200
    staff = client_of(staff_with_every_permission("staff"))
    assert invite(staff, username="salma").status_code == 403


# --- on paper ----------------------------------------------------------------------------------------------------


def test_without_a_mail_server_a_sheet_brings_the_link_and_it_works_once(client, mailoutbox):
    page = invite(client).text
    assert mailoutbox == []
    assert "QR কোড" in page
    assert 'lang="bn"' in page
    assert "Choose a password. The link works once." in page
    assert "rahima" in choose(link_on(page), "x").text
    assert gets_in("rahima", "x") is False
    assert "পাসওয়ার্ড সংরক্ষিত হয়েছে" in choose(link_on(page)).text
    assert gets_in("rahima")
    assert "লিংকটি আর চলে না" in choose(link_on(page), "another-long-word-৯").text
    assert gets_in("rahima")
    assert Event.objects.get(verb="choose_password").by.username == "rahima"


def test_the_square_on_the_sheet_says_the_link(client):
    page = invite(client).text
    size = int(re.search(r'viewBox="0 0 (\d+)', page)[1])
    picture = Image.new("L", (size * 4, size * 4), 255)
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1", page):
        corner = (int(x) * 4, int(y) * 4)
        ImageDraw.Draw(picture).rectangle((*corner, corner[0] + int(width) * 4 - 1, corner[1] + 3), fill=0)
    (read,) = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    assert read.text == f"http://testserver{link_on(page)}"


def test_a_further_invitation_ends_the_one_before(client):
    first = link_on(invite(client).text)
    again = reverse("admin:offices_person_invite_again", args=[Person.objects.get(username="rahima").pk])
    assert client.get(again).status_code == 200
    second = link_on(client.post(again).text)
    assert "লিংকটি আর চলে না" in choose(first).text
    assert "পাসওয়ার্ড সংরক্ষিত হয়েছে" in choose(second).text


def test_a_link_for_who_has_a_password_leaves_it_until_another_is_chosen(client, alice):
    page = client.post(reverse("admin:offices_person_invite_again", args=[alice.pk])).text
    assert gets_in("alice", PASSWORD)
    assert "লিংকটি আর চলে না" in choose(link_on(page)).text  # somebody who logs in needs none
    page = client.post(reverse("admin:offices_person_invite_again", args=[alice.pk])).text
    choose(link_on(page))
    assert (gets_in("alice"), gets_in("alice", PASSWORD)) == (True, False)


def test_links_end_by_themselves_and_when_the_log_in_is_closed(client, alice, settings, monkeypatch):
    link = link_on(invite(client).text)
    for days, holds in ((settings.INVITATION_DAYS - 1, True), (settings.INVITATION_DAYS + 1, False)):
        _be(monkeypatch, days)
        assert ("password1" in Client().get(link, follow=True).text) is holds
    monkeypatch.undo()
    recovery = link_on(client.post(reverse("admin:offices_person_invite_again", args=[alice.pk])).text)
    for days, holds in ((settings.RECOVERY_DAYS - 1, True), (settings.RECOVERY_DAYS + 1, False)):
        _be(monkeypatch, days)
        assert ("password1" in Client().get(recovery, follow=True).text) is holds
    monkeypatch.undo()
    Person.objects.update(is_active=False)
    assert "লিংকটি আর চলে না" in choose(link).text


def _be(monkeypatch, days) -> None:
    """The clock of the links, so many days on."""
    later = timezone.now().replace(tzinfo=None) + timedelta(days=days)
    monkeypatch.setattr(LinkTokens, "_now", lambda self: later)


def test_only_who_may_change_somebody_gives_them_a_link(client_of, cabinet_division, rita, alice):
    client = client_of(staff_with_every_permission("top", cabinet_division))
    for person, allowed in ((alice, True), (rita, False), (Person.objects.get(username="top"), False)):
        page = client.post(reverse("admin:offices_person_invite_again", args=[person.pk]), follow=True).text
        assert (LINK.search(page) is not None) is allowed, person
    response = client_of(alice).post(reverse("admin:offices_person_invite_again", args=[alice.pk]), follow=True)
    assert response.status_code == 403


def test_no_link_for_a_closed_log_in(client, alice):
    Person.objects.filter(pk=alice.pk).update(is_active=False)
    page = client.post(reverse("admin:offices_person_invite_again", args=[alice.pk]), follow=True).text
    assert "লগইন বন্ধ আছে" in page
    assert LINK.search(page) is None


# --- by mail -----------------------------------------------------------------------------------------------------


def test_the_link_is_mailed_in_both_languages_and_leads_to_the_first_log_in(client, mail_server):
    told = client.get(invite(client).url).text
    assert "আমন্ত্রণ rahima@example.org ঠিকানায় গেছে।" in told
    assert LINK.search(told) is None
    (mail,) = mail_server.taken
    text = mail.get_content()
    assert mail["To"] == "rahima@example.org"
    assert "পরিকল্পনা ও পরিবীক্ষণে আপনার অ্যাকাউন্ট" in mail["Subject"]
    assert "ফোকাল পয়েন্ট: শিল্প মন্ত্রণালয়, উপসচিব" in text
    assert "Focal point: Ministry of Industries, উপসচিব" in text
    assert len(set(LINK.findall(text))) == 1
    choose(link_on(text))
    assert gets_in("rahima")
    assert Event.objects.get(verb="invite_person").after["to"] == "rahima@example.org"


def test_who_has_no_address_or_wants_paper_gets_a_sheet(client, mail_server):
    for username, changes in (("rahima", {"email": ""}), ("salma", {"on_paper": "on"})):
        assert LINK.search(invite(client, username=username, **changes).text), username
    assert mail_server.taken == []


def test_where_the_mail_server_is_down_the_sheet_takes_its_place(client, settings, mail_server):
    settings.EMAIL_PORT = 1
    page = invite(client).text
    assert "মেইল সার্ভার আমন্ত্রণটি নেয়নি" in page
    assert "পাসওয়ার্ড সংরক্ষিত হয়েছে" in choose(link_on(page)).text


def test_recovery_is_mailed_and_works_once(mail_server, alice):
    Person.objects.filter(pk=alice.pk).update(email="alice@example.org")
    Client().post(reverse("account_reset_password"), {"email": "alice@example.org"})
    link = link_on(mail_server.taken[0].get_content())
    choose(link)
    assert gets_in("alice")
    assert "লিংকটি আর চলে না" in choose(link).text


# --- said in both languages --------------------------------------------------------------------------------------


def test_pages_of_a_link_are_bengali_and_english(client, alice):
    link = link_on(client.post(reverse("admin:offices_person_invite_again", args=[alice.pk])).text)
    visitor = Client()
    opened = visitor.get(link, follow=True)
    assert latin_words(opened.text) == set()
    refused = visitor.post(opened.request["PATH_INFO"], {"password1": "a", "password2": "b"})
    assert latin_words(refused.text) == set()
    assert latin_words(choose(link.replace("-", "-x", 1)).text) == set()
    assert latin_words(choose(link).text) == set()
    visitor.post(reverse("set_language"), {"language": "en"})
    assert "This link does not hold any more" in visitor.get(link).text


def test_pages_of_inviting_are_bengali(client, alice, settings):
    settings.EMAIL_HOST = "127.0.0.1"
    again = reverse("admin:offices_person_invite_again", args=[alice.pk])
    places = [reverse("admin:offices_person_invite"), again]
    assert faults_of(client, places) == {}
    Person.objects.filter(pk=alice.pk).update(email="alice@example.org")
    assert faults_of(client, places) == {}


def test_a_link_is_nobodys_but_the_persons(alice, bob, rf):
    request = rf.get("/")
    with context.request_context(request):
        of_alice, of_bob = link_for(alice), link_for(bob)
    key = of_alice.rstrip("/").split("-", 1)[1]
    forged = LINK.search(of_bob)[1].split("-", 1)[0] + f"-{key}/"
    assert "লিংকটি আর চলে না" in choose(forged).text
