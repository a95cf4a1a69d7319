"""Owns the proof that spellings of one office are taken for the same, and of two offices never."""

import pytest

from offices.names import name_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("শ্রম ও কর্মসংস্থান মন্ত্রণালয়", "শ্রম ও কর্মসংস্থান মন্ত্রনালয়"),  # ণ/ন
        ("পানি সম্পদ মন্ত্রণালয়", "পানী সম্পদ মন্ত্রণালয়"),  # ি/ী
        ("ভূমি মন্ত্রণালয়", "ভুমি মন্ত্রণালয়"),  # ূ/ু
        ("শিল্প মন্ত্রণাল\u09df", "শিল্প মন্ত্রণাল\u09af\u09bc"),  # one character, or letter and nukta
        ("শিল্প মন্ত্রণালয়", "শিল্প মন্ত্রণালয"),  # nukta forgotten
        ("বস্ত্র ও পাট মন্ত্রণালয়", "বস্ত্র এবং পাট মন্ত্রণালয়"),
        ("নৌপরিবহন মন্ত্রণালয়", "নৌ-পরিবহন মন্ত্রণালয়"),
        ("আইন, বিচার ও সংসদ বিষয়ক মন্ত্রণালয়", "আইন বিচার ও সংসদ বিষয়ক মন্ত্রণালয়"),
        ("শিল্প মন্ত্রণালয়", "  গণপ্রজাতন্ত্রী বাংলাদেশ সরকার\nশিল্প  মন্ত্রণালয় "),
        ("শিল্প মন্ত্রণালয়", "শিল্প\u200c মন্ত্রণালয়"),
        ("Ministry of Industries", "MINISTRY OF INDUSTRIES"),
        ("Law and Justice Division", "Law & Justice Division"),
    ],
)
def test_spellings_of_one_office_share_a_key(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("শিল্প মন্ত্রণালয়", "শিক্ষা মন্ত্রণালয়"),
        ("স্বাস্থ্য সেবা বিভাগ", "স্বাস্থ্য শিক্ষা ও পরিবার কল্যাণ বিভাগ"),
        ("অর্থ মন্ত্রণালয়", "অর্থ বিভাগ"),
    ],
)
def test_different_offices_have_different_keys(one, other):
    assert name_key(one) != name_key(other)
