"""Owns the proof of what every answer carries: a strict policy for contents, the right language, safe cookies."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation

from offices.tests.people import PASSWORD

STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def policy_of(response):
    header = response["Content-Security-Policy"]
    return dict(part.strip().split(" ", 1) for part in header.split(";") if part.strip())


# --- every page --------------------------------------------------------------------------------------------------


@pytest.fixture
def pages(industries, administrator, client_of, client):
    """Pages of every part of the system, as an administrator and as nobody sees them."""
    inside, quarter = client_of(administrator), {"plan_id": industries.pk, "quarter": 1}
    addresses = [
        reverse("home"),
        reverse("reports:comparison"),
        reverse("reports:scorecard", kwargs=quarter),
        reverse("reports:official_form", kwargs=quarter),
        reverse("entry:entry", kwargs=quarter),
        reverse("entry:submit", kwargs=quarter),
        reverse("imports:upload"),
        reverse("jobs:list"),
        reverse("admin:index"),
        reverse("mfa_index"),
        "/plans/0/q1/",
        "/not/there/",
    ]
    return {address: inside.get(address) for address in addresses} | {"log in": client.get(reverse("account_login"))}


def test_every_page_carries_strict_headers(pages):
    for address, response in pages.items():
        assert policy_of(response) == STRICT, address
        assert response["X-Frame-Options"] == "DENY", address
        assert response["X-Content-Type-Options"] == "nosniff", address
        assert response["Referrer-Policy"] == "same-origin", address


def test_no_page_of_ours_holds_script_or_style_of_its_own(pages):
    for address, response in pages.items():
        if not response["Content-Type"].startswith("text/html") or address.startswith("/admin"):
            continue
        assert " style=" not in response.text, address
        assert "<style" not in response.text, address
        assert "onclick=" not in response.text, address
        scripts = response.text.split("<script")[1:]
        assert all(" src=" in script.split(">")[0] for script in scripts), address


def test_the_cookie_of_a_session_is_out_of_reach_of_scripts(alice, client):
    client.post(reverse("account_login"), {"login": "alice", "password": PASSWORD})
    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


# --- language ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wish", ["", "en", "en-GB,en;q=0.9", "bn", "fr"])
def test_pages_are_bengali_whatever_the_browser_wishes(db, client, wish):
    response = client.get(reverse("account_login"), headers={"Accept-Language": wish})
    assert '<html lang="bn">' in response.text
    assert response["Content-Language"] == "bn"


def test_english_is_switched_on_and_off_again(db, client):
    for language in ("en", "bn", "en"):
        response = client.post(reverse("set_language"), {"language": language, "next": reverse("account_login")})
        assert response.status_code == 302
        response = client.get(reverse("account_login"))
        assert f'<html lang="{language}">' in response.text
        assert response["Content-Language"] == language


@pytest.mark.parametrize("language", ["fr", "", "xx"])
def test_a_language_nobody_offers_leaves_bengali(db, client, language):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    assert '<html lang="bn">' in client.get(reverse("account_login")).text


def test_the_language_of_one_page_does_not_leak_into_the_next(db, client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    before = translation.get_language()
    client.get(reverse("account_login"))
    assert translation.get_language() == before


def test_the_switch_does_not_lead_to_other_sites(db, client):
    response = client.post(reverse("set_language"), {"language": "en", "next": "https://example.org/"})
    assert response.url == "/"


# --- models and settings -----------------------------------------------------------------------------------------


def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def deployed(code, tmp_path, **environment):
    """What a fresh process with other variables says; settings are read once in a process."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "PYTEST"))}
    variables = clean | {"DJANGO_SECRET_KEY": "only-for-checks-" * 4, "DATA_DIR": str(tmp_path)} | environment
    command = [sys.executable, *code]
    return subprocess.run(command, env=variables, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)


def test_a_deployment_behind_https_passes_the_checks(tmp_path):
    arguments = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = deployed(arguments, tmp_path, HTTPS="1", ALLOWED_HOSTS="plans.example.gov.bd")
    assert done.returncode == 0, done.stderr


PRINT = """
import json
from django.conf import settings as s
cookies = [s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.LANGUAGE_COOKIE_NAME]
assert all(name.startswith("__Host-") for name in cookies) and s.LANGUAGE_COOKIE_SECURE, cookies
assert s.SECOND_FACTOR_REQUIRED
print(json.dumps([s.DEBUG, s.ALLOWED_HOSTS, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT]))
"""


def test_variables_of_the_environment_choose_a_safe_deployment(tmp_path):
    done = deployed(["manage.py", "shell", "-v0", "-c", PRINT], tmp_path, HTTPS="1", ALLOWED_HOSTS="a.bd,b.bd")
    assert json.loads(done.stdout) == [False, ["a.bd", "b.bd"], True, True, True], done.stderr


@pytest.mark.parametrize(("told", "is_disabled"), [({}, False), ({"DATABASE_POOLING": "transaction"}, True)])
def test_a_pooler_by_transactions_is_asked_for_no_cursor_that_outlives_one(tmp_path, told, is_disabled):
    ask = "from django.conf import settings as s; print(s.DATABASES['default']['DISABLE_SERVER_SIDE_CURSORS'])"
    code = f"import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'config.settings'; {ask}"
    done = deployed(["-c", code], tmp_path, DATABASE_URL="postgres://plans@pooler/plans", **told)
    assert (done.stdout.strip(), done.stderr) == (str(is_disabled), "")


@pytest.mark.parametrize(("pooling", "is_told"), [("", True), ("transaction", False)])
def test_a_replica_that_goes_or_takes_long_is_given_up(tmp_path, pooling, is_told):
    """A pooler takes no option of a session."""
    ask = "from django.conf import settings as s; print(json.dumps(s.DATABASES['replica']['OPTIONS']))"
    code = f"import json, os; os.environ['DJANGO_SETTINGS_MODULE'] = 'config.settings'; {ask}"
    places = {"DATABASE_URL": "postgres://plans@one/plans", "REPLICA_DATABASE_URL": "postgres://plans@two/plans"}
    done = deployed(["-c", code], tmp_path, DATABASE_POOLING=pooling, **places)
    options = json.loads(done.stdout)
    assert options.keys() >= {"connect_timeout", "tcp_user_timeout", "keepalives_idle", "keepalives_count"}
    assert ("statement_timeout=5000" in options.get("options", "")) is is_told
