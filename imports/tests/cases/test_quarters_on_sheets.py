"""Owns the proof that quarters on several sheets of a workbook become one plan with all of them, and none is lost."""

from io import BytesIO

import openpyxl
import pytest

from egov_plans.tests.forms import HEADER, NUMBERS, ROW, TITLES, changed
from imports.actions.bringing import bring_in, keep_source
from imports.actions.comparing import compare_all
from imports.queries.readings import read_plans
from imports.tests.cases.formats import CASES
from plan_tree.problems import Severity
from plans.models import Plan, QuarterCell

pytestmark = pytest.mark.usefixtures("reference")
FOLDER = CASES / "egov-to-date-after-q1"


def book_of(*sheets):
    """A workbook of some sheets, each given as rows of texts."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"পাতা {number}")
        for row in rows:
            sheet.append(list(row))
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def rows_in(name):
    sheet = openpyxl.load_workbook(FOLDER / name).active
    return [["" if content is None else content for content in row] for row in sheet.iter_rows(values_only=True)]


def quarter(words, progress):
    """The form of one quarter: its title and heading name it."""
    office, title = TITLES
    over, percents = HEADER
    head = [[*over[:-1], f"{words} ত্রৈমাসিক বাস্তবায়ন অগ্রগতি"], percents]
    titles = [office, [title[0].replace("প্রথম", words)]]
    return [*titles, *head, NUMBERS, changed(ROW, c11=progress)]


def brought(*sheets):
    content = book_of(*sheets)
    readings = read_plans(content, "quarters.xlsx")
    return readings, bring_in(readings, source=keep_source(content, "quarters.xlsx", by=None), by=None)


def achieved(number):
    cells = QuarterCell.objects.filter(indicator__number=number).order_by("quarter")
    return {cell.quarter: cell.achievement.text for cell in cells if not cell.achievement.is_blank}


def told(readings, code):
    return [each.severity for reading in readings for each in reading.problems if each.code == code]


@pytest.mark.parametrize("words", [("প্রথম", "দ্বিতীয়"), ("দ্বিতীয়", "প্রথম"), ("প্রথম", "চতুর্থ")])
def test_two_quarters_on_two_sheets_become_one_plan_with_both(words):
    numbers = {"প্রথম": 1, "দ্বিতীয়": 2, "চতুর্থ": 4}
    readings, outcomes = brought(quarter(words[0], "১"), quarter(words[1], "২"))
    assert all(outcome.stored for outcome in outcomes)
    assert Plan.objects.count() == 1
    assert achieved("1.1.1") == dict(sorted({numbers[words[0]]: "১", numbers[words[1]]: "২"}.items()))
    assert told(readings, "plan_repeated") == [Severity.WARNING]


@pytest.mark.parametrize("names", [("q1.xlsx", "q2-to-date.xlsx"), ("q2-to-date.xlsx", "q1.xlsx")])
def test_a_total_to_date_is_taken_apart_over_the_quarter_of_another_sheet_in_whatever_order(names):
    _, outcomes = brought(*map(rows_in, names))
    assert all(outcome.stored for outcome in outcomes)
    assert (Plan.objects.count(), achieved("1.6.1")) == (1, {1: "১", 2: "১"})


def test_four_quarters_on_four_sheets_are_all_kept():
    words = ("প্রথম", "দ্বিতীয়", "তৃতীয়", "চতুর্থ")
    _, outcomes = brought(*(quarter(each, str(number)) for number, each in enumerate(words, start=1)))
    assert (len(outcomes), achieved("1.1.1")) == (4, {1: "1", 2: "2", 3: "3", 4: "4"})


def test_the_same_quarter_on_two_sheets_is_told():
    readings, _ = brought(quarter("প্রথম", "১"), quarter("প্রথম", "২"))
    assert told(readings, "plan_repeated") == [Severity.WARNING]
    assert achieved("1.1.1") == {1: "২"}


@pytest.mark.parametrize("names", [("q1.xlsx", "q2-to-date.xlsx"), ("q2-to-date.xlsx", "q1.xlsx")])
def test_the_preview_shows_what_will_be_stored_of_totals_beside_another_sheet(names):
    readings = read_plans(book_of(*map(rows_in, names)), "quarters.xlsx")
    rows = [each.reading.draft.by_number["1.6.1"][1] for each in compare_all(readings)]
    shown = {q: (node.achievement.text, node.to_date) for row in rows for q, node in row.quarters.items()}
    assert {q: pair for q, pair in shown.items() if pair[0]} == {1: ("১", ""), 2: ("১", "২")}


def test_a_total_below_what_another_sheet_holds_is_an_error_at_the_preview():
    first = rows_in("q1.xlsx")
    (row,) = [row for row in first if "[১.৬.১]" in "".join(map(str, row))]
    row[row.index("১")] = "৩"
    readings = read_plans(book_of(first, rows_in("q2-to-date.xlsx")), "quarters.xlsx")
    told = [each.severity for compared in compare_all(readings) for each in compared.problems if "below" in each.code]
    assert told == [Severity.ERROR]


def test_three_quarters_to_date_on_three_sheets_each_store_what_they_added():
    titles, words = ("প্রথম", "দ্বিতীয়", "তৃতীয়"), ("", "জুলাই-ডিসেম্বর পর্যন্ত", "জুলাই-মার্চ পর্যন্ত")
    sheets = []
    for number, (title, to_date) in enumerate(zip(titles, words, strict=True), start=1):
        rows = quarter(title, str(number))
        head = rows[len(TITLES)]
        head[-1] = f"{to_date} ক্রমপুঞ্জিত অগ্রগতি" if to_date else head[-1]
        sheets.append(rows)
    readings, _ = brought(*reversed(sheets))
    assert [reading.draft.to_date for reading in readings] == [(3,), (2,), ()]
    assert achieved("1.1.1") == {1: "1", 2: "1", 3: "1"}
