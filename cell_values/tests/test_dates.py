from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cell_values.dates import read_date, show_date
from cell_values.digits import to_ascii
from cell_values.months import MONTHS

days = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def read(text, start_year=None):
    """ISO date and doubt codes of a text."""
    day, doubts = read_date(text, start_year=start_year)
    return (day.isoformat() if day else None), [doubt.code for doubt in doubts]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("৩০/০৯/২০২০", "2020-09-30"),
        ("১০/৬/২০২১", "2021-06-10"),
        ("৩১-১২-২০২১", "2021-12-31"),
        ("31.12.2021", "2021-12-31"),
        ("৩১–১২–২০২১", "2021-12-31"),
        ("30\\09\\2020", "2020-09-30"),
        ("2021-12-31", "2021-12-31"),
        ("২০২১/০১/০৫", "2021-01-05"),
        ("29/02/2020", "2020-02-29"),
        ("১০ জুন ২০২১", "2021-06-10"),
        ("১০ জুন, ২০২১", "2021-06-10"),
        ("৩১ ডিসেম্বর/ ২০২০", "2020-12-31"),
        ("৩০জুলাই/ ২০২০", "2020-07-30"),
        ("৪ আগস্ট/২০২০", "2020-08-04"),
        ("৪ঠা আগষ্ট ২০২০", "2020-08-04"),
        ("৩০ মে/২০২১", "2021-05-30"),
        ("১০-জুন-২০২১", "2021-06-10"),
        ("জুন ১০, ২০২১", "2021-06-10"),
        ("June 10, 2021", "2021-06-10"),
        ("10 JUN 2021", "2021-06-10"),
        ("10th of June, 2021", "2021-06-10"),
        ("1st Sept 2020", "2020-09-01"),
        ("১লা জুলাই ২০২০", "2020-07-01"),
        ("২রা জানুয়ারী ২০২১", "2021-01-02"),
        ("৩রা ফেব্রুয়ারি ২০২১", "2021-02-03"),
        ("৫ই মার্চ ২০২১", "2021-03-05"),
        ("১৯শে নভেম্বর ২০২০", "2020-11-19"),
        ("২১ শে ফেব্রুয়ারি ২০২১ খ্রি.", "2021-02-21"),
        ("৩০/০৯/২০২০ খ্রিঃ", "2020-09-30"),
        ("৩০/০৯/২০২০খ্রিস্টাব্দ", "2020-09-30"),
        ("৩০/০৯/২০২০ খ্রিষ্টাব্দ", "2020-09-30"),
        ("৩০/০৯/২০২০ ইং", "2020-09-30"),
        ("৩০/০৯/২০২০ ইং তারিখে", "2020-09-30"),
        ("তারিখ: ৩০/০৯/২০২০", "2020-09-30"),
        ("তারিখঃ ৩০/০৯/২০২০", "2020-09-30"),
    ],
)
def test_date_is_read_in_every_usual_form(text, iso):
    assert read(text) == (iso, [])


@pytest.mark.parametrize(
    ("text", "iso", "codes"),
    [
        ("৩০/৬/২০", "2020-06-30", ["two_digit_year"]),
        ("10-Jun-21", "2021-06-10", ["two_digit_year"]),
        ("৩১ ডিসেম্বর'২০", "2020-12-31", ["two_digit_year"]),
        ("২৫/০৩/ ২০২১", "2021-03-25", ["space_in_date"]),
        ("২৫ / ০৩ / ২১", "2021-03-25", ["two_digit_year", "space_in_date"]),
        ("২৫/০৩/\n২০২১", "2021-03-25", ["space_in_date"]),
    ],
)
def test_what_was_assumed_is_told(text, iso, codes):
    assert read(text) == (iso, codes)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("৩১/০২/২০২০", "impossible_date"),
        ("29/02/2021", "impossible_date"),
        ("১২/৩১/২০২০", "impossible_date"),
        ("02/31/2020", "impossible_date"),
        ("০/০৫/২০২০", "impossible_date"),
        ("৩১ এপ্রিল ২০২১", "impossible_date"),
        ("৩০/০৫/২০২", "year_digits"),
        ("৩০/০৫/২০২১১", "year_digits"),
        ("৩০/০৫/১", "year_digits"),
        ("৩০ মে ২০২", "year_digits"),
        ("১৫/০৬/১৪২৭", "year_out_of_range"),
        ("31/12/1999", "year_out_of_range"),
        ("31/12/2100", "year_out_of_range"),
        ("৩০/০৯", "year_missing"),
        ("৩০ সেপ্টেম্বর", "year_missing"),
        ("September 30", "year_missing"),
        ("জুন ২০২১", "day_missing"),
        ("৩০/০৯/২০২O", "mixed_digits"),
        ("३०/०९/२०२०", "foreign_digits"),
        ("৩০/০৯-২০২০", "not_a_date"),
        ("৩০:০৯:২০২০", "not_a_date"),
        ("৩০/০৯/২০২০-৩১/১২/২০২০", "not_a_date"),
        ("৩০/০৯/২০২০, ৩১/১২/২০২০", "not_a_date"),
        ("১৫ আষাঢ় ১৪২৭", "not_a_date"),
        ("৩০ জুন, ২১", "not_a_date"),
        ("", "not_a_date"),
    ],
)
def test_what_is_no_date_says_why(text, code):
    assert read(text) == (None, [code])


