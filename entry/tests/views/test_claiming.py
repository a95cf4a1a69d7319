"""Owns the proof that an office writes the last line of the form: its claim, doubted beside what the rows say."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from plans.actions.achievements import record_achievement
from plans.actions.remarks import NO_MARKS, fingerprint
from plans.actions.reporting import submit_report
from plans.tests.factories import cell_of


@pytest.fixture
def plan(plan_of_size, alice):
    """Two rows; the first earned 0.25."""
    plan = plan_of_size(2)
    record_achievement(cell=cell_of(plan, "1.1", 1), value="১", version=0, by=alice)
    return plan


def at(name, plan):
    return reverse(f"entry:{name}", args=[plan.pk, 1])


def say(client, plan, text, over=""):
    return client.post(at("claim_total", plan), {"text": text, "version": fingerprint(over)}, follow=True)


def claimed(plan):
    return plan.reports.get(quarter=1).claimed_obtained


def test_the_claim_is_written_with_its_event_and_shown_again(plan, alice, client_of):
    page = say(client_of(alice), plan, "০.২৫").text
    assert claimed(plan) == Decimal("0.25")
    event = plan.events.get(verb="claim_total")
    assert (event.by, event.quarter, event.before["text"], event.after["text"]) == (alice, 1, "", "0.25")
    assert 'id="total-claim-text" value="০.২৫"' in page
    assert "যোগ করলে" not in page  # it is what the rows add up to


def test_a_claim_that_is_not_what_the_rows_add_up_to_is_kept_and_doubted(plan, alice, rita, client_of):
    page = say(client_of(alice), plan, "১.৫").text
    assert claimed(plan) == Decimal("1.50")
    assert "যোগ করলে ০.২৫, দাবি ১.৫০" in page
    submit_report(report=plan.reports.get(quarter=1), by=alice)
    check = client_of(rita).get(at("approve", plan)).text
    assert "দপ্তরের দাবি ১.৫০, হিসাব ০.২৫" in check


def test_the_claims_of_the_rows_are_what_it_is_doubted_by(plan, alice, client_of):
    address = reverse("entry:claim", args=[cell_of(plan, "1.2", 1).pk])
    client_of(alice).post(address, {"text": "০.৫", "version": fingerprint("")})
    assert "যোগ করলে" not in say(client_of(alice), plan, "০.৭৫").text
    assert "যোগ করলে ০.৭৫, দাবি ০.৭৬" in say(client_of(alice), plan, "০.৭৬", over="0.75").text


@pytest.mark.parametrize("text", ["অনেক", "-১", "০.১২৩"])
def test_what_is_no_number_of_marks_stays_in_its_field_with_the_reason(plan, alice, client_of, text):
    response = say(client_of(alice), plan, text)
    assert response.status_code == 422
    assert NO_MARKS.bn in response.text
    assert 'id="total-claim-text" value="' in response.text
    assert claimed(plan) is None
    assert not plan.events.filter(verb="claim_total").exists()


def test_of_two_who_write_it_the_second_is_told(plan, alice, bob, client_of):
    say(client_of(bob), plan, "১")
    response = say(client_of(alice), plan, "২")
    assert response.status_code == 409
    assert "“1”" in response.text.replace("১", "1")
    assert claimed(plan) == 1


def test_blank_withdraws_it(plan, alice, client_of):
    say(client_of(alice), plan, "১")
    say(client_of(alice), plan, "", over="1")
    assert claimed(plan) is None
    assert plan.events.filter(verb="claim_total").count() == 2


def test_a_quarter_handed_in_or_locked_takes_no_claim(plan, alice, client_of):
    say(client_of(alice), plan, "১")
    submit_report(report=plan.reports.get(quarter=1), by=alice)
    assert say(client_of(alice), plan, "২", over="1").status_code == 403
    page = client_of(alice).get(at("entry", plan)).text
    assert "total-claim-text" not in page
    assert "দপ্তরের মোট দাবি: ১.০০" in page


def test_the_scorecard_and_the_workbook_carry_the_claim(plan, alice, client_of):
    say(client_of(alice), plan, "১.৫")
    card = client_of(alice).get(reverse("reports:scorecard", args=[plan.pk, 1])).text
    assert "১.৫০" in card
    book = load_workbook(BytesIO(b"".join(client_of(alice).get(at("export", plan)))))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "১.৫" in cells
