"""Owns the proof of the site closed for maintenance: who is told so, who is let in, and how it is switched."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from operations.closing import SOON, Closure, close, closure, reopen

EVENING = datetime(2099, 11, 30, 18, 5, tzinfo=ZoneInfo("Asia/Dhaka"))


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def run(*arguments):
    call_command("maintenance", *arguments)


def test_everybody_is_told_and_asked_to_come_again(alice, client_of, caplog):
    client, until = client_of(alice), timezone.now() + timedelta(minutes=10)
    close(Closure(until))
    with CaptureQueriesContext(connection) as queries:
        response = client.get(reverse("home"))
    assert response.status_code == 503
    assert 590 <= int(response["Retry-After"]) <= 601
    assert "রক্ষণাবেক্ষণ চলছে" in response.text
    assert "Maintenance is under way" in response.text
    assert response["Cache-Control"] == "no-store"
    assert "Content-Security-Policy" in response
    assert "Incident" not in response.text  # nothing failed
    assert not [record for record in caplog.records if record.name == "django.request"]
    assert len(queries) == 0


def test_nothing_is_taken_while_it_is_closed(alice, client_of):
    client = client_of(alice)
    close(Closure())
    assert client.post(reverse("notices:read")).status_code == 503
    reopen()
    assert client.post(reverse("notices:read")).status_code == 302


def test_an_end_that_has_passed_is_told_to_nobody(db, client):
    close(Closure(timezone.now() - timedelta(minutes=1)))
    response = client.get("/")
    assert response["Retry-After"] == str(SOON)
    assert "পর্যন্ত" not in response.text


def test_the_end_is_told_in_bengali_and_in_english(db, client):
    until = EVENING
    close(Closure(until))
    page = client.get("/").text
    assert "৩০ নভেম্বর ২০৯৯, ১৮:০৫ পর্যন্ত" in page
    assert "until 18:05 on 30 November 2099" in page


def test_administrators_are_let_in_where_that_is_said(alice, rita, administrator, client_of, client):
    close(Closure(administrators=True))
    assert client_of(administrator).get(reverse("jobs:list")).status_code == 200
    assert client_of(alice).get(reverse("jobs:list")).status_code == 503
    assert client_of(rita).get(reverse("jobs:list")).status_code == 503
    assert client.get(reverse("jobs:list")).status_code == 503
    assert client.get(reverse("account_login")).status_code == 200


def test_administrators_are_told_too_where_it_is_not_said(administrator, client_of):
    close(Closure())
    assert client_of(administrator).get(reverse("jobs:list")).status_code == 503


@pytest.mark.parametrize("text", ["", "{", "[]", '{"until": "soon"}', '{"until": 3, "administrators": 1}'])
def test_a_file_that_cannot_be_read_closes_the_site(tmp_path, text):
    (tmp_path / "maintenance.json").write_text(text)
    assert closure() == Closure()


def test_the_command_closes_and_opens(capsys):
    run("on", "--until", "২০৯৯-১১-৩০ ১৮:০৫")
    assert closure() == Closure(EVENING)
    run("on", "--administrators")
    assert closure() == Closure(administrators=True)
    run("off")
    run("off")
    assert closure() is None
    run("status")
    assert capsys.readouterr().out.splitlines()[-1] == "খোলা · open"


def test_a_time_of_day_is_the_next_one(capsys):
    before = timezone.localtime() - timedelta(minutes=2)
    run("on", "--until", f"{before:%H:%M}")
    assert timedelta(hours=23) < closure().until - timezone.now() < timedelta(hours=24)


@pytest.mark.parametrize(
    "arguments", [("on", "--until", "26:00"), ("on", "--until", "2020-01-01"), ("off", "--administrators")]
)
def test_what_cannot_be_meant_is_refused_and_changes_nothing(arguments):
    with pytest.raises(CommandError) as refused:
        run(*arguments)
    assert refused.value.returncode == 2
    assert closure() is None
