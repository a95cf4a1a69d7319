"""Owns the proof of the second factor: who needs one where it is required, and how its secrets are kept."""

import importlib
import time

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.apps import apps
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from cell_values.digits import to_bengali
from offices.tests.people import PASSWORD

SECRET = "JBSWY3DPEHPK3PXP"
SET_UP = reverse("mfa_activate_totp")
hiding = importlib.import_module("offices.migrations.0003_second_factors_are_hidden")


@pytest.fixture(autouse=True)
def required(db, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def clock_stands(monkeypatch):
    """No half a minute ends between a code and its check."""
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)


def code_of(steps_ago):
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 - steps_ago))


def code_now():
    return code_of(0)


def signed_in(name, code):
    client = Client()
    client.post(reverse("account_login"), {"login": name, "password": PASSWORD})
    return client, client.post(reverse("mfa_authenticate"), {"code": code})


@pytest.mark.parametrize(
    ("who", "needs"), [("alice", False), ("charlie", False), ("rita", True), ("administrator", True)]
)
def test_reviewers_and_administrators_set_one_up_before_anything_else(who, needs, request, client_of):
    client = client_of(request.getfixturevalue(who))
    for page in (reverse("home"), reverse("jobs:list"), reverse("admin:index")):
        response = client.get(page)
        assert (response.status_code == 302 and response.url == SET_UP) == needs, page


def test_the_way_to_set_it_up_to_sign_out_and_to_the_other_language_stays_open(rita, client_of):
    client = client_of(rita)
    assert client.get(reverse("account_logout")).status_code == 200
    assert client.get(SET_UP).url.startswith(reverse("account_reauthenticate"))  # the password once more, then the code
    assert client.post(reverse("set_language"), {"language": "en"}).status_code == 302
    assert client.get(reverse("public:list")).status_code == 200


def test_where_it_is_not_required_nobody_is_asked(rita, client_of, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    assert client_of(rita).get(reverse("home")).status_code == 200


@pytest.mark.parametrize("written", [str, to_bengali], ids=["ASCII", "Bengali"])
def test_with_it_a_reviewer_comes_in_by_a_code_in_either_digits(rita, written):
    TOTP.activate(rita, SECRET)
    client, _answer = signed_in("rita", written(code_now()))
    assert client.get(reverse("home")).status_code == 200


@pytest.mark.parametrize(("steps_ago", "comes_in"), [(1, True), (3, False)])
def test_a_code_of_half_a_minute_ago_still_lets_in_and_an_older_one_does_not(rita, clock_stands, steps_ago, comes_in):
    TOTP.activate(rita, SECRET)
    client, _answer = signed_in("rita", code_of(steps_ago))
    assert (client.get(reverse("home")).status_code == 200) is comes_in


def test_a_wrong_code_stays_outside(rita):
    TOTP.activate(rita, SECRET)
    client, answer = signed_in("rita", "000000" if code_now() != "000000" else "111111")
    assert answer.status_code == 200
    assert client.get(reverse("home")).status_code == 302


def test_who_needs_it_cannot_take_it_off_and_who_does_not_may(rita, alice):
    for person, may in ((rita, False), (alice, True)):
        TOTP.activate(person, SECRET)
        assert get_adapter().can_delete_authenticator(Authenticator.objects.get(user=person)) is may


# --- secrets at rest -----------------------------------------------------------------------------------------------


def test_a_secret_is_hidden_where_it_is_stored(rita):
    TOTP.activate(rita, SECRET)
    assert SECRET not in str(Authenticator.objects.get(user=rita).data)


def test_a_secret_hidden_by_a_replaced_key_still_opens(rita, settings):
    TOTP.activate(rita, SECRET)
    settings.SECRETS_KEYS = ["new", *settings.SECRETS_KEYS]
    assert get_adapter().decrypt(Authenticator.objects.get(user=rita).data["secret"]) == SECRET


def test_without_its_key_nobody_is_let_in_and_the_page_says_so(rita, settings):
    TOTP.activate(rita, SECRET)
    settings.SECRETS_KEYS = ["another"]
    with pytest.raises(PermissionDenied):
        get_adapter().decrypt(Authenticator.objects.get(user=rita).data["secret"])
    _client, answer = signed_in("rita", code_now())
    assert answer.status_code == 403
    assert "প্রশাসককে জানান" in answer.text


def test_secrets_stored_in_the_clear_are_hidden_by_the_migration_once(rita):
    factor = Authenticator.objects.create(user=rita, type=Authenticator.Type.TOTP, data={"secret": SECRET})
    codes = Authenticator.objects.create(
        user=rita, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "5eed", "used_mask": 3}
    )
    for _ in range(2):
        hiding.hide(apps, None)
    factor.refresh_from_db()
    codes.refresh_from_db()
    assert SECRET not in factor.data["secret"]
    assert get_adapter().decrypt(factor.data["secret"]) == SECRET
    assert get_adapter().decrypt(codes.data["seed"]) == "5eed"
    assert codes.data["used_mask"] == 3
    hiding.show(apps, None)
    factor.refresh_from_db()
    assert factor.data == {"secret": SECRET}
