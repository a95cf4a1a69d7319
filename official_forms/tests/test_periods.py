"""The quarter a heading or a title reports."""

import pytest

from official_forms.periods import Period, periods_in, quarter_alone, quarter_of


@pytest.mark.parametrize(
    ("text", "quarter"),
    [
        ("১ম ত্রৈমাসিক বাস্তবায়ন অগ্রগতি (প্রযোজ্য ক্ষেত্রে)", 1),
        ("প্রথম ত্রৈমাসিক বাস্তবায়ন অগ্রগতি (জুলাই-সেপ্টেম্বর, ২০২১)", 1),
        ("২য় কোয়াটার", 2),
        ("1ম কোয়াটার জুলাই17- সেপ্টেম্বর17", 1),
        ("দ্বিতীয় ত্রৈমাষিক", 2),
        ("জানুয়ারী - মার্চ ২০২২", 3),
        ("৩য় প্রান্তিক", 3),
        ("4th quarter", 4),
        ("Q4", 4),
        ("এপ্রিল–জুন", 4),
        ("কোয়ার্টার-১", 1),
        ("ত্রৈমাসিক ২", 2),
        ("Quarter III", 3),
        ("Q-IV", 4),
        ("২য় ত্রৈমাসিক (১ অক্টোবর - ৩১ ডিসেম্বর)", 2),
        ("জানুয়ারি-জুন ২০২২", 4),
        ("২য় ষাণ্মাসিক", 4),
        ("দ্বিতীয় অর্ধ-বার্ষিক অগ্রগতি", 4),
    ],
)
def test_a_quarter_is_named_by_ordinal_or_months(text, quarter):
    assert periods_in(text) == (Period(quarter),)


@pytest.mark.parametrize(
    ("text", "quarter"),
    [
        ("জুলাই-ডিসেম্বর", 2),
        ("ক্রমপুঞ্জিত অগ্রগতি (জুলাই ২০২১ - মার্চ ২০২২)", 3),
        ("৩য় ত্রৈমাসিক পর্যন্ত অগ্রগতি", 3),
        ("১ম ও ২য় ত্রৈমাসিকের অগ্রগতি", 2),
        ("প্রকৃত অর্জন ৩০ জুন ২০১৬ পর্যন্ত", 4),
        ("অর্ধ-বার্ষিক অগ্রগতি", 2),
        ("৯ মাসের অর্জন", 3),
        ("বার্ষিক অগ্রগতি", 4),
        ("অগ্রগতি (জুলাই ২০২১-জুন ২০২২)", 4),
    ],
)
def test_progress_from_the_beginning_of_the_year_is_the_latest_quarters(text, quarter):
    assert periods_in(text) == (Period(quarter, to_date=True),)


@pytest.mark.parametrize(
    "text",
    [
        "ত্রৈমাসিক প্রতিবেদন",
        "জুলাই ২০১৭ জুন ২০১৮ সময়ের জন্য পরিকল্পনা",
        "বার্ষিক উদ্ভাবন কর্মপরিকল্পনা ২০২১-২২",
        "৪র্থ শিল্প বিপ্লব",
        "মে ২০২১",
        "ত্রৈমাসিক ১৫টি সভা",
        "",
    ],
)
def test_other_texts_name_no_period(text):
    assert periods_in(text) == ()


@pytest.mark.parametrize(("text", "quarter"), [("১ম", 1), ("৪র্থ", 4), ("২য় কোয়ার্টার", 2), ("মোট", None)])
def test_a_heading_may_be_as_bare_as_its_ordinal(text, quarter):
    assert quarter_alone(text) == quarter


@pytest.mark.parametrize(("month", "quarter"), [(7, 1), (9, 1), (10, 2), (12, 2), (1, 3), (3, 3), (4, 4), (6, 4)])
def test_the_fiscal_year_begins_in_july(month, quarter):
    assert quarter_of(month) == quarter
