"""Owns the proof of the page that hands a report in, and of marks given in any writing."""

from decimal import Decimal

import pytest
from django.urls import reverse

from plans.actions.reporting import submit_report
from plans.tests.deciding import hidden_in, send
from plans.tests.factories import cell_of
from workflow.transitions import ReportState


@pytest.fixture
def step(industries):
    """``step("submit")``: the address of a step of the first quarter."""
    return lambda name: reverse(f"entry:{name}", kwargs={"plan_id": industries.pk, "quarter": 1})


@pytest.fixture
def submitted(industries, alice):
    return submit_report(report=industries.reports.get(quarter=1), by=alice)


def state_of(plan):
    return plan.reports.get(quarter=1).state


def test_before_handing_in_everything_is_shown_once_more(industries, step, alice, client_of):
    page = client_of(alice).get(step("submit")).text
    assert "০ / ২২" not in page
    assert "১.১ নৈতিকতা কমিটির সভা" in page
    assert f"#cell-{cell_of(industries, '1.1', 1).pk}-text" in page  # empty, though due: it leads back to the cell
    assert state_of(industries) == ReportState.DRAFT


def test_handing_in_shows_the_receipt(industries, step, alice, client_of):
    response = send(client_of(alice), step("submit"))
    receipt = industries.reports.get(quarter=1).receipt
    assert receipt
    assert receipt in response.text
    assert state_of(industries) == ReportState.SUBMITTED


def test_handing_in_twice_says_so_and_gives_no_second_receipt(industries, step, alice, client_of):
    client = client_of(alice)
    shown = hidden_in(client.get(step("submit")).text)
    client.post(step("submit"), shown)
    receipt = industries.reports.get(quarter=1).receipt
    response = client.post(step("submit"), shown, follow=True)
    assert "প্রতিবেদনটি জমা দেওয়া হয়েছে" in response.text
    assert industries.reports.get(quarter=1).receipt == receipt
    assert industries.events.filter(verb="submit_report").count() == 1


# --- assessing ---------------------------------------------------------------------------------------------------


@pytest.fixture
def assess(labour, charlie, rita, client_of):
    """``assess(marks="৪", …)``: Rita's marks for the words of 2.1.1, after the report was handed in."""
    submit_report(report=labour.reports.get(quarter=1), by=charlie)
    cell, page = cell_of(labour, "2.1.1", 1).pk, reverse("entry:entry", args=[labour.pk, 1])
    address = reverse("entry:assess", kwargs={"cell_id": cell})
    names = {"marks": f"marks-{cell}", "reason": f"why-{cell}"}
    return lambda **data: send(client_of(rita), address, page=page, **{names[name]: data[name] for name in data})


def test_the_reviewer_sees_the_words_that_wait_for_marks(labour, assess, rita, client_of):
    page = client_of(rita).get(reverse("entry:entry", args=[labour.pk, 1])).text
    for number in ("2.1.1", "2.1.2"):
        assert reverse("entry:assess", args=[cell_of(labour, number, 1).pk]) in page
    assert reverse("entry:assess", args=[cell_of(labour, "1.4.1", 1).pk]) not in page


@pytest.mark.parametrize(("written", "marks"), [("৪", "4"), ("4", "4"), ("৩.৫", "3.5"), ("০", "0")])
def test_marks_are_given_in_either_digits(labour, assess, written, marks):
    assess(marks=written, reason="প্রমাণক দেখা হয়েছে")
    assert cell_of(labour, "2.1.1", 1).assessed_marks == Decimal(marks)
    assert labour.reports.get(quarter=1).earned == 11 + Decimal(marks)


@pytest.mark.parametrize(
    "data",
    [
        {"marks": "৫", "reason": "কারণ"},  # more than the weight
        {"marks": "-১", "reason": "কারণ"},
        {"marks": "২.৫৫৫", "reason": "কারণ"},
        {"marks": "চার", "reason": "কারণ"},
        {"marks": "", "reason": "কারণ"},
        {"marks": "৪", "reason": ""},
        {"marks": "৪", "reason": "  "},
        {"marks": "৪"},
        {"marks": "1" * 30, "reason": "কারণ"},
    ],
)
def test_marks_that_are_not_right_are_refused_with_a_sentence(labour, assess, data):
    response = assess(**data)
    assert response.status_code == 422
    assert "field-error" in response.text
    assert cell_of(labour, "2.1.1", 1).assessed_marks is None
    assert labour.reports.get(quarter=1).earned == 11
