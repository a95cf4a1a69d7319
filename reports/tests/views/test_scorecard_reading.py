"""Owns the proof of what a scorecard page lets one see beyond the marks: what is open, what moved, which rows, why."""

import re
from decimal import Decimal
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from offices.models import Person, Role
from offices.tests.people import add_person
from plans.actions.achievements import record_achievement
from plans.actions.evidence import attach_evidence
from plans.actions.reporting import assess_cell, submit_report
from plans.models import Plan
from plans.tests.beginning import remembered
from plans.tests.factories import INDUSTRIES, cell_of, official_plan
from plans.tests.stepping import submit_through

REPORTED = {
    ("1.1", 1): "১",  # a meeting of four
    ("1.1", 2): "১",
    ("1.2", 1): "80",
    ("2.1", 1): "হালনাগাদ করা হয়েছে",
    ("4.1", 1): "30/09/2020",
    ("4.1", 2): "05/01/2021",  # due on 31 December
}


def page_of(plan, quarter=1):
    return reverse("reports:scorecard", kwargs={"plan_id": plan.pk, "quarter": quarter})


def report_all(office):
    plan, alice = official_plan(INDUSTRIES), add_person("alice", office, Role.FOCAL_POINT)
    for (number, quarter), text in REPORTED.items():
        record_achievement(cell=cell_of(plan, number, quarter), value=text, version=0, by=alice)
    return plan


@pytest.fixture
def reported(industries_office):
    plan = remembered("industries reported for its scorecard", partial(report_all, industries_office))
    return Plan.objects.select_related("office", "year", "policy").get(pk=plan.pk)


@pytest.fixture
def alice(reported):
    return Person.objects.get(username="alice")


@pytest.fixture
def opened(reported, alice, client_of):
    """``opened(2)``: what the page through the second quarter shows."""
    return lambda quarter: client_of(alice).get(page_of(reported, quarter))


def group(response, code):
    found = next((group for group in response.context["groups"] if group.code == code), None)
    return [listed.row.mark.number for listed in found.rows] if found else []


# --- what can still be earned ------------------------------------------------------------------------------------


@pytest.mark.parametrize("quarter", [1, 2, 3])
def test_what_is_earned_open_and_gone_adds_up_to_what_is_possible(opened, quarter):
    response = opened(quarter)
    outlook, card = response.context["outlook"], response.context["scorecard"]
    assert [each for each, _ in outlook.by_quarter] == list(range(quarter + 1, 5))
    assert outlook.earned == card.earned
    assert outlook.earned + sum(marks for _, marks in outlook.by_quarter) + outlook.made_up == outlook.best
    assert outlook.best + outlook.gone == card.possible
    assert sum(each.reach.still for each in outlook.open_rows) == outlook.still
    assert sum(each.reach.gone for each in outlook.gone_rows) == outlook.gone


def test_a_date_not_kept_is_gone_and_a_meeting_not_held_is_not(opened):
    outlook = opened(2).context["outlook"]
    gone = {each.row.mark.number: each.reach.gone for each in outlook.gone_rows}
    still = {each.row.mark.number: each.reach.still for each in outlook.open_rows}
    assert gone["4.1"] == Decimal("0.25")
    assert "1.1" not in gone
    assert still["1.1"] == Decimal("1.00")


def test_at_the_end_of_the_year_nothing_is_open(opened):
    response = opened(4)
    assert response.context["outlook"] is None
    assert "আর কত পাওয়া যেতে পারে" not in response.text


# --- what changed since the quarter before -----------------------------------------------------------------------


def test_the_first_quarter_changes_nothing_before_it(opened):
    assert opened(1).context["changes"] is None


def test_rows_that_moved_are_told_old_and_new_with_the_reason(opened):
    response = opened(2)
    changes = response.context["changes"]
    (meeting,) = changes.rows  # 4.1 was late, 1.2 reported nothing: neither earned more
    assert (changes.since, changes.moved) == (1, Decimal("0.50"))
    assert (meeting.difference.before.earned, meeting.difference.after.earned) == (Decimal("0.50"), Decimal("1.00"))
    assert "১ + ১ = ২" in " ".join(step.sentence.bn for step in meeting.difference.new_steps)
    assert "০.৫০ → <strong>১.০০</strong>" in response.text


def test_an_assessment_since_the_quarter_before_is_told(reported, alice, rita, client_of):
    record_achievement(cell=cell_of(reported, "2.1", 2), value="চলমান", version=0, by=alice)
    submit_through(reported, 2, by=alice)
    assess_cell(cell=cell_of(reported, "2.1", 2), marks=Decimal(0), reason="প্রমাণক নেই", by=rita)
    changes = client_of(alice).get(page_of(reported, 2)).context["changes"]
    assert "2.1" in [row.difference.after.number for row in changes.rows]


