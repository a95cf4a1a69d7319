"""Owns the proof that the pages of an account speak Bengali, whatever the framework's own catalogue lacks."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from offices.tests.people import PASSWORD

PAGES = (
    "account_email",
    "account_change_password",
    "account_reauthenticate",
    "account_logout",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_generate_recovery_codes",
)
LATIN = re.compile(r"[A-Za-z]{2,}")
HIDDEN = re.compile(r"<(script|style|svg|code|title)\b.*?</\1>|<[^>]+>|&\w+;", re.DOTALL)
NAMES = {"English", "alice", "example", "org", "TOTP", "QR", "E", "mail"}


def latin_words(page):
    """The words in Latin letters somebody reads on a page, names and the choice of language left out."""
    inside = page[page.index("<main") : page.index("</main>")]
    return {word for word in LATIN.findall(HIDDEN.sub(" ", inside)) if word not in NAMES}


@pytest.fixture
def inside(alice, client_of):
    """Alice, who gave her password a moment ago."""
    client = client_of(alice)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


@pytest.mark.parametrize("has_address", [False, True])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_an_account_is_bengali(alice, inside, name, has_address):
    if has_address:
        EmailAddress.objects.create(user=alice, email="alice@example.org", primary=True, verified=True)
    response = inside.get(reverse(name), follow=True)
    assert response.status_code == 200
    words = latin_words(response.text)
    secret = response.context and response.context.get("form") and getattr(response.context["form"], "secret", "")
    assert words <= {secret}, words


@pytest.mark.parametrize(
    "sent",
    [{"email": "alice", "password": PASSWORD}, {"email": "", "password": "wrong"}, {"email": "alice@example.org"}],
)
def test_what_is_refused_there_is_told_in_bengali(inside, sent):
    response = inside.post(reverse("account_email"), sent | {"action_add": ""})
    assert latin_words(response.text) == set()


def test_mails_of_an_account_are_bengali(alice, client, mailoutbox, settings):
    settings.EMAIL_HOST = "mail.example.org"
    alice.email = "alice@example.org"
    alice.save()
    client.post(reverse("account_reset_password"), {"email": alice.email})
    (mail,) = mailoutbox
    words = LATIN.findall(re.sub(r"https?://\S+", "", mail.subject.split("]")[-1] + mail.body))
    assert set(words) <= {"alice", "testserver"}, mail.body
