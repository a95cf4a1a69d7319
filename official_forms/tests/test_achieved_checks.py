"""Owns the proof of the doubts about the days an achievement names: at entry, in review, in tables, on scorecards."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from cell_values.dates import show_date
from cell_values.value import Unit
from imports.queries.readings import read_plans
from official_forms.achieved_checks import Achieved, Known, asks_for_submission, cell_doubts, check_achieved
from official_forms.date_checks import YearSpan
from plans.actions.achievements import record_achievement
from plans.actions.reporting import return_report, submit_report
from plans.queries.receipts import first_receipts
from plans.queries.scorecards import stored_scorecard
from plans.tests.drafting import draft, indicator
from plans.tests.factories import INDUSTRIES, cell_of, workbook

TODAY = date(2021, 1, 20)
YEAR = YearSpan(2020)
SUBMITTING = ("নির্ধারিত সময়ে ত্রৈমাসিক পরিবীক্ষণ প্রতিবেদন মন্ত্রিপরিষদ বিভাগে দাখিল", "ত্রৈমাসিক প্রতিবেদন দাখিলকৃত")
RECEIVED = {1: date(2020, 10, 18), 2: date(2021, 1, 14)}


def doubts(quarter, *days, words=("সভা", "অনুষ্ঠিত সভা"), handed_in=None):
    known = Known(TODAY, None if handed_in is None else lambda: handed_in)
    return cell_doubts(Achieved("13.2", *words, quarter, days), YEAR, known)


@pytest.mark.parametrize(
    ("quarter", "day", "words"),
    [
        (1, date(2020, 8, 5), ""),
        (2, date(2021, 1, 15), ""),  # within the days of the quarter's report
        (3, date(2021, 1, 21), "এখনও আসেনি"),
        (1, date(2030, 1, 1), "এখনও আসেনি"),
        (1, date(2020, 12, 1), "ঐ কোয়ার্টারে পড়ে না"),
        (2, date(2020, 9, 1), "ঐ কোয়ার্টার শুরুর আগের"),
        (1, date(2019, 8, 5), "অর্থবছরের বাইরে"),
    ],
)
def test_a_day_to_come_or_of_another_time_is_doubted_in_a_sentence_that_names_it(quarter, day, words):
    found = doubts(quarter, day)
    assert [words in sentence.bn and show_date(day) in sentence.bn for sentence in found] == [True] * bool(words)


@pytest.mark.parametrize(
    ("quarter", "day", "words"),
    [
        (2, date(2020, 10, 18), ""),  # the day of the first receipt
        (2, date(2020, 10, 15), "১৮/১০/২০২০"),
        (1, date(2020, 10, 15), "১৮/১০/২০২০"),  # in whichever cell it stands
        (3, date(2021, 1, 15), "১৪/০১/২০২১"),
    ],
)
def test_a_day_of_submission_is_held_against_the_first_receipt(quarter, day, words):
    found = doubts(quarter, day, words=SUBMITTING, handed_in=RECEIVED)
    assert [words in sentence.bn for sentence in found] == [True] * bool(words)
    assert doubts(quarter, day, handed_in=RECEIVED) == ()  # of anything else a receipt says nothing


def test_a_day_of_submission_of_what_was_never_handed_in_is_doubted():
    (found,) = doubts(2, date(2020, 10, 15), words=SUBMITTING, handed_in={})
    assert "এখনও জমা পড়েনি" in found.bn


@pytest.mark.parametrize(
    ("activity", "title", "asks"),
    [
        (*SUBMITTING, True),
        ("Timely submission of the quarterly progress report", "report submitted", True),
        ("কোয়ার্টারভিত্তিক অগ্রগতি প্রতিবেদন প্রেরণ", "প্রেরিত প্রতিবেদন", True),
        ("আওতাধীন দপ্তর কর্তৃক দাখিলকৃত ত্রৈমাসিক প্রতিবেদনের ওপর ফিডব্যাক প্রদান", "ফিডব্যাক সভা", False),
        ("উত্তম চর্চার তালিকা প্রণয়ন করে মন্ত্রিপরিষদ বিভাগে প্রেরণ", "উত্তম চর্চার তালিকা প্রেরিত", False),
        ("প্রকল্প পরিদর্শন", "দাখিলকৃত প্রতিবেদন", False),
    ],
)
def test_indicators_of_timely_submission_are_told_by_their_words(activity, title, asks):
    assert asks_for_submission(activity, title) is asks


def test_a_document_is_not_held_against_receipts_and_doubted_for_days_to_come():
    row = indicator(unit=Unit.DATE, annual="", achieved=["২১/০১/২০২১"])
    (problem,) = check_achieved(draft(row), Known(TODAY))
    assert (problem.severity.value, problem.code) == ("warning", "date_in_future")


# --- where it is shown -----------------------------------------------------------------------------------------------


@pytest.fixture
def submitted(industries, alice):
    """The first quarter of the ministry, with a day of submission that its own receipt denies."""
    record_achievement(cell=cell_of(industries, "13.2", 1), value="১৪/১০/২০২০", version=0, by=alice)
    submit_report(report=industries.reports.get(quarter=1), by=alice)
    return industries


DENIED = "প্রাপ্তি অনুযায়ী ১ম কোয়ার্টারের প্রতিবেদন"


def entry(plan, client, quarter=1):
    return client.get(reverse("entry:entry", kwargs={"plan_id": plan.pk, "quarter": quarter})).text


def test_the_receipt_speaks_against_the_typed_day_wherever_it_is_shown(submitted, alice, rita, client_of):
    for person in (alice, rita):
        assert DENIED in entry(submitted, client_of(person))
    cell = reverse("entry:cell", kwargs={"cell_id": cell_of(submitted, "13.2", 1).pk})
    assert DENIED in client_of(rita).get(cell).text
    card = client_of(rita).get(reverse("reports:scorecard", kwargs={"plan_id": submitted.pk, "quarter": 1})).text
    assert card.count(DENIED) >= 2  # among the doubts of the plan, and in the explanation of the mark


def test_the_typed_day_still_makes_the_mark(submitted):
    marks = {mark.number: mark for mark in stored_scorecard(submitted.reports.get(quarter=1)).marks}
    assert (marks["13.2"].earned, marks["13.2"].status) == (marks["13.2"].possible_to_date, "on_track")


def test_the_first_receipt_counts_after_a_return(submitted, alice, rita):
    first = submitted.reports.get(quarter=1).submitted_at
    assert timezone.localdate(first_receipts(submitted)[1]) == timezone.localdate(first)
    before = first_receipts(submitted)
    return_report(report=submitted.reports.get(quarter=1), reason="প্রমাণক দিন", by=rita)
    submit_report(report=submitted.reports.get(quarter=1), by=alice)
    assert first_receipts(submitted) == before


def test_a_day_to_come_is_stored_and_doubted_at_its_cell(industries, alice, client_of):
    day = show_date(timezone.localdate() + timedelta(days=40))
    cell = cell_of(industries, "4.1", 1)
    address = reverse("entry:record", kwargs={"cell_id": cell.pk})
    answer = client_of(alice).post(address, {"text": day, "version": 0}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "এখনও আসেনি" in answer.text
    cell.refresh_from_db()
    assert cell.achievement.text == day
    assert "এখনও আসেনি" in entry(industries, client_of(alice))


def test_an_imported_day_to_come_needs_a_tick(reference, tmp_path):
    book = load_workbook(workbook(INDUSTRIES))
    sheet = book.active
    (row,) = (line[0].row for line in sheet.iter_rows() if str(line[0].value).startswith("৪.১ "))
    sheet.cell(row + 1, 8).value = show_date(timezone.localdate() + timedelta(days=40))
    book.save(tmp_path / "plan.xlsx")
    (reading,) = read_plans((tmp_path / "plan.xlsx").read_bytes(), "plan.xlsx")
    told = [problem for problem in reading.problems if problem.code == "date_in_future"]
    assert [(problem.cell, problem.about) for problem in told] == [(f"H{row + 1}", "4.1")]