# --- the rows ----------------------------------------------------------------------------------------------------


def test_a_date_kept_too_late_is_listed_with_both_days(opened):
    response = opened(2)
    assert group(response, "late") == ["4.1"]
    assert "০৫/০১/২০২১ &gt; ৩১/১২/২০২০" in response.text
    assert group(opened(1), "late") == []


def test_a_row_without_the_report_due_this_quarter_is_missing(opened):
    assert "1.2" in group(opened(2), "missing")  # 100 % is due in every quarter
    assert "1.1" not in group(opened(2), "missing")


def test_rows_in_words_and_assessed_are_listed(reported, alice, rita, client_of):
    client = client_of(alice)
    assert group(client.get(page_of(reported)), "words") == ["2.1"]
    submit_report(report=reported.reports.get(quarter=1), by=alice)
    assess_cell(cell=cell_of(reported, "2.1", 1), marks=Decimal(1), reason="দেখা হয়েছে", by=rita)
    response = client.get(page_of(reported))
    assert (group(response, "words"), group(response, "assessed")) == ([], ["2.1"])


def test_rows_that_contradict_themselves_are_listed_with_the_sentence(opened):
    response = opened(1)
    assert {"2.3", "2.4", "3.2", "3.3", "9.3"} <= set(group(response, "contradicting"))
    assert 'href="#why-3.2">৩.২</a>' in response.text


def test_every_row_stands_in_exactly_one_group_of_its_status(opened):
    response = opened(2)
    statuses = {mark.number: mark.status for mark in response.context["scorecard"].marks}
    for number, status in statuses.items():
        assert number in group(response, status.value)
    listed = [number for status in set(statuses.values()) - {"missing"} for number in group(response, status.value)]
    assert len(listed) == len(set(listed))


# --- from a figure to its explanation ----------------------------------------------------------------------------


def test_every_link_within_the_page_leads_somewhere(opened):
    for quarter in (1, 2, 4):
        page = opened(quarter).text
        ids = set(re.findall(r'id="([^"]+)"', page))
        targets = set(re.findall(r'href="#([^"]+)"', page))
        assert targets <= ids
        assert {"total", "area-1", "why-1.1", "content"} <= targets | {"content"}


@pytest.mark.parametrize("language", ["bn", "en"])
def test_every_mark_can_be_reached_and_redone_in_either_language(reported, alice, client_of, language):
    client = client_of(alice)
    client.cookies["django_language"] = language
    response = client.get(page_of(reported, 2))
    for mark in response.context["scorecard"].marks:
        assert f'id="why-{mark.number}"' in response.text
        for step in mark.steps:
            assert escape(step.sentence.in_language(language)) in response.text


def test_totals_are_written_as_the_sums_of_the_printed_marks(opened):
    response = opened(1)
    area = response.context["areas"][0].score
    figures = " + ".join(f"{mark.earned:.2f}" for mark in area.marks)
    assert bengali(f"{figures} = {area.earned:.2f}") in response.text
    card = response.context["scorecard"]
    assert bengali(" + ".join(f"{each.earned:.2f}" for each in card.areas) + f" = {card.earned:.2f}") in response.text


def bengali(text):
    return text.translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"))


def test_the_evidence_of_a_row_is_one_click_away(reported, alice, client_of):
    cells = {quarter: cell_of(reported, "1.1", quarter) for quarter in (1, 2)}
    for cell in cells.values():
        attach_evidence(cell=cell, file=SimpleUploadedFile("notice.pdf", b"%PDF-1.4"), by=alice)
    first, second = (f"{reverse('entry:cell', kwargs={'cell_id': cell.pk})}#evidence" for cell in cells.values())
    page = client_of(alice).get(page_of(reported, 1)).text
    assert first in page
    assert second not in page
    assert second in client_of(alice).get(page_of(reported, 2)).text


@pytest.mark.parametrize("quarter", [1, 2, 4])
@pytest.mark.parametrize("kind", ["integrity", "egov"])
def test_all_of_it_takes_no_more_queries_than_before(plan_of_size, alice, client_of, kind, quarter):
    client, counts = client_of(alice), set()
    for size in (1, 37):
        plan = plan_of_size(size, kind=kind)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page_of(plan, quarter)).status_code == 200
        counts.add(len(queries))
    assert len(counts) == 1
    assert counts.pop() <= 12
