from datetime import date
from decimal import Decimal

import pytest

from cell_values.doubt import Severity
from cell_values.reading import Reading, read_value, show_value
from cell_values.text import normalise
from cell_values.value import BLANK, Unit, Value, ValueState


def read(text, unit=Unit.NUMBER, start_year=None):
    """State, quantity, ISO dates and doubt codes of a cell, each as short text."""
    reading = read_value(text, unit, start_year=start_year)
    value = reading.value
    quantity = "" if value.quantity is None else format(value.quantity.normalize(), "f")
    dates = " ".join(day.isoformat() for day in value.dates)
    return value.state.name, quantity, dates, " ".join(doubt.code for doubt in reading.doubts)


def given(quantity="", dates="", doubts=""):
    return "GIVEN", quantity, dates, doubts


def unreadable(code):
    return "UNREADABLE", "", "", code


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\u00a0", "\u200b\ufeff", "\u200d"])
def test_cell_with_nothing_visible_is_blank(text):
    assert read_value(text, Unit.DATE) == Reading(BLANK)


@pytest.mark.parametrize("text", ["-", "--", "—", "–", "---", "- -", "−", "নেই", "নাই", "Nil", "শূন্য", "শূন্য।"])
def test_dashes_and_words_for_nothing_are_none(text):
    assert read(text) == ("NONE", "", "", "")


def test_zero_is_a_quantity_and_not_nothing():
    assert read("০") == read("0") == given("0")


@pytest.mark.parametrize("text", ["প্রযোজ্য নয়", "প্রযোজ্য নহে", "প্রযোজ্য  নয়।", "অপ্রযোজ্য", "N/A", "NA", "n.a.", "(N/A)"])
def test_not_applicable_is_understood(text):
    assert read(text) == ("NOT_APPLICABLE", "", "", "")


@pytest.mark.parametrize(
    "text", ["হালনাগাদ করা হয়েছে", "চলমান", "ঐ", "সম্পন্ন", "done", "না", "ও", "বিভিন্ন শাখা থেকে তথ্য প্রাপ্তি সাপেক্ষে"]
)
def test_language_is_words_without_doubt(text):
    assert read(text) == ("WORDS", "", "", "")


@pytest.mark.parametrize(
    "text",
    [
        "৪টি সভা হয়েছে",
        "৩০/০৯/২০২০ তারিখে সভা হয়েছে",
        "৪র্থ",
        "৫ কিমি",
        "৪ (অনলাইন)টি",
        "কোভিড-১৯",
        "২০২০-২১ অর্থবছরে হবে",
        "১২e৩ হয়েছে",
    ],
)
def test_figures_within_words_are_not_counted_and_that_is_said(text):
    assert read(text) == ("WORDS", "", "", "figures_in_words")


