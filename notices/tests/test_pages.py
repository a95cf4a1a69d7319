"""Owns the proof of the pages of notices: unread first, read when opened or looked at, and how one is told."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cell_values.sentence import Sentence
from notices.actions import mark_seen, tell
from notices.models import Notice, NoticeChoice, NoticeKind
from notices.views import A_PAGE
from offices.models import Post

LIST = reverse("notices:list")


@pytest.fixture
def client(alice, client_of):
    return client_of(alice)


def told(person, once, *, link="/about/", kind=NoticeKind.COMMENT, ago=0, is_read=False):
    tell(people=[person], kind=kind, sentence=Sentence(f"কথা {once}", f"word {once}"), link=link, once=once)
    now = timezone.now()
    Notice.objects.filter(once=once).update(at=now - timedelta(hours=ago), read_at=now if is_read else None)
    return Notice.objects.get(once=once)


def in_order(page, *words):
    places = [page.index(word) for word in words]
    return places == sorted(places)


def test_unread_notices_stand_first_then_the_latest(client, alice):
    told(alice, "ক", ago=1, is_read=True)
    told(alice, "খ", ago=9)
    told(alice, "গ", ago=3)
    told(alice, "ঘ", ago=2, is_read=True)
    assert in_order(client.get(LIST).text, "কথা গ", "কথা খ", "কথা ক", "কথা ঘ")


def test_the_head_of_every_page_tells_how_many_are_unread(client, alice, bob, client_of):
    for once in "কখগঘ":
        told(alice, once)
    for place in ("/", LIST, reverse("about")):
        assert '৪<span class="visually-hidden"> অপঠিত' in client.get(place).text
        assert "data-unread" not in client_of(bob).get(place).text


def test_the_number_costs_no_statement_of_its_own(client):
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("about"))
    # PostgreSQL is told this question of a person once for a connection, and is asked by its name from then on.
    of_person = ("notices_notice", 'EXECUTE "offices_person')
    about = [each["sql"] for each in asked if any(words in each["sql"] for words in of_person)]
    assert len(about) == 1
    assert "offices_person" in about[0]


def test_opening_a_notice_marks_it_and_leads_to_its_page(client, alice):
    opened, other = told(alice, "ক", link="/plans/5/q2/#row-1"), told(alice, "খ")
    assert client.post(reverse("notices:open", args=[opened.pk])).url == "/plans/5/q2/#row-1"
    assert list(Notice.objects.filter(read_at__isnull=True)) == [other]


def test_nobody_opens_or_marks_the_notice_of_another(client, bob):
    notice = told(bob, "ক")
    assert client.post(reverse("notices:open", args=[notice.pk])).status_code == 404
    client.post(reverse("notices:read"), {"notice": notice.pk})
    client.post(reverse("notices:read"))
    client.post(reverse("notices:seen"), {"path": "/about/"})
    assert Notice.objects.get(pk=notice.pk).read_at is None


def test_one_or_all_are_marked_as_read(client, alice):
    first = told(alice, "ক")
    for once in "খগ":
        told(alice, once)
    client.post(reverse("notices:read"), {"notice": first.pk})
    assert Notice.objects.filter(read_at__isnull=True).count() == 2
    client.post(reverse("notices:read"), {"notice": "x"})
    assert Notice.objects.filter(read_at__isnull=True).count() == 2
    client.post(reverse("notices:read"))
    assert not Notice.objects.filter(read_at__isnull=True).exists()


def test_looking_at_a_page_reads_what_leads_to_it_wherever_on_it(client, alice):
    for once, link in zip(
        "কখগঘ", ("/plans/5/q2/", "/plans/5/q2/#row", "/plans/5/q2/?a=1", "/plans/5/q21/"), strict=True
    ):
        told(alice, once, link=link)
    answer = client.post(reverse("notices:seen"), {"path": "/plans/5/q2/"})
    assert answer.json() == {"unread": 1}
    assert Notice.objects.get(read_at__isnull=True).once == "ঘ"
    assert mark_seen(person=alice, path="/plans/5/q2/") == 0


def test_notices_are_chosen_by_kind_and_by_what_is_unread(client, alice):
    told(alice, "ক", kind=NoticeKind.RETURNED)
    told(alice, "খ", is_read=True)
    told(alice, "গ")
    page = client.get(LIST, {"kind": "comment", "unread": "on"}).text
    assert "কথা গ" in page
    assert "কথা ক" not in page
    assert "কথা খ" not in page
    assert "এমন কোনো বিজ্ঞপ্তি নেই" in client.get(LIST, {"kind": "approved"}).text
    assert "কথা ক" in client.get(LIST, {"kind": "nonsense"}).text


def test_many_notices_have_pages_and_cost_as_many_statements(client, alice, django_assert_num_queries):
    told(alice, "ক")
    client.get(LIST)
    with django_assert_num_queries(4):
        client.get(LIST)
    for number in range(A_PAGE):
        told(alice, str(number))
    with django_assert_num_queries(4):
        page = client.get(LIST)
    assert page.text.count('<li class="is-unread">') == A_PAGE
    assert "কথা ক" in client.get(LIST, {"page": 2}).text


def test_who_was_told_nothing_reads_what_will_stand_there(client):
    assert "এখনো কোনো বিজ্ঞপ্তি নেই" in client.get(LIST).text


def test_a_notice_is_read_in_the_readers_language(client, alice):
    told(alice, "ক")
    client.cookies["django_language"] = "en"
    page = client.get(LIST).text
    assert "word ক" in page
    assert "কথা ক" not in page


def test_how_one_is_told_is_chosen_and_kept(client, alice):
    place = reverse("notices:choice")
    shown = client.get(place).context["form"]
    assert (shown["rhythm"].value(), shown["language"].value()) == ("at_once", "bn")
    assert client.post(place, {"rhythm": "daily", "language": "en"}).status_code == 302
    kept = NoticeChoice.objects.get(person=alice)
    assert (kept.rhythm, kept.language) == ("daily", "en")
    assert client.post(place, {"rhythm": "hourly", "language": "fr"}).status_code == 422
    client.post(place, {"rhythm": "at_once", "language": "bn"})
    assert NoticeChoice.objects.filter(person=alice, rhythm="at_once", language="bn").count() == 1


def test_the_page_says_why_no_mail_reaches_somebody(client, alice, settings):
    place = reverse("notices:choice")
    assert "আপনার অ্যাকাউন্টে ঠিকানা নেই" in client.get(place).text
    type(alice).objects.update(email="alice@example.org")
    assert "কোনো মেইল সার্ভার ঠিক করা নেই" in client.get(place).text
    settings.EMAIL_HOST = "mail.example.org"
    assert "ই-মেইল যাবে না" not in client.get(place).text


def test_the_menu_of_the_account_names_the_post_and_not_the_name_for_log_in(client, alice, industries_office):
    assert ">ফোকাল পয়েন্ট</strong>" in client.get("/").text
    post = Post.objects.create(office=industries_office, title="উপসচিব (প্রশাসন)")
    alice.memberships.update(post=post)
    page = client.get("/").text
    head = page[: page.index("</header>")]
    assert ">উপসচিব (প্রশাসন)</strong>" in head
    assert "শিল্প মন্ত্রণালয়" in head
    assert "alice" not in head
    for place in ("notices:list", "notices:choice", "account_change_password", "mfa_index", "account_logout"):
        assert f'"{reverse(place)}"' in head
    assert 'name="language"' in head


def test_a_notice_about_what_is_no_longer_ones_own_leads_to_a_page_that_says_why(client, alice):
    notice = told(alice, "ক", link="/plans/1/q1/")
    page = client.post(reverse("notices:open", args=[notice.pk]), follow=True)
    assert page.status_code == 404
    assert "আপনার ভূমিকা শেষ হয় বা দপ্তরটি অন্য দপ্তরের অধীনে যায়" in page.text
