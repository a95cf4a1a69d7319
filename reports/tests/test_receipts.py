"""Owns the proof of receipts: what they say on the page, on paper, and to whoever holds one and verifies it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from cell_values.digits import to_bengali
from offices.models import Deadline
from plans.actions.achievements import record_achievement
from plans.actions.reporting import return_report, submit_report
from plans.models import QuarterRound, Receipt
from plans.tests.factories import cell_of
from reports.document_numbers import find_receipt, receipt_number
from reports.paper_numbers import LETTERS
from reports.queries.receipt import handed_in
from reports.tests.pdf.extraction import text_of

DAY = timedelta(days=1)


@pytest.fixture
def plan(plan_of_size):
    return plan_of_size(2)


@pytest.fixture
def received(plan, alice):
    """The first quarter with one achievement, handed in today."""
    record_achievement(cell=cell_of(plan, "1.1", 1), value="১", version=0, by=alice)
    submit_report(report=plan.reports.get(quarter=1), by=alice)
    return handed_in(plan, 1)


def due(plan, day, **days):
    Deadline.objects.filter(year=plan.year, quarter=1, tier=plan.office.tier).update(due_on=day, **days)


def page(client, plan, *, round_number=None):
    place = [plan.pk, 1] + ([] if round_number is None else [round_number])
    return client.get(reverse("reports:receipt" if round_number else "reports:last_receipt", args=place))


def test_whoever_hands_in_lands_on_the_receipt(plan, alice, client_of):
    client, address = client_of(alice), reverse("entry:submit", args=[plan.pk, 1])
    seen = client.get(address).text.split('name="seen" value="')[1].split('"')[0]
    answer = client.post(address, {"seen": seen}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("reports:last_receipt", args=[plan.pk, 1])
    assert Receipt.objects.get().number in answer.text


def test_the_page_says_what_was_handed_in_and_when(received, plan, alice, client_of):
    shown = page(client_of(alice), plan).text
    assert received.receipt.number in shown
    assert received.digest in shown
    assert receipt_number(received) in shown
    assert str(alice) in shown
    assert "১.১ সূচক 1.1" in shown
    assert received.reported == 1


def test_what_is_written_since_does_not_change_what_was_received(received, plan, alice, rita, client_of):
    report = plan.reports.get(quarter=1)
    return_report(report=report, reason="আবার", by=rita)
    record_achievement(cell=cell_of(plan, "1.1", 1), value="৯", version=1, by=alice)
    assert handed_in(plan, 1) == received or handed_in(plan, 1).digest == received.digest
    submit_report(report=report, by=alice)
    second = handed_in(plan, 1)
    assert (second.receipt.round, second.digest != received.digest) == (2, True)
    first = page(client_of(alice), plan, round_number=1).text
    assert received.digest in first
    assert second.digest not in first


@pytest.mark.parametrize(
    ("due_in", "grace_in", "late"),
    [(0, None, 0), (5, None, 0), (-3, None, 3), (-3, 0, 0), (-3, -1, 3)],
)
def test_in_time_late_or_within_grace(received, plan, alice, client_of, due_in, grace_in, late):
    today = timezone.localdate()
    due(plan, today + due_in * DAY, grace_until=None if grace_in is None else today + grace_in * DAY)
    assert handed_in(plan, 1).days_late == late
    shown = page(client_of(alice), plan).text
    assert (f"{to_bengali(str(late))} দিন বিলম্বে" in shown) is bool(late)
    assert ("সময়মতো" in shown) is not bool(late)


def test_anybody_who_holds_it_verifies_it(received, client):
    number = receipt_number(received)
    answer = client.get(reverse("verification:verdict", args=[number]))
    assert answer.status_code == 200
    assert "এই প্রাপ্তিস্বীকার আসল" in answer.text
    assert received.digest in answer.text
    assert str(received.receipt.submitted_by) not in answer.text  # the paper says it; the public is not told
    typed = number.lower().replace("-", " ")
    assert find_receipt(typed) == (received, True)


def test_an_invented_number_and_a_changed_content_are_told(received, client):
    number = receipt_number(received)
    other = LETTERS[(LETTERS.index(number[-3]) + 1) % len(LETTERS)]
    assert find_receipt(number[:-3] + other + number[-2:]) is None
    round_ = QuarterRound.objects.get(report=received.report)
    row = next(iter(round_.contents.values()))
    row["achievement"] = "৯৯"
    round_.save()
    answer = client.get(reverse("verification:verdict", args=[number]))
    assert "যেমন দেওয়া হয়েছিল তেমন নেই" in answer.text
    assert received.digest not in answer.text


def test_a_receipt_whose_contents_were_not_kept_says_so(received, plan, alice, client_of):
    QuarterRound.objects.all().delete()
    shown = page(client_of(alice), plan).text
    assert received.receipt.number in shown
    assert "তখন কী জমা পড়েছিল তা রাখা হয়নি" in shown


@pytest.mark.parametrize(("language", "says"), [("bn", "প্রাপ্তিস্বীকার"), ("en", "Receipt")])
def test_it_is_printed_with_the_number_that_verifies_it(received, plan, alice, client_of, language, says):
    address = reverse("reports:printed_receipt", args=[plan.pk, 1, 1])
    answer = client_of(alice).get(f"{address}?language={language}")
    assert answer["Content-Type"] == "application/pdf"
    with translation.override(language):
        words = text_of(answer.content)
    assert says in words
    assert received.receipt.number in words.replace("\n", "")
    assert receipt_number(received) in words


def test_there_is_no_receipt_of_what_was_never_handed_in(plan, alice, client_of):
    assert page(client_of(alice), plan).status_code == 404


def test_home_leads_to_the_last_receipt(received, plan, alice, client_of):
    assert reverse("reports:last_receipt", args=[plan.pk, 1]) in client_of(alice).get("/").text