@pytest.mark.parametrize("text", ["৩০/09/২০২০", "৩০/০৯/২০2০", "30/09/২০২০", "৩০ সেপ্টেম্বর 2020", "৩০-০৯-20২০"])
def test_a_date_in_digits_of_two_scripts_is_read_digit_by_digit_and_told(text):
    assert read(text) == ("2020-09-30", ["mixed_digits"])


def test_an_impossible_date_is_one_in_digits_of_two_scripts_as_well():
    assert read("৩১/02/২০২০") == (None, ["impossible_date"])


@pytest.mark.parametrize(
    ("text", "start_year", "bn"),
    [
        ("৩১/০২/২০২০", None, "“৩১/০২/২০২০” ক্যালেন্ডারে এমন তারিখ নেই। ঐ মাসের শেষ দিন ২৯।"),
        ("12/31/2020", None, "দিন আগে, মাস পরে লিখুন। ৩১/১২/২০২০ লিখতে চেয়েছেন?"),
        ("৩০/০৫/২০২", 2020, "তারিখের সালে ৩টি অঙ্ক আছে; সাল চার অঙ্কে লিখুন। ৩০/০৫/২০২১ লিখতে চেয়েছেন?"),
        ("৩০/০৯", 2020, "তারিখে সাল নেই; দিন/মাস/সাল লিখুন। ৩০/০৯/২০২০ লিখতে চেয়েছেন?"),
        ("৩০ জুন", 2020, "৩০/০৬/২০২১ লিখতে চেয়েছেন?"),
        ("৩০/৬/২০", None, "“৩০/৬/২০” তারিখের সাল ২০২০ ধরা হয়েছে।"),
        ("৩০/০৯/২০২O", None, "শেষ অক্ষরটি ইংরেজি বর্ণ O। ৩০/০৯/২০২০ লিখতে চেয়েছেন?"),
    ],
)
def test_sentence_hints_at_what_was_meant(text, start_year, bn):
    _, doubts = read_date(text, start_year=start_year)
    assert doubts[0].sentence.bn.endswith(bn)


@pytest.mark.parametrize("text", ["৪০/০৯", "29/02", "৩০/৯৯"])
def test_no_hint_is_given_where_the_fiscal_year_has_no_such_day(text):
    _, doubts = read_date(text, start_year=2021)
    assert "?" not in doubts[0].sentence.bn


def test_start_year_never_changes_what_is_read():
    assert read("৩০/০৬/২০২০", start_year=2020) == read("৩০/০৬/২০২০") == ("2020-06-30", [])


@pytest.mark.parametrize("name", sorted(MONTHS))
def test_every_spelling_of_a_month_is_read(name):
    expected: tuple[str, list[str]] = (f"2021-{MONTHS[name]:02}-07", [])
    assert read(f"৭ {name} ২০২১") == read(f"7 {name.title()}, 2021") == read(f"{name} 7, 2021") == expected


def test_date_is_shown_with_two_digits_for_day_and_month():
    assert show_date(date(2020, 9, 5)) == "০৫/০৯/২০২০"
    assert show_date(date(2020, 9, 5), bengali=False) == "05/09/2020"


@given(days, st.booleans())
def test_shown_date_reads_back(day, bengali):
    assert read_date(show_date(day, bengali=bengali)) == (day, ())


@given(days, st.sampled_from("/-."), st.booleans())
def test_padding_and_separator_do_not_matter(day, separator, padded):
    width = 2 if padded else 1
    text = separator.join([f"{day.day:0{width}}", f"{day.month:0{width}}", str(day.year)])
    assert read_date(text) == read_date(day.isoformat()) == (day, ())


@given(st.text(alphabet="0123456789/", min_size=6, max_size=10))
def test_digits_and_slashes_are_a_date_only_as_written(text):
    day, _ = read_date(text)
    if day is not None:
        parts = [int(part) for part in to_ascii(text).split("/")]
        year = parts[2] if parts[2] > 99 else parts[2] + 2000
        assert (day.day, day.month, day.year) == (parts[0], parts[1], year) or text.startswith(str(day.year))
