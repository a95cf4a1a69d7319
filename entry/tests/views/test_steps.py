"""Owns the proof of the page that hands a report in, and of marks given in any writing."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from cell_values.text import normalise
from plans.actions.achievements import record_achievement
from plans.actions.reporting import return_report, submit_report
from plans.addresses import entry_url
from plans.models import Plan
from plans.tests.deciding import hidden_in, send
from plans.tests.factories import cell_of
from workflow.transitions import Refusal, ReportState
from year_opening.actions.opening import open_year
from year_opening.queries.opening_offices import OpeningChoices


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


def test_before_handing_in_a_doubtful_day_is_told_at_its_row(industries, step, alice, client_of):
    record_achievement(cell=cell_of(industries, "4.1", 1), value="৩০/১২/২০২০", version=0, by=alice)
    page = client_of(alice).get(step("submit")).text
    row = page.partition('<th scope="row" class="wide">৪.১ ')[2].partition("</tr>")[0]
    assert normalise("৪.১-এর ১ম কোয়ার্টারের অর্জন ৩০/১২/২০২০ তারিখ ঐ কোয়ার্টারে পড়ে না") in normalise(row)
    assert page.count('class="doubt"') == 1


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


# --- a plan that has no rows yet ---------------------------------------------------------------------------------


@pytest.fixture
def empty(industries_office, administrator):
    """The plan of an office as opening its year makes it."""
    choices = OpeningChoices(2023, ("integrity",), (industries_office.tier,))
    list(open_year(choices=choices, by=administrator))
    return Plan.objects.get(office=industries_office, year__start_year=2023)


def test_a_plan_without_indicators_says_so_and_is_not_handed_in(empty, alice, client_of):
    client, place = client_of(alice), {"plan_id": empty.pk, "quarter": 1}
    for name in ("entry:entry", "entry:submit"):
        page = client.get(reverse(name, kwargs=place)).text
        assert "এখনও কোনো সূচক নেই" in page
        assert "সম্পূর্ণ" not in page
    assert reverse("entry:submit", kwargs=place) not in client.get(reverse("entry:entry", kwargs=place)).text
    with pytest.raises(Refusal):
        submit_report(report=empty.reports.get(quarter=1), by=alice)
    assert state_of(empty) == ReportState.DRAFT


def test_every_paper_of_a_plan_without_indicators_opens(empty, alice, client_of):
    client, place = client_of(alice), {"plan_id": empty.pk, "quarter": 1}
    for name in ("entry:export", "reports:scorecard"):
        assert client.get(reverse(name, kwargs=place)).status_code == 200, name
    assert client.get(reverse("home")).status_code == 200


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


def test_the_tab_of_a_returned_quarter_says_by_when_it_is_asked_for_again(industries, alice, rita, client_of):
    plan = industries
    report = submit_report(report=plan.reports.get(quarter=1), by=alice)
    reply_by = timezone.localdate() + timedelta(days=4)
    return_report(report=report, reason="আবার দেখুন", reply_by=reply_by, by=rita)
    (tab,) = (each for each in client_of(alice).get(entry_url(plan, 1)).context["page"].tabs if each.number == 1)
    assert (tab.deadline, tab.days_left, tab.days_late) == (reply_by, 4, 0)
    submit_report(report=report, by=alice)
    (tab,) = (each for each in client_of(alice).get(entry_url(plan, 1)).context["page"].tabs if each.number == 1)
    assert tab.deadline != reply_by
