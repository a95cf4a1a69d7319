"""Owns the proof of how a line of the log looks, and of what never stands in one."""

import io
import json
import logging
import logging.config

import pytest
from django.db import DataError
from django.test import Client
from django.urls import reverse

from jobs.origin import worked_for
from operations.incidents import in_groups, incident_number
from operations.log_lines import RequestIdFilter, without_secrets
from operations.log_settings import log_settings

RESET = "/accounts/password/reset/key/3k-cp1xyz-0123456789abcdef/"


@pytest.fixture
def log():
    """``log(LOG_FORMAT="json")``: a logger by these variables, and what it wrote."""
    made = []

    def begin(**environment):
        settings, written = log_settings(environment), io.StringIO()
        handler = logging.StreamHandler(written)
        configurator = logging.config.DictConfigurator(settings)
        form = settings["handlers"]["console"]["formatter"]
        handler.setFormatter(configurator.configure_formatter(settings["formatters"][form]))
        handler.addFilter(configurator.configure_filter(settings["filters"]["request_id"]))
        logger = logging.getLogger("tried")
        logger.addHandler(handler)
        made.append((logger, handler))
        return logger, written

    yield begin
    for logger, handler in made:
        logger.removeHandler(handler)


def test_a_line_of_json_is_one_object_with_the_numbers_of_its_request(log):
    logger, written = log(LOG_FORMAT="json")
    with worked_for("abcdef-12345678"):
        logger.warning("গেল\nনতুন লাইন %s", 3, extra={"told": {"ms": 12}})
    (line,) = written.getvalue().splitlines()
    told = json.loads(line)
    assert told["request"] == "abcdef-12345678"
    assert told["number"] == incident_number("abcdef-12345678")
    assert (told["message"], told["level"], told["logger"], told["ms"]) == ("গেল\nনতুন লাইন 3", "WARNING", "tried", 12)
    assert told["time"].endswith("+06:00")


def test_a_plain_line_says_the_same(log):
    logger, written = log()
    with worked_for("abcdef-12345678"):
        logger.warning("done")
    assert (
        f"WARNING tried request=abcdef-12345678 number={incident_number('abcdef-12345678')} done" in written.getvalue()
    )


def test_outside_of_requests_a_line_has_no_number(log):
    logger, written = log()
    logger.warning("done")
    assert "request=- number=- done" in written.getvalue()


def test_a_number_read_out_is_nine_digits_and_always_the_same():
    assert (
        incident_number("abcdef-12345678") == incident_number("abcdef-12345678") != incident_number("abcdef-12345679")
    )
    assert in_groups("004905372") == "004 905 372"
    assert all(len(incident_number(str(each))) == 9 for each in range(200))


def test_the_key_of_a_link_to_a_password_stands_in_no_line(log):
    logger, written = log()
    logger.warning("Internal Server Error: %s", RESET)
    assert "0123456789abcdef" not in written.getvalue()
    assert "/accounts/password/reset/key/…/" in written.getvalue()


@pytest.mark.parametrize("form", ["json", "plain"])
def test_what_the_database_quotes_of_a_row_stands_in_no_line(log, form):
    """In the words of PostgreSQL, which quotes the row; SQLite quotes none."""
    logger, written = log(LOG_FORMAT=form)
    typed = "একটি গোপন মন্তব্য\nDETAIL: আরও"
    try:
        raise DataError(f'null value in column "x"\nDETAIL:  Failing row contains (1, {typed}).\n')
    except DataError:
        logger.exception("not stored")
    assert "not stored" in written.getvalue()
    assert "DataError" in written.getvalue()
    assert not [word for word in typed.split() if word in written.getvalue() and word != "DETAIL:"]


def test_the_end_of_a_traceback_stays_when_its_middle_is_hidden():
    told = "first\nDETAIL: (typed)\n\nThe above exception was the direct cause\nlast"
    assert without_secrets(told) == "first\nDETAIL: …\n\nThe above exception was the direct cause\nlast"


@pytest.mark.django_db
def test_what_django_logs_of_an_answer_carries_its_number_too(caplog):
    caplog.handler.addFilter(RequestIdFilter())
    number = Client().get("/not/there/")["X-Request-ID"]
    assert {record.request_id for record in caplog.records if record.name == "django.request"} == {number}


@pytest.fixture
def slow(caplog, settings):
    """``slow()``: what was said of slow requests."""
    settings.SLOW_REQUEST_MS = 1
    return lambda: [record.getMessage() for record in caplog.records if record.name == "slow"]


def test_a_slow_request_is_told_with_its_view_and_its_queries(alice, client_of, slow):
    client_of(alice).get(reverse("notices:list") + "?q=secret")
    (line,) = [each for each in slow() if "view=notices:list" in each]
    told = dict(part.split("=") for part in line.split())
    assert (told["method"], told["status"]) == ("GET", "200")
    assert int(told["queries"]) > 0
    assert 0 <= int(told["query_ms"]) <= int(told["ms"])
    assert "secret" not in line


def test_an_address_that_leads_nowhere_is_told_by_no_name(db, slow):
    Client().get("/secret-place/")
    assert all("secret-place" not in line for line in slow())
    assert any("view=none" in line and "status=404" in line for line in slow())


def test_where_nothing_is_asked_nothing_slow_is_told(db, slow, settings):
    settings.SLOW_REQUEST_MS = 0
    Client().get("/")
    assert slow() == []
