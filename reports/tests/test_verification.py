"""Owns the proof that a printed number leads to what is stored, and that nobody finds one by trying."""

import re

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from plans.actions.achievements import record_achievement
from plans.actions.reporting import approve_report, submit_report
from plans.models import Plan, QuarterReport
from plans.tests.factories import cell_of
from reports.verification import LETTERS, Verdict, _check_letter, digest_of, find, number_of


@pytest.fixture
def report(plan_of_size, alice) -> QuarterReport:
    """A report with one mark, not submitted yet."""
    plan = plan_of_size(2)
    record_achievement(cell=cell_of(plan, "1.1", 1), value="৪", version=0, by=alice)
    return plan.reports.get(quarter=1)


@pytest.fixture
def approved(report, alice, rita) -> QuarterReport:
    approve_report(report=submit_report(report=report, by=alice), by=rita)
    return QuarterReport.objects.get(pk=report.pk)


def page(client, number, **query):
    return client.get(reverse("verification:verdict", args=[number]), query)


# --- the number --------------------------------------------------------------------------------------------------


def test_a_number_is_short_and_leads_back_to_its_report(report):
    number = number_of(report)
    assert re.fullmatch(r"[1-9A-Z]{1,4}(-[1-9A-Z]{4}){2,3}", number)
    assert find(number).verdict is Verdict.CURRENT
    assert find(number).report == report


@pytest.mark.parametrize("typed", [str.lower, lambda number: number.replace("-", ""), lambda number: f" {number} "])
def test_a_number_may_be_typed_as_people_type(report, typed):
    assert find(typed(number_of(report))).report == report


@pytest.mark.parametrize("number", ["", "-", "1", "ABCD", "9" * 9, "Z" * 40, "০১২৩", "no such number"])
def test_what_is_no_number_is_unknown(db, number):
    assert find(number).verdict is Verdict.UNKNOWN


def test_every_wrong_letter_and_every_two_changed_letters_are_noticed(report):
    number = number_of(report).replace("-", "")
    for place, letter in enumerate(number):
        for other in set(LETTERS) - {letter}:
            assert find(number[:place] + other + number[place + 1 :]).verdict is Verdict.UNKNOWN
    for place in range(len(number) - 2):
        changed = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
        assert changed == number or find(changed).verdict is Verdict.UNKNOWN


@given(st.text(LETTERS, min_size=1, max_size=20), st.data())
def test_the_check_letter_differs_where_one_letter_does(body, data):
    place = data.draw(st.integers(0, len(body) - 1))
    other = data.draw(st.sampled_from(LETTERS).filter(lambda letter: letter != body[place]))
    assert _check_letter(body) != _check_letter(body[:place] + other + body[place + 1 :])


def test_the_number_of_a_paper_is_old_once_a_figure_changes(report, alice):
    number = number_of(report)
    record_achievement(cell=cell_of(report.plan, "1.1", 1), value="২", version=1, by=alice)
    assert find(number).verdict is Verdict.CHANGED
    assert find(number_of(QuarterReport.objects.get(pk=report.pk))).verdict is Verdict.CURRENT


def test_the_number_of_a_draft_is_old_once_the_report_is_approved(report, alice, rita):
    number = number_of(report)
    approve_report(report=submit_report(report=report, by=alice), by=rita)
    assert find(number).verdict is Verdict.CHANGED


def test_a_later_revision_supersedes_an_approved_report(approved):
    plan = approved.plan
    Plan.objects.create(office=plan.office, year=plan.year, kind=plan.kind, policy=plan.policy, revision=2)
    assert find(number_of(approved)).verdict is Verdict.SUPERSEDED


def test_the_hash_covers_every_figure_and_the_switches(approved):
    digest = digest_of(approved)
    assert re.fullmatch("[0-9a-f]{64}", digest)
    approved.frozen_switches["decimals"] = 3
    assert digest_of(approved) != digest
    approved.refresh_from_db()
    approved.scorecard["areas"][0]["marks"][0]["earned"] = "0.99"
    assert digest_of(approved) != digest


# --- the page ----------------------------------------------------------------------------------------------------


def test_anybody_sees_the_figures_of_an_approved_report(approved, client):
    response = page(client, number_of(approved))
    assert response.status_code == 200
    for word in ("প্রতিবেদনটি আসল ও অনুমোদিত", "শিল্প মন্ত্রণালয়", "১ম কোয়ার্টার", "অনুমোদিত", "১.০০ / ২"):
        assert word in response.text
    assert digest_of(approved) in response.text.replace(" ", "")


def test_nobody_sees_figures_before_they_are_approved(report, client):
    response = page(client, number_of(report))
    assert response.status_code == 200
    assert "এখনও অনুমোদিত নয়" in response.text
    assert "শিল্প মন্ত্রণালয়" in response.text
    assert digest_of(report)[:16] not in response.text
    assert "১.০০" not in response.text


def test_a_number_of_no_report_is_called_unknown(db, client):
    response = page(client, "2K-7QXW-M4T9")
    assert response.status_code == 404
    assert "এই নম্বরের কোনো প্রতিবেদন নেই" in response.text


def test_an_old_paper_is_called_old_without_telling_new_figures(report, alice, rita, client):
    number = number_of(report)
    approve_report(report=submit_report(report=report, by=alice), by=rita)
    response = page(client, number)
    assert "কাগজটি পুরোনো" in response.text
    assert "১.০০" not in response.text


def test_who_invents_a_seal_is_not_told_how_the_report_stands(approved, client):
    body = number_of(approved).replace("-", "")[:-9] + "1" * 8
    response = page(client, body + _check_letter(body))
    assert "কাগজটি পুরোনো" in response.text
    assert "অনুমোদিত" not in response.text.partition("<dl")[2].partition("</dl>")[0]


def test_a_superseded_report_is_called_so(approved, client):
    plan = approved.plan
    Plan.objects.create(office=plan.office, year=plan.year, kind=plan.kind, policy=plan.policy, revision=2)
    assert "পরের সংশোধিত সংস্করণ" in page(client, number_of(approved)).text


def test_a_number_can_be_typed_in(approved, client):
    assert client.get(reverse("verification:search")).status_code == 200
    response = client.get(reverse("verification:search"), {"number": f" {number_of(approved).lower()}"}, follow=True)
    assert "প্রতিবেদনটি আসল ও অনুমোদিত" in response.text


def test_nothing_is_written_by_looking(approved, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        page(client, number_of(approved))
