"""Owns the proof of what receipts answer: which indicators ask for it, and which days belong into which cell."""

from datetime import date

import pytest

from cell_values.value import Unit
from official_forms.own_submissions import OwnSubmission, days_to_write, own_submission
from plans.tests.drafting import indicator

OWN = ("শুদ্ধাচার", "integrity")
REPORTS, PLAN = OwnSubmission.REPORTS, OwnSubmission.PLAN
HANDED_IN = {0: date(2020, 8, 3), 1: date(2020, 10, 14), 2: date(2021, 1, 18), 3: date(2021, 4, 15)}


@pytest.mark.parametrize(
    ("activity", "title", "asked"),
    [
        (
            "মন্ত্রণালয়/বিভাগ/রাষ্ট্রীয় প্রতিষ্ঠান কর্তৃক প্রণীত জাতীয় শুদ্ধাচার কৌশল কর্ম-পরিকল্পনা, ২০২০-২১ মন্ত্রিপরিষদ বিভাগে দাখিল",
            "প্রণীত কর্ম-পরিকল্পনা দাখিলকৃত ও আপলোডকৃত",
            PLAN,
        ),
        ("শুদ্ধাচার কর্মপরিকল্পনা প্রণয়ন ও ঊর্ধ্বতন দপ্তরে প্রেরণ", "প্রেরিত কর্মপরিকল্পনা", PLAN),
        ("Integrity work plan made and submitted", "work plan submitted", PLAN),
        ("নির্ধারিত সময়ে ত্রৈমাসিক পরিবীক্ষণ প্রতিবেদন মন্ত্রিপরিষদ বিভাগে দাখিল", "ত্রৈমাসিক প্রতিবেদন দাখিলকৃত", REPORTS),
        ("শুদ্ধাচার কর্ম-পরিকল্পনার ত্রৈমাসিক প্রতিবেদন দাখিল", "দাখিলকৃত প্রতিবেদন", REPORTS),
        ("আওতাধীন দপ্তর কর্তৃক দাখিলকৃত শুদ্ধাচার কর্ম-পরিকল্পনা ও প্রতিবেদনের ওপর ফিডব্যাক", "ফিডব্যাক সভা", None),
        ("উদ্ভাবন কর্মপরিকল্পনা মন্ত্রিপরিষদ বিভাগে দাখিল", "দাখিলকৃত কর্মপরিকল্পনা", None),  # a plan of another kind
        ("শুদ্ধাচার কর্ম-পরিকল্পনার বাস্তবায়ন অগ্রগতি প্রতিবেদন দাখিল", "প্রতিবেদন", None),  # not of a quarter
        ("শুদ্ধাচার কর্ম-পরিকল্পনা ওয়েবসাইটে প্রকাশ", "প্রকাশিত কর্ম-পরিকল্পনা", None),
        ("বার্ষিক ক্রয় পরিকল্পনা দাখিল", "ক্রয় পরিকল্পনা", None),
    ],
)
def test_words_tell_what_of_the_own_submissions_is_asked(activity, title, asked):
    assert own_submission(activity, title, OWN) is asked


@pytest.mark.parametrize(
    ("achieved", "quarter", "days"),
    [
        ([], 1, [1]),  # a first quarter that was sent back
        ([], 2, [1, 2]),
        ([], 4, [1, 2, 3]),
        (["", "১৪/১০/২০২০"], 3, [2, 3]),  # what another cell names is not written twice
        (["", "১৪/১০/২০২০", "১৮/০১/২০২১"], 4, [3]),
        (["", "১৫/১০/২০২০"], 2, [1, 2]),  # a day that no receipt says gives way
        (["", "", "", "১৫/০৪/২০২১"], 4, [1, 2, 3]),
        (["১৪/১০/২০২০"], 1, [1]),
    ],
)
def test_the_days_of_the_reports_are_added_quarter_by_quarter(achieved, quarter, days):
    row = indicator(unit=Unit.DATE, annual="", achieved=achieved)
    assert list(days_to_write(row, quarter, REPORTS, HANDED_IN)) == [HANDED_IN[each] for each in days]


def test_the_plan_has_one_day_of_its_own():
    row = indicator(unit=Unit.DATE, annual="")
    assert days_to_write(row, 1, PLAN, HANDED_IN) == (HANDED_IN[0],)
    assert days_to_write(row, 1, PLAN, {1: HANDED_IN[1]}) == ()
    written = indicator(unit=Unit.DATE, annual="", achieved=["০৩/০৮/২০২০"])
    assert days_to_write(written, 2, PLAN, HANDED_IN) == ()