@pytest.mark.parametrize(
    ("text", "unit", "quantity"),
    [
        ("২টি", Unit.NUMBER, "2"),
        ("০৩টি", Unit.NUMBER, "3"),
        ("৪ টি।", Unit.NUMBER, "4"),
        ("১ ব্যাচ", Unit.NUMBER, "1"),
        ("১২০ জন", Unit.NUMBER, "120"),
        ("৪টি সভা", Unit.NUMBER, "4"),
        ("৫ (পাঁচ)টি", Unit.NUMBER, "5"),
        ("০৪ (চার) টি", Unit.NUMBER, "4"),
        ("৪ (চারটি)", Unit.NUMBER, "4"),
        ("(৫)", Unit.NUMBER, "5"),
        ("৮০%", Unit.PERCENT, "80"),
        ("৮০ %", Unit.PERCENT, "80"),
        ("৮০", Unit.PERCENT, "80"),
        ("৮০ শতাংশ", Unit.PERCENT, "80"),
        ("শতকরা ৮০ ভাগ", Unit.PERCENT, "80"),
        ("০.৫%", Unit.PERCENT, "0.5"),
        ("৫ লক্ষ টাকা", Unit.LAKH_TAKA, "5"),
        ("৫,০০,০০০ লক্ষ টাকা", Unit.LAKH_TAKA, "500000"),
        ("১.২৫ লাখ", Unit.LAKH_TAKA, "1.25"),
        ("৫,০০,০০০/- টাকা মাত্র", Unit.TAKA, "500000"),
        ("Tk. 5000/=", Unit.TAKA, "5000"),
        ("৳৫০০০", Unit.TAKA, "5000"),
        ("২ কোটি টাকা", Unit.CRORE_TAKA, "2"),
        ("৮০%", Unit.OTHER, "80"),
        ("৮০", Unit.OTHER, "80"),
    ],
)
def test_quantity_is_read_with_the_word_that_counts_it(text, unit, quantity):
    assert read(text, unit) == given(quantity)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("৩০/০৯/২০২০, ৩১/১২/২০২০", "2020-09-30 2020-12-31"),
        ("৩০/০৯/২০২০,৩১/১২/২০২০", "2020-09-30 2020-12-31"),
        ("৩০/০৯/২০২০; ৩১/১২/২০২০;", "2020-09-30 2020-12-31"),
        ("৩০/০৯/২০২০ ৩১/১২/২০২০", "2020-09-30 2020-12-31"),
        ("৩০/০৯/২০২০\n৩১/১২/২০২০", "2020-09-30 2020-12-31"),
        ("৩০/০৯/২০২০ ও ৩১/১২/২০২০", "2020-09-30 2020-12-31"),
        ("৩০/০৯/২০২০ এবং ৩১ ডিসেম্বর ২০২০।", "2020-09-30 2020-12-31"),
        ("30.09.2020 and 31.12.2020.", "2020-09-30 2020-12-31"),
        ("৩১/১২/২০২০, 30/09/2020, ৩১/১২/২০২০", "2020-12-31 2020-09-30 2020-12-31"),
        ("৩০ জুন ২০২০, ৩১ ডিসেম্বর ২০২০", "2020-06-30 2020-12-31"),
    ],
)
def test_several_dates_are_read_in_the_order_written(text, dates):
    assert read(text, Unit.DATE) == given(dates=dates)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("২টি, ৩০/১১/২০২০, ৩০/০৫/২০২১", "2020-11-30 2021-05-30"),
        ("২,৩০/১১/২০২০", "2020-11-30"),
        ("২ (৩০/১১/২০২০)", "2020-11-30"),
        ("২\n(৩০/১১/২০২০ ও ৩০/০৫/২০২১ তারিখে)", "2020-11-30 2021-05-30"),
        ("২, (২৪/০৯/২০২০, ২৬/১২/২০২০), ২৩/০৩/২০২১", "2020-09-24 2020-12-26 2021-03-23"),
        ("২টি- ৩০/১১/২০২০", "2020-11-30"),
        ("২টি: ৩০/১১/২০২০", "2020-11-30"),
        ("৩০/১১/২০২০ (২টি)", "2020-11-30"),
        ("২টি ও ৩০/১১/২০২০", "2020-11-30"),
        ("২টি। ৩০/১১/২০২০।", "2020-11-30"),
        ("৩০/১১/২০২০ (২), ৩১/১২/২০২০", "2020-11-30 2020-12-31"),
        ("২,৩০.১১.২০২০", "2020-11-30"),
        ("২, ২০ জুন ২০২১ ও ৩০ জুন ২০২১", "2021-06-20 2021-06-30"),
    ],
)
def test_number_and_dates_are_both_read(text, dates):
    assert read(text, Unit.NUMBER_AND_DATE) == given("2", dates)


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("৮০%", Unit.NUMBER, given("80", doubts="unit_differs")),
        ("২টি", Unit.PERCENT, given("2", doubts="unit_differs")),
        ("৩০/০৯/২০২০", Unit.NUMBER, given("", "2020-09-30", "unit_differs")),
        ("১২০", Unit.DATE, given("120", doubts="unit_differs")),
        ("৫০ টাকা", Unit.NUMBER, given("50", doubts="unit_differs")),
        ("১২০", Unit.PERCENT, given("120", doubts="percent_over_100")),
        ("১০০.০১%", Unit.PERCENT, given("100.01", doubts="percent_over_100")),
        ("0.8", Unit.PERCENT, given("0.8", doubts="percent_fraction")),
        ("৫০০০০০", Unit.LAKH_TAKA, given("500000", doubts="money_scale")),
    ],
)
def test_what_does_not_fit_the_unit_is_read_with_a_warning(text, unit, expected):
    assert read(text, unit) == expected
    assert [doubt.severity.value for doubt in read_value(text, unit).doubts] == ["warning"]


