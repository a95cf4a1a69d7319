"""Totals an office prints below its table."""

import pytest

from official_forms.claims import Claims
from official_forms.form_table import Page
from official_forms.layout import LaidPage
from official_forms.sheet_reading import SheetReading
from plans.tests.drafting import told
from sheets.tests.building import sheet

PAGE = LaidPage(Page((), {}, ()), {"weight": 3, "marks": 5})


def claimed(*rows):
    form = sheet([*rows])
    claims = Claims()
    added = [claims.add(cells, PAGE) for cells in form.rows.values()]
    reading = SheetReading(form)
    return claims.read(reading), added, told(reading.problems())


@pytest.mark.parametrize(
    "rows",
    [
        [["মোট নম্বর:", "", "", "", "", "৫০"], ["প্রাপ্ত নম্বর:", "", "", "", "", "১৭"]],
        [["মোট নম্বর: ৫০"], ["প্রাপ্ত নম্বর: ১৭"]],
        [["সর্বমোট", "", "৫০"], ["মোট প্রাপ্ত নম্বর", "১৭"]],
        [["মোট মান = ৫০"], ["অর্জিত মান: ১৭"]],
        [["মোট", "", "৫০", "", "১৭"]],
        [["সর্বমোট নম্বর", "", "৫০"], ["অর্জিত সর্বমোট নম্বর", "", "", "", "১৭"]],
        [["মোট নম্বর: ৫০ (পঞ্চাশ)"], ["মোট প্রাপ্ত নম্বর: ১৭ (সতেরো)"]],
        [["Total marks", "", "50"], ["Obtained marks", "", "", "", "17"]],
        [["Grand Total: 50"], ["Marks obtained: 17"]],
    ],
)
def test_totals_are_read_in_every_writing(rows):
    found, added, problems = claimed(*rows)
    assert (found.total, found.obtained) == (50, 17)
    assert all(added)
    assert problems == []


def test_other_rows_are_no_totals():
    found, added, _ = claimed(["মোট জনবল বৃদ্ধি", "", "৫০"], ["১.১ সভা", "", "২"], ["Total staff", "", "50"])
    assert (found.total, found.obtained, added) == (None, None, [False, False, False])


def test_a_total_that_is_no_number_is_told_and_left_out():
    found, _, problems = claimed(["মোট নম্বর:", "পঞ্চাশ"])
    assert found.total is None
    assert problems == [("warning", "claim_unreadable", "B1")]


def test_of_two_totals_the_first_counts_and_the_other_is_told():
    found, _, problems = claimed(["মোট নম্বর:", "৫০"], ["মোট নম্বর:", "৬০"])
    assert found.total == 50
    assert problems == [("notice", "not_understood", "A2"), ("notice", "not_understood", "B2")]
