"""Owns the proof of the doubts about the days an achievement names: at entry, in review, in tables, on scorecards."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cell_values.dates import show_date
from cell_values.value import Unit
from imports.queries.readings import Choices, read_plans, readings_of
from official_forms.achieved_checks import Known, cell_doubts, check_achieved
from official_forms.achieved_days import Achieved, achieved_in
from official_forms.date_checks import YearSpan
from official_forms.own_submissions import OwnSubmission, own_submission
from plans.actions.achievements import record_achievement
from plans.actions.reporting import return_report, submit_report
from plans.kinds import read_document
from plans.queries.receipts import days_handed_in
from plans.queries.scorecards import stored_scorecard
from plans.tests.drafting import draft, indicator
from plans.tests.factories import INDUSTRIES, cell_of
from plans.tests.stepping import approve_through, submit_through
from plans.tests.workbooks import opened, with_cells
from reports.printed.scorecard import printed_scorecard

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
    assert (own_submission(activity, title, ()) is OwnSubmission.REPORTS) is asks


def test_a_document_is_not_held_against_receipts_and_doubted_for_days_to_come():
    row = indicator(unit=Unit.DATE, annual="", achieved=["২১/০১/২০২১"])
    (problem,) = check_achieved(draft(row), Known(TODAY))
    assert (problem.severity.value, problem.code) == ("warning", "date_in_future")


@pytest.mark.parametrize(
    ("achieved", "told"),
    [
        (["", "২৫/০৮/২০২০"], [("date_outside_quarter", "I8")]),  # of the first quarter, in the second one's cell
        (["", "", "২৫/০৮/২০২০, ০১/০১/২০২১"], [("date_outside_quarter", "J8")]),
        (["২৫/০৮/২০২০"], []),
        (["", "০১/১০/২০২০"], []),
        (["", "", "", "২৫/০৮/২০১৯"], []),  # outside the year, which the checks of a draft tell
    ],
)
def test_a_document_is_doubted_for_a_day_before_its_quarter(achieved, told):
    problems = check_achieved(draft(indicator(unit=Unit.DATE, annual="", achieved=achieved)), Known(TODAY))
    assert [(problem.code, problem.cell) for problem in problems] == told


def test_totals_to_date_repeat_the_days_of_earlier_quarters():
    plan = draft(indicator(unit=Unit.DATE, annual="৩০/০৯/২০২০", achieved=["", "২৫/০৮/২০২০, ২৬/০৮/২০২০"]))
    assert list(check_achieved(replace(plan, to_date=(2,)), Known(TODAY))) == []
    assert len(list(check_achieved(plan, Known(TODAY)))) == 3


TWO = "০৫/০৮/২০২০, ০৬/০৮/২০২০"


@pytest.mark.parametrize(
    ("parts", "exceeds"),
    [
        ({"quarters": ["৩১/০৮/২০২০"], "achieved": [TWO]}, 1),
        ({"quarters": [TWO], "achieved": [TWO]}, None),
        ({"quarters": [f"{TWO}, ০৭/০৮/২০২০"], "achieved": [TWO]}, None),
        ({"quarters": ["৩১/০৮/২০২০", "৩১/১২/২০২০"], "achieved": [TWO]}, 1),  # the second would meet the next quarter's
        ({"quarters": ["", "৩১/১২/২০২০"], "achieved": [TWO]}, 0),
        ({"annual": "৩১/০৮/২০২০", "achieved": [TWO]}, 1),
        ({"annual": "৩১/০৮/২০২০, ৩১/১২/২০২০", "achieved": [TWO]}, None),
        ({"annual": "৩১/০৮/২০২০, ৩১/১২/২০২০", "achieved": [TWO, "০১/১২/২০২০"]}, 1),
        ({"grades": [(100, "৩১/০৮/২০২০"), (80, "১৫/০৯/২০২০")], "achieved": [TWO]}, 1),
        ({"quarters": ["১ (৩১/০৮/২০২০)"], "achieved": [f"২টি, {TWO}"], "unit": Unit.NUMBER_AND_DATE}, None),
        ({"quarters": ["১ (৩১/০৮/২০২০)"], "achieved": [f"১টি, {TWO}"], "unit": Unit.NUMBER_AND_DATE}, 1),
        ({"annual": "৪", "achieved": [TWO]}, None),  # no day is asked for
        # One day in a cell is never too many.
        ({"annual": "৩১/০৮/২০২০", "achieved": ["০৫/০৮/২০২০", "০৫/১২/২০২০"]}, None),
    ],
)
def test_more_days_than_targets_in_a_cell_are_doubted(parts, exceeds):
    row = indicator(**({"unit": Unit.DATE, "annual": ""} | parts))
    assert achieved_in("সভা", row, 1).exceeds == exceeds
    problems = list(check_achieved(draft(row), Known(TODAY)))
    too_many = [] if exceeds is None else [("more_dates_than_targets", "H8")]
    assert [(problem.code, problem.cell) for problem in problems] == too_many


def test_the_sentence_about_too_many_days_names_them_and_the_targets():
    (problem,) = check_achieved(draft(indicator(unit=Unit.DATE, annual="৩১/০৮/২০২০", achieved=[TWO])), Known(TODAY))
    assert "২টি তারিখ (০৫/০৮/২০২০, ০৬/০৮/২০২০), কিন্তু সেখানে তারিখের লক্ষ্যমাত্রা ১টি" in problem.sentence.bn
    assert "names 2 dates (05/08/2020, 06/08/2020) for 1 dated target." in problem.sentence.en


def test_the_same_day_written_twice_is_one_day():
    row = indicator(unit=Unit.DATE, annual="৩১/০৮/২০২০", achieved=["০৫/০৮/২০২০, ০৫/০৮/২০২০"])
    assert list(check_achieved(draft(row), Known(TODAY))) == []


def test_a_document_is_held_against_the_receipts_there_are():
    found = [
        cell_doubts(Achieved("13.2", *SUBMITTING, 2, (date(2020, 10, 15),)), YEAR, known)
        for known in (
            Known(TODAY, lambda: RECEIVED, of_document=True),
            Known(TODAY, lambda: {2: date(2021, 1, 14)}, of_document=True),
        )
    ]
    assert [[("১৮/১০/২০২০" in each.bn) for each in sentences] for sentences in found] == [[True], []]


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
    assert days_handed_in(submitted)[1] == timezone.localdate(first)
    before = days_handed_in(submitted)
    return_report(report=submitted.reports.get(quarter=1), reason="প্রমাণক দিন", by=rita)
    submit_report(report=submitted.reports.get(quarter=1), by=alice)
    assert days_handed_in(submitted) == before


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


def test_an_imported_day_to_come_needs_a_tick(reference):
    cell = first_quarter_of("৪.১ ")
    content = with_cells(INDUSTRIES, {cell: show_date(timezone.localdate() + timedelta(days=40))})
    (reading,) = read_plans(content, "plan.xlsx")
    told = [problem for problem in reading.problems if problem.code == "date_in_future"]
    assert [(problem.cell, problem.about) for problem in told] == [(cell, "4.1")]


def test_whoever_writes_or_reviews_is_told_of_days_too_many_or_of_another_quarter(industries, alice, rita, client_of):
    cell = cell_of(industries, "4.1", 2)
    address = reverse("entry:record", kwargs={"cell_id": cell.pk})
    written = {"text": "২৫/০৮/২০২০, ২৬/০৮/২০২০, ২৭/০৮/২০২০, ২৮/০৮/২০২০, ২৯/০৮/২০২০", "version": 0}
    answer = client_of(alice).post(address, written, headers={"HX-Request": "true"}).text
    words = ("২৫/০৮/২০২০ তারিখ ঐ কোয়ার্টার শুরুর আগের", "৫টি তারিখ")
    assert all(each in answer for each in words)
    submit_report(report=industries.reports.get(quarter=1), by=alice)
    approve_through(industries, 1, by=alice, reviewer=rita)
    submit_through(industries, 2, by=alice)
    decision = reverse("entry:approve", kwargs={"plan_id": industries.pk, "quarter": 2})
    opened = reverse("entry:cell", kwargs={"cell_id": cell.pk})
    for page in (
        entry(industries, client_of(rita), 2),
        *(client_of(rita).get(each).text for each in (decision, opened)),
    ):
        assert all(each in page for each in words)
    card = client_of(rita).get(reverse("reports:scorecard", kwargs={"plan_id": industries.pk, "quarter": 2})).text
    assert all(each in card for each in words)


def test_paper_tells_what_a_receipt_denies_and_leaves_the_rest_to_who_reviews(submitted, alice):
    record_achievement(cell=cell_of(submitted, "4.1", 2), value="২৫/০৮/২০২০", version=0, by=alice)
    card = printed_scorecard(submitted.reports.get(quarter=2), printed_on=TODAY)
    told = {row.mark.number: row.doubts for area in card.areas for row in area.rows if row.doubts}
    assert [(number, DENIED in " ".join(doubts)) for number, doubts in told.items()] == [("13.2", True)]


@pytest.mark.parametrize(("day", "is_denied"), [("১৪/১০/২০২০", True), ("১৪/০১/২০২১", False)])
def test_an_imported_day_of_submission_is_held_against_the_receipt_there_is(industries, alice, day, is_denied):
    submit_report(report=industries.reports.get(quarter=1), by=alice)
    (reading,) = readings_of(read_document(*with_day_of_submission(day)), [Choices()])
    denied = [problem for problem in reading.problems if problem.code == "receipt_contradicts"]
    assert [problem.about for problem in denied] == ["13.2"] * is_denied


def with_day_of_submission(day):
    """The real plan with a day of submission in its first quarter."""
    return with_cells(INDUSTRIES, {first_quarter_of("১৩.২ "): day}), "plan.xlsx"


def first_quarter_of(number):
    """The cell in which the form of the real plan has what an indicator achieved in the first quarter."""
    (row,) = (line[0].row for line in opened(INDUSTRIES).active.iter_rows() if str(line[0].value).startswith(number))
    return f"H{row + 1}"