@pytest.mark.parametrize("text", ["১০০%", "১০০", "৯৯.৯৯"])
def test_percent_up_to_100_is_not_doubted(text):
    assert read(text, Unit.PERCENT)[3] == ""


@pytest.mark.parametrize(
    ("text", "unit", "quantity"),
    [
        ("৫,০০,০০০ টাকা", Unit.LAKH_TAKA, "5"),
        ("১ কোটি টাকা", Unit.LAKH_TAKA, "100"),
        ("৫০ লক্ষ টাকা", Unit.CRORE_TAKA, "0.5"),
        ("৫ লক্ষ", Unit.TAKA, "500000"),
        ("৫০ হাজার টাকা", Unit.LAKH_TAKA, "0.5"),
    ],
)
def test_money_of_another_scale_is_converted_aloud(text, unit, quantity):
    assert read(text, unit) == given(quantity, doubts="money_scale")
    (doubt,) = read_value(text, unit).doubts
    assert doubt.severity.value == "warning"
    assert quantity in doubt.sentence.en


@pytest.mark.parametrize(
    ("text", "unit"),
    [("৫ লক্ষ টাকা", Unit.NUMBER), ("৫ হাজার", Unit.OTHER), ("৫ টাকা", Unit.LAKH_TAKA), ("১ টাকা", Unit.CRORE_TAKA)],
)
def test_money_that_cannot_be_said_in_the_unit_is_unreadable(text, unit):
    assert read(text, unit) == unreadable("money_scale")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("৬.০০2", "mixed_digits"),
        ("১২O", "mixed_digits"),
        ("O", "mixed_digits"),
        ("१२", "foreign_digits"),
        ("٣", "foreign_digits"),
        ("১,২৫", "bad_grouping"),
        ("-৫", "negative"),
        ("- ৫টি", "stray_mark"),
        ("১২৩৪৫৬৭৮৯০১২", "too_long"),
        ("9" * 5000, "too_long"),
        ("12e3", "not_a_number"),
        ("১e৩", "not_a_number"),
        ("Infinity", "not_a_number"),
        ("-inf", "not_a_number"),
        ("NaN", "not_a_number"),
        ("1_000", "not_a_number"),
        ("৪.", "not_a_number"),
        (".৫", "not_a_number"),
        ("১..২", "not_a_number"),
        ("৫½", "not_a_number"),
        ("৪, ৫", "several_numbers"),
        ("১২ ০", "several_numbers"),
        ("১ কোটি ২০ লক্ষ টাকা", "several_numbers"),
        ("৪/৫", "fraction"),
        ("২০২০-২১", "range"),
        ("৩০%-৪০%", "range"),
        ("১) ৩০/০৯/২০২০", "list_number"),
        ("১। ৩০/০৯/২০২০", "list_number"),
        ("(১) ৩০/০৯/২০২০", "list_number"),
        ("১০ ও ২০ জুন ২০২১", "day_or_quantity"),
        ("৫ (চার)টি", "figure_and_word_differ"),
        ("✓", "stray_mark"),
        ("...", "stray_mark"),
        ("%", "stray_mark"),
        (",", "stray_mark"),
        ("৩০/০৯/২০২০ - ৩১/১২/২০২০", "stray_mark"),
        ("$-5000445]0.2f%", "lost_percent"),
        ("[$-5000445]0.00", "lost_percent"),
        ("৮০ $-5000445]0.2f%", "lost_percent"),
        ("#REF!", "spreadsheet_error"),
        ("#N/A", "spreadsheet_error"),
        ("#DIV/0!", "spreadsheet_error"),
        ("#####", "spreadsheet_error"),
        ("৩১/০২/২০২০", "impossible_date"),
        ("৩০/০৫/২০২", "year_digits"),
        ("৩০/০৯, ৩১/১২/২০২০", "year_missing"),
        ("৩০ জুন, ৩১ ডিসেম্বর ২০২০", "year_missing"),
        ("৩০ জুন ৩১ ডিসেম্বর ২০২০", "year_missing"),
        ("৩০/০৯/২০২০-৩১/১২/২০২০", "not_a_date"),
    ],
)
def test_spoilt_number_or_date_is_unreadable_and_says_why(text, code):
    assert read(text) == unreadable(code)
    assert read_value(text, Unit.NUMBER).doubts[0].is_error


