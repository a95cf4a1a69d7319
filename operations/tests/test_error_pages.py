"""Owns the proof of the pages of errors: in both languages, with the number of the incident, without a database."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client, RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import include, path, reverse

from cell_values.digits import to_bengali
from operations.error_pages import bad_request
from operations.incidents import in_groups, incident_number

NUMBER = in_groups(incident_number("abcdef-12345678"))
CONTACT = "রহিমা খাতুন, ০১৭০০-০০০০০০"


@login_not_required
def failing(request):
    raise ValueError("typed by somebody")


@login_not_required
def without_database(request):
    raise OperationalError("could not connect to server at db.internal")


urlpatterns = [path("failing/", failing), path("gone/", without_database), path("", include("config.urls"))]
handler400, handler500 = "operations.error_pages.bad_request", "operations.error_pages.server_error"


@pytest.fixture
def visitor(db, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.ADMINISTRATOR_CONTACT = CONTACT
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False, headers={"X-Request-ID": "abcdef-12345678"})


@pytest.mark.parametrize(("address", "status"), [("/failing/", 500), ("/gone/", 503), ("/?q=%00", 400)])
def test_a_page_of_an_error_asks_no_database_and_names_the_incident(visitor, address, status):
    with CaptureQueriesContext(connection) as queries:
        response = visitor.get(address)
    assert response.status_code == status
    assert len(queries) == 0
    assert to_bengali(NUMBER) in response.text
    assert NUMBER in response.text
    assert CONTACT in response.text
    assert 'lang="en"' in response.text


def test_a_database_out_of_reach_is_said_to_come_back(visitor):
    assert visitor.get("/gone/")["Retry-After"] == "30"
    assert "db.internal" not in visitor.get("/gone/").text
    assert "Retry-After" not in visitor.get("/failing/")


@pytest.mark.parametrize("language", ["bn", "en"])
def test_who_is_refused_or_lost_reads_the_number_too(visitor, alice, language):
    visitor.force_login(alice)
    visitor.cookies["django_language"] = language
    shown = to_bengali(NUMBER) if language == "bn" else NUMBER
    for address, status in {reverse("reports:comparison"): 403, "/not/there/": 404}.items():
        response = visitor.get(address)
        assert response.status_code == status
        assert shown in response.text
        assert CONTACT in response.text


def test_a_form_open_too_long_reads_the_number(visitor, alice):
    strict = Client(enforce_csrf_checks=True, headers={"X-Request-ID": "abcdef-12345678"})
    strict.force_login(alice)
    response = strict.post(reverse("notices:read"))
    assert response.status_code == 403
    assert to_bengali(NUMBER) in response.text


def test_an_address_of_a_form_opened_from_the_history_has_a_page(visitor, alice):
    visitor.force_login(alice)
    response = visitor.get(reverse("notices:read"))
    assert response.status_code == 405
    assert response["Allow"] == "POST"
    assert "এই ঠিকানা এভাবে খোলা যায় না" in response.text


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=100)
def test_what_is_too_large_is_told_as_such(visitor, alice):
    visitor.force_login(alice)
    response = visitor.post(reverse("notices:choice"), {"rhythm": "x" * 200})
    assert response.status_code == 413
    assert "একবারে বেশি পাঠানো হয়েছে" in response.text


def test_other_bad_requests_are_not_called_too_large():
    request = RequestFactory().get("/")
    assert bad_request(request, RequestDataTooBig()).status_code == 413
    assert bad_request(request, ValueError()).status_code == 400


def test_pages_for_the_server_in_front_are_written_without_a_number(tmp_path):
    call_command("error_pages", "-o", str(tmp_path / "errors"))
    written = {file.name: file.read_text(encoding="utf-8") for file in (tmp_path / "errors").iterdir()}
    assert set(written) == {"413.html", "429.html", "503.html"}
    assert all("ঘটনার নম্বর" not in page and 'lang="en"' in page for page in written.values())
