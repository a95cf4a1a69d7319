"""Words in their spellings."""

import pytest

from official_forms.spelling import holds, holds_exactly, is_made_of, tokens


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("১ম কোয়াটার", "কোয়ার্টার"),
        ("সুচকের মান", "সূচকের মান"),
        ("সূচকএর মান", "সূচক"),
        ("লক্ষমাত্রা/ অজন", "লক্ষ্যমাত্রা"),
        ("লক্ষমাত্রা/ অজন", "অর্জন"),
        ("বাস্তবায়নেরদায়িত্বপ্রাপ্ত ব্যক্তি/পদ", "দায়িত্ব"),
        ("দায়ীত্ব প্রাপ্ত কর্মকর্তা", "দায়িত্ব"),
        ("কার্যত্রমের নাম", "কার্যক্রম"),
        ("ত্রৈমাষিক", "ত্রৈমাসিক"),
        ("মন্তব", "মন্তব্য"),
    ],
)
def test_a_word_is_found_in_its_spellings(text, word):
    assert holds(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("মন্ত্রণালয়ের নাম", "মন্তব্য"),
        ("কার্যালয়ের নাম", "কার্যক্রম"),
        ("মাসিক সভা", "ত্রৈমাসিক"),
        ("প্রশাসনিক ইউনিট", "একক"),
        ("২য়", "১ম"),
        ("পরিমাণ", "মান"),
        ("", "মান"),
    ],
)
def test_other_words_are_told_apart(text, word):
    assert not holds(text, word)


def test_letter_for_letter_nothing_may_differ_but_spaces_and_punctuation():
    assert holds_exactly("লক্ষ্যমাত্রা/ অর্জন", "লক্ষ্যমাত্রা অর্জন")
    assert not holds_exactly("সুচক", "সূচক")


def test_a_text_of_known_words_only_is_told_from_one_with_more():
    words = ("লক্ষ্যমাত্রা", "অর্জন", "প্রকৃত")
    assert is_made_of("প্রকৃত অজন", words)
    assert is_made_of("লক্ষ্যমাত্রা/\nঅর্জন", words)
    assert not is_made_of("অর্জন করা হয়েছে", words)
    assert not is_made_of("--", words)


def test_folding_keeps_words_and_ascii_digits():
    assert tokens("১ম ত্রৈমাসিক (জুলাই-সেপ্টেম্বর)") == ("1ম", "তরৈমাশিক", "জুলাই", "শেপটেমবর")


def test_a_text_too_long_for_a_heading_is_searched_letter_for_letter_alone():
    assert holds("মন্তব " + "দীর্ঘ " * 60, "মন্তব্য") is False
    assert holds("মন্তব্য " + "দীর্ঘ " * 60, "মন্তব্য") is True