def test_range_of_dates_is_quoted_whole():
    (doubt,) = read_value("৩০/০৯/২০২০-৩১/১২/২০২০", Unit.DATE).doubts
    assert doubt.read == "৩০/০৯/২০২০-৩১/১২/২০২০"


def test_one_spoilt_part_makes_the_whole_cell_unreadable():
    reading = read_value("২টি, ৩০/১১/২০২০, ৩১/০২/২০২১", Unit.NUMBER_AND_DATE)
    assert (reading.value.state, reading.value.quantity, reading.value.dates) == (ValueState.UNREADABLE, None, ())
    assert [(doubt.code, doubt.read) for doubt in reading.doubts] == [("impossible_date", "৩১/০২/২০২১")]


@pytest.mark.parametrize("unit", [Unit.DATE, Unit.NUMBER_AND_DATE])
def test_day_and_month_lack_a_year_where_dates_are_expected(unit):
    assert read("৩০/৯", unit) == unreadable("year_missing")


def test_missing_year_is_hinted_at_from_the_fiscal_year():
    (doubt,) = read_value("৩০/৪", Unit.DATE, start_year=2020).doubts
    assert doubt.sentence.bn == "“৩০/৪” তারিখে সাল নেই; দিন/মাস/সাল লিখুন। ৩০/০৪/২০২১ লিখতে চেয়েছেন?"
    assert doubt.sentence.en == "“৩০/৪” has no year; write day/month/year. Did you mean 30/04/2021?"


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("১৫/০১/২ ০২১", "2021-01-15"),
        ("৩ ০/০৯/২০২০", "2020-09-30"),
        ("৩০/০ ৯/২০২০", "2020-09-30"),
        ("৩০/০৫/২০২ ১", "2021-05-30"),
        ("১০ জুন ২ ০২১", "2021-06-10"),
        ("১৫/০১/২ ০২১ ৩০/০৯/২ ০২০", "2021-01-15 2020-09-30"),
        ("১৫/০১/ ২ ০২১", "2021-01-15"),
    ],
)
def test_date_broken_by_a_space_is_mended_where_one_reading_remains(text, dates):
    assert read(text, Unit.DATE) == given(dates=dates, doubts="space_in_date")


@pytest.mark.parametrize("text", ["১৫/০১/২০ ২১", "১ ৫/০১/২০২১", "১০ জুন ২০ ২১", "১ ৫ জুন ২০২১"])
def test_space_with_two_readings_is_not_guessed_at(text):
    assert read(text, Unit.NUMBER_AND_DATE) == unreadable("ambiguous_space")


def test_number_broken_by_a_space_is_never_mended():
    assert read("১২ ০") == unreadable("several_numbers")
    assert read("১২ ০, ৩০/০৯/২০২০") == unreadable("several_numbers")


