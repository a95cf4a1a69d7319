"""Owns the proof that what people are told reaches them by mail: once, in their language, together where they want."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from cell_values.sentence import Sentence
from jobs.tests.chores import chores_are_done
from notices import delivering
from notices.actions import choose_telling, mark_read, tell
from notices.delivering import FORGOTTEN, MOST_ATTEMPTS, deliver_notices
from notices.models import MailRhythm, Notice, NoticeKind, NoticeMail
from notices.queries import NEWS, last_digest
from notices.tests.postbox import running_postbox
from offices.tests.people import add_person

pytestmark = pytest.mark.django_db
SAID = Sentence("শিল্প মন্ত্রণালয় ২য় কোয়ার্টার জমা দিয়েছে।", "The Ministry of Industries handed in the 2nd quarter.")


@pytest.fixture
def postbox(settings):
    settings.PUBLIC_ADDRESS = "https://plans.example.org"
    with running_postbox(settings) as postbox:
        yield postbox


@pytest.fixture
def karim(db):
    return add_person("karim", name_bn="করিম উদ্দিন", email="karim@example.org")


def told(*people, once="q2", **changes):
    """They are told something; the notices."""
    what = {"kind": NoticeKind.HANDED_IN, "sentence": SAID, "link": "/plans/5/q2/", "once": once} | changes
    tell(people=people, **what)
    return list(Notice.objects.filter(once=once))


def subject_of(message):
    """As a reader shows it: a long one is folded onto a line of its own."""
    return message["Subject"].strip()


def plain(message):
    return message.get_body(("plain",)).get_content()


def page(message):
    return message.get_body(("html",)).get_content()


def states():
    return list(NoticeMail.objects.order_by("pk").values_list("state", flat=True))


# --- what a mail says --------------------------------------------------------------------------------------------


def test_a_notice_comes_in_bengali_to_who_chose_nothing(postbox, karim):
    told(karim)
    deliver_notices()
    (mail,) = postbox.taken
    assert (mail["To"], subject_of(mail)) == ("karim@example.org", SAID.bn)
    for said in (plain(mail), page(mail)):
        assert "করিম উদ্দিন" in said
        assert SAID.bn in said
        assert "https://plans.example.org/plans/5/q2/" in said
        assert SAID.en not in said
    assert '<html lang="bn">' in page(mail)
    assert mail["Auto-Submitted"] == "auto-generated"


def test_a_notice_comes_in_english_to_who_chose_that(postbox, karim):
    choose_telling(person=karim, rhythm=MailRhythm.AT_ONCE, language="en")
    told(karim)
    deliver_notices()
    (mail,) = postbox.taken
    assert subject_of(mail) == SAID.en
    assert SAID.bn not in plain(mail) + page(mail)
    assert '<html lang="en">' in page(mail)


def test_what_was_typed_is_text_in_the_page_and_one_line_in_the_subject(postbox, karim):
    told(karim, sentence=Sentence("<b>কারণ</b>\nএবং & আরও", "<b>"))
    deliver_notices()
    (mail,) = postbox.taken
    assert subject_of(mail) == "<b>কারণ</b> এবং & আরও"
    assert "&lt;b&gt;কারণ&lt;/b&gt;" in page(mail)


@pytest.mark.parametrize(("language", "subject"), [("bn", "৪০টি"), ("en", "40 notices")])
def test_forty_notices_of_a_day_are_one_mail(postbox, karim, language, subject):
    choose_telling(person=karim, rhythm=MailRhythm.DAILY, language=language)
    for number in range(40):
        told(karim, once=str(number), link=f"/plans/{number}/")
    deliver_notices()
    assert postbox.taken == []
    Notice.objects.update(at=last_digest(timezone.now()) - timedelta(minutes=1))
    deliver_notices()
    deliver_notices()
    (mail,) = postbox.taken
    assert subject in subject_of(mail)
    assert page(mail).count("<li>") == 40
    assert all(f"https://plans.example.org/plans/{number}/" in plain(mail) for number in range(40))


def test_the_days_mail_goes_at_eight_of_the_ministrys_clock():
    def dhaka(*moment):
        return datetime(*moment, tzinfo=timezone.get_default_timezone())

    assert last_digest(dhaka(2021, 1, 12, 8, 0)) == dhaka(2021, 1, 12, 8, 0)
    assert last_digest(dhaka(2021, 1, 12, 7, 59)) == dhaka(2021, 1, 11, 8, 0)
    assert last_digest(dhaka(2021, 1, 12, 23, 59)) == dhaka(2021, 1, 12, 8, 0)


# --- to whom -----------------------------------------------------------------------------------------------------


def test_nothing_is_mailed_where_no_mail_server_is_named(postbox, karim, settings):
    settings.EMAIL_HOST = ""
    told(karim)
    deliver_notices()
    assert (postbox.taken, NoticeMail.objects.count(), Notice.objects.count()) == ([], 0, 1)


def test_who_has_no_address_has_left_or_has_read_it_gets_no_mail(postbox, karim):
    nobody, gone = add_person("nobody"), add_person("gone", email="gone@example.org", is_active=False)
    reader = add_person("reader", email="reader@example.org")
    told(karim, nobody, gone, reader)
    mark_read(person=reader)
    deliver_notices()
    assert [mail["To"] for mail in postbox.taken] == ["karim@example.org"]
    assert Notice.objects.count() == 4


def test_old_notices_flood_nobody_when_a_mail_server_is_named(postbox, karim):
    told(karim)
    Notice.objects.update(at=timezone.now() - NEWS - timedelta(minutes=1))
    deliver_notices()
    assert postbox.taken == []


def test_the_same_is_told_and_mailed_once(postbox, karim):
    told(karim)
    deliver_notices()
    told(karim)
    deliver_notices()
    assert (len(postbox.taken), Notice.objects.count(), states()) == (1, 1, ["sent"])


# --- what breaks off ---------------------------------------------------------------------------------------------


def forget():
    """The run that claimed is gone, and long enough ago."""
    NoticeMail.objects.filter(claimed_at__isnull=False).update(claimed_at=F("claimed_at") - 2 * FORGOTTEN)


class KilledError(BaseException):
    """The process ends at this moment."""


def killed(*arguments, **options):
    raise KilledError


def test_a_run_that_ends_before_the_server_has_it_loses_nothing(postbox, karim, monkeypatch):
    told(karim)
    with monkeypatch.context() as now:
        now.setattr(delivering, "_hand_over", killed)
        with pytest.raises(KilledError):
            deliver_notices()
    deliver_notices()
    assert (postbox.taken, states()) == ([], ["claimed"])  # somebody may still be at it
    forget()
    deliver_notices()
    assert (len(postbox.taken), states()) == (1, ["sent"])


def test_a_run_that_ends_when_the_server_has_it_sends_nothing_twice(postbox, karim, monkeypatch):
    told(karim)
    with monkeypatch.context() as now:
        now.setattr(delivering, "_end", killed)
        with pytest.raises(KilledError):
            deliver_notices()
    for _again in range(3):
        forget()
        deliver_notices()
    assert (len(postbox.taken), states()) == (1, ["uncertain"])


def test_a_server_that_is_away_or_busy_gets_it_later(postbox, karim, settings):
    told(karim)
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    deliver_notices()
    assert states() == ["waiting"]
    settings.EMAIL_PORT, postbox.answer = port, "451 greylisted, come back"
    deliver_notices()
    deliver_notices()
    mail = NoticeMail.objects.get()
    assert (postbox.taken, mail.state, mail.attempts, mail.trouble) == ([], "waiting", 1, "451 greylisted, come back")
    postbox.answer = ""
    NoticeMail.objects.update(not_before=timezone.now())
    deliver_notices()
    assert (len(postbox.taken), states()) == (1, ["sent"])


@pytest.mark.parametrize(("answer", "attempts"), [("554 refused as spam", 1), ("451 busy", MOST_ATTEMPTS)])
def test_what_a_server_refuses_for_good_is_told_and_holds_up_nobody(postbox, karim, answer, attempts):
    told(karim)
    postbox.answer = answer
    for _attempt in range(MOST_ATTEMPTS + 1):
        NoticeMail.objects.update(not_before=timezone.now())
        deliver_notices()
    mail = NoticeMail.objects.get()
    assert (mail.state, mail.attempts, mail.trouble) == ("failed", attempts, answer)
    postbox.answer = ""
    told(add_person("next", email="next@example.org"))
    deliver_notices()
    assert [mail["To"] for mail in postbox.taken] == ["next@example.org"]


def test_an_address_that_cannot_be_written_to_holds_up_nobody(postbox, karim):
    told(add_person("odd", email="a\nb@example.org"), karim)
    deliver_notices()
    assert [mail["To"] for mail in postbox.taken] == ["karim@example.org"]
    assert sorted(states()) == ["failed", "sent"]


def test_what_is_read_while_the_server_is_away_is_mailed_no_more(postbox, karim, settings):
    told(karim)
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    deliver_notices()
    mark_read(person=karim)
    settings.EMAIL_PORT = port
    deliver_notices()
    assert (postbox.taken, states()) == ([], [])


@pytest.mark.django_db(transaction=True)
def test_many_who_deliver_at_once_send_each_mail_once(postbox, karim):
    people = [add_person(f"p{number}", email=f"p{number}@example.org") for number in range(6)]
    told(*people)

    def deliver(_number):
        try:
            deliver_notices()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as together:
        list(together.map(deliver, range(4)))
    chores_are_done()  # telling them let the mails be delivered too
    assert sorted(mail["To"] for mail in postbox.taken) == [person.email for person in people]


@pytest.mark.django_db(transaction=True)
def test_what_is_told_is_on_its_way_once_its_transaction_is_through(postbox, karim):
    with transaction.atomic():
        told(karim)
        chores_are_done()
        assert postbox.taken == []
    chores_are_done()
    assert len(postbox.taken) == 1
