from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cell_values.digits import to_ascii
from cell_values.doubt import Doubt
from cell_values.numbers import read_number, show_number

quantities = st.decimals(min_value=0, max_value=Decimal("99999999999.9999"), places=4)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("১২০", "120"),
        ("120", "120"),
        (" ০৩ ", "3"),
        ("১.২৫", "1.25"),
        ("০", "0"),
        ("১,২৩,৪৫,৬৭৮", "12345678"),
        ("12,345,678.50", "12345678.5"),
        ("৫,০০,০০০", "500000"),
        ("99999999999.9999", "99999999999.9999"),
        ("১\u200c২", "12"),
    ],
)
def test_number_is_read_in_either_script(text, number):
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("১২0", "mixed_digits"),
        ("1২", "mixed_digits"),
        ("৬.০০2", "mixed_digits"),
        ("১২O", "mixed_digits"),
        ("l২", "mixed_digits"),
        ("2I", "mixed_digits"),
        ("१२", "foreign_digits"),
        ("১२", "foreign_digits"),
        ("٣", "foreign_digits"),
        ("１２", "foreign_digits"),
        ("১,২৫", "bad_grouping"),
        ("0,125", "bad_grouping"),
        ("1,2345", "bad_grouping"),
        ("1,23,45", "bad_grouping"),
        ("12,34,567,890", "bad_grouping"),
        ("-৫", "negative"),
        ("−5", "negative"),
        ("123456789012", "too_long"),
        ("1.00001", "too_long"),
        ("12e3", "not_a_number"),
        ("১e৩", "not_a_number"),
        ("1_000", "not_a_number"),
        ("+৫", "not_a_number"),
        (".৫", "not_a_number"),
        ("5.", "not_a_number"),
        ("1.2.3", "not_a_number"),
        ("Infinity", "not_a_number"),
        ("NaN", "not_a_number"),
        ("½", "not_a_number"),
        ("0x1F", "not_a_number"),
        ("১২ ০", "not_a_number"),
        ("", "not_a_number"),
    ],
)
def test_what_is_no_number_says_why(text, code):
    doubt = read_number(text)
    assert isinstance(doubt, Doubt)
    assert (doubt.code, doubt.is_error) == (code, True)


@pytest.mark.parametrize(
    ("text", "bn", "en"),
    [
        (
            "১২0",
            "“১২0” সংখ্যা নয়: শেষ অক্ষরটি ইংরেজি 0। ১২০ লিখতে চেয়েছেন?",
            "“১২0” is not a number: character 3 is the English digit 0. Did you mean ১২০?",
        ),
        (
            "12৩4",
            "“12৩4” সংখ্যা নয়: ৩ নম্বর অক্ষরটি বাংলা ৩। 1234 লিখতে চেয়েছেন?",
            "“12৩4” is not a number: character 3 is the Bengali digit ৩. Did you mean 1234?",
        ),
        (
            "O৫",
            "“O৫” সংখ্যা নয়: প্রথম অক্ষরটি ইংরেজি বর্ণ O। ০৫ লিখতে চেয়েছেন?",
            "“O৫” is not a number: character 1 is the letter O. Did you mean ০৫?",
        ),
        (
            "১,২৫",
            "“১,২৫” বোঝা গেল না: কমা ঠিক জায়গায় নেই। ১.২৫ না ১২৫?",
            "“১,২৫” is unclear: the comma does not stand where groups end. ১.২৫ or ১২৫?",
        ),
        (
            "१२",
            "“१२” পড়া গেল না: “१” বাংলা বা ইংরেজি অঙ্ক নয়। ১২ লিখতে চেয়েছেন?",
            "“१२” was not read: “१” is neither a Bengali nor an English digit. Did you mean 12?",
        ),
    ],
)
def test_sentence_names_the_fault_and_the_remedy(text, bn, en):
    doubt = read_number(text)
    assert isinstance(doubt, Doubt)
    assert (doubt.read, doubt.sentence.bn, doubt.sentence.en) == (text, bn, en)


@pytest.mark.parametrize(
    ("number", "options", "shown"),
    [
        ("120", {}, "১২০"),
        ("1.250", {}, "১.২৫"),
        ("100", {}, "১০০"),
        ("1E+3", {}, "১০০০"),
        ("12345678", {"grouping": True}, "১,২৩,৪৫,৬৭৮"),
        ("12345678.9", {"grouping": True, "bengali": False}, "1,23,45,678.9"),
        ("999", {"grouping": True}, "৯৯৯"),
        ("-1234.5", {"grouping": True}, "-১,২৩৪.৫"),
        ("17", {"places": 2, "bengali": False}, "17.00"),
        ("0.125", {"places": 2}, "০.১৩"),
        ("2.5", {"places": 0}, "৩"),
        ("123456789012345678901234567890.5", {"places": 2, "bengali": False}, "123456789012345678901234567890.50"),
    ],
)
def test_number_is_shown_in_full(number, options, shown):
    assert show_number(Decimal(number), **options) == shown


@given(quantities, st.booleans(), st.booleans())
def test_shown_number_reads_back(number, bengali, grouping):
    assert read_number(show_number(number, bengali=bengali, grouping=grouping)) == number


@given(st.text(alphabet="0123456789০১২৫৯१٣.,-+eEOlI_ ", max_size=16))
def test_only_plain_digits_make_a_number(text):
    number = read_number(text)
    if isinstance(number, Decimal):
        assert Decimal(to_ascii(text).replace(",", "")) == number
        assert not set(text) & set("eEOlI_-+१٣ ").difference(" ")