def test_many_spaces_are_refused_rather_than_tried():
    assert read("১ ২ ৩ ৪ ৫ ৬ ৭ ৮ ৯", Unit.DATE)[0] == "UNREADABLE"


def test_long_prose_is_words():
    assert read("সভা হয়েছে। " * 500) == ("WORDS", "", "", "")


def test_text_is_kept_as_typed_but_for_normalisation():
    typed = " ১ ব্যাচ\u00a0 (প্রশিক্ষণ\u200d)\u200b\r\nশেষ "
    assert read_value(typed, Unit.NUMBER).value.text == normalise(typed) == "১ ব্যাচ (প্রশিক্ষণ\u200d)\nশেষ"


@pytest.mark.parametrize(
    ("value", "unit", "bengali", "shown"),
    [
        (Value("৯০", ValueState.GIVEN, Decimal(90)), Unit.PERCENT, True, "৯০%"),
        (Value("০৩টি", ValueState.GIVEN, Decimal(3)), Unit.NUMBER, True, "৩"),
        (Value("1.250", ValueState.GIVEN, Decimal("1.250")), Unit.LAKH_TAKA, True, "১.২৫"),
        (Value("x", ValueState.GIVEN, None, (date(2020, 9, 5),)), Unit.DATE, True, "০৫/০৯/২০২০"),
        (
            Value("x", ValueState.GIVEN, Decimal(2), (date(2020, 11, 30), date(2021, 5, 30))),
            Unit.NUMBER_AND_DATE,
            False,
            "2 (30/11/2020, 30/05/2021)",
        ),
        (Value("—", ValueState.NONE), Unit.NUMBER, True, "--"),
        (Value("NA", ValueState.NOT_APPLICABLE), Unit.NUMBER, True, "প্রযোজ্য নয়"),
        (Value("NA", ValueState.NOT_APPLICABLE), Unit.NUMBER, False, "N/A"),
        (Value("চলমান", ValueState.WORDS), Unit.NUMBER, False, "চলমান"),
        (Value("১২0", ValueState.UNREADABLE), Unit.NUMBER, True, "১২0"),
        (BLANK, Unit.NUMBER, True, ""),
    ],
)
def test_value_is_shown_in_its_canonical_text(value, unit, bengali, shown):
    assert show_value(value, unit, bengali=bengali) == shown


@pytest.mark.parametrize(
    ("text", "unit", "quantity"),
    [
        ("1২", Unit.NUMBER, "12"),
        ("1১", Unit.NUMBER, "11"),
        ("১২0টি", Unit.NUMBER, "120"),
        ("৮0%", Unit.PERCENT, "80"),
        ("১.2৫", Unit.LAKH_TAKA, "1.25"),
        ("৪8", Unit.NUMBER, "48"),
    ],
)
def test_a_figure_in_digits_of_two_scripts_is_read_digit_by_digit_and_told(text, unit, quantity):
    assert read(text, unit) == given(quantity, doubts="mixed_digits")


@pytest.mark.parametrize(("text", "asks"), [("৪8", True), ("1৭", True), ("9২", True), ("1২", False), ("৫0", False)])
def test_digits_that_look_alike_are_to_be_confirmed(text, asks):
    (doubt,) = read_value(text, Unit.NUMBER).doubts
    assert doubt.severity is Severity.WARNING
    assert ("look alike" in doubt.sentence.en, "দেখতে এক" in doubt.sentence.bn) == (asks, asks)


@pytest.mark.parametrize(
    ("text", "quantity"),
    [("৫ লক্ষ", "500000"), ("১.২৫ লক্ষ", "125000"), ("১০ হাজার জন", "10000"), ("2 lakh", "200000"), ("১ কোটি", "10000000")],
)
def test_a_count_in_lakhs_without_taka_is_a_number(text, quantity):
    assert read(text, Unit.NUMBER) == given(quantity, doubts="count_in_words")
