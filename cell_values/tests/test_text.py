import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cell_values.text import key, natural_key, normalise, without_joiners, words_seen


@pytest.mark.parametrize(("composed", "parts"), [("\u09dc", "\u09a1\u09bc"), ("\u09df", "\u09af\u09bc")])
def test_letters_with_a_nukta_have_one_canonical_form(composed, parts):
    assert normalise(composed) == normalise(parts) == parts


def test_vowel_signs_typed_in_two_parts_are_joined():
    assert normalise("ক\u09c7\u09be") == "ক\u09cb"


@pytest.mark.parametrize("space", ["\u00a0", "\t", "\u2009", "\u3000", "\u202f", "  "])
def test_every_kind_of_space_is_one_space(space):
    assert normalise(f"{space}শিল্প{space}{space}মন্ত্রণালয়{space}") == normalise("শিল্প মন্ত্রণালয়")


def test_line_breaks_stay_and_lose_the_spaces_around_them():
    assert normalise(" প্রথম \r\n দ্বিতীয়\u2028তৃতীয়\n") == normalise("প্রথম\nদ্বিতীয়\nতৃতীয়")


def test_joiners_stay_and_other_invisible_marks_go():
    assert normalise("\ufeffর\u200d্যা\u200bব\u200e\u200c\u00ad\x00") == "র\u200d্যাব\u200c"


def test_nothing_visible_is_lost_and_nothing_invisible_stays():
    kept = "\t\n\x0b\x0c\r\x85\u200c\u200d"  # spaces, line ends and joiners
    every = [chr(code) for code in range(sys.maxunicode + 1) if chr(code) not in kept]
    invisible = [char for char in every if unicodedata.category(char) in ("Cc", "Cf", "Cs")]
    visible = [char for char in every if unicodedata.category(char)[0] not in "CZ"]
    assert normalise("".join(invisible)) == ""
    assert normalise("#".join(visible)) == unicodedata.normalize("NFC", "#".join(visible))


@given(st.text())
def test_normalising_twice_changes_nothing_more(text):
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)


def test_lone_surrogates_of_broken_files_are_dropped():
    assert normalise("শিল্প\ud800") == "শিল্প"


def test_key_sees_through_case_joiners_spaces_and_punctuation():
    assert key("Q-1 (Target) ") == key("q1‌ target") == "q1target"
    assert key("কর্ম-পরিকল্পনা :") == key("কর্ম পরিকল্পনা।") == "কর্মপরিকল্পনা"


def test_key_keeps_different_names_apart():
    assert key("শ্রম ও কর্মসংস্থান মন্ত্রণালয়") != key("শিল্প মন্ত্রণালয়")
    assert key("১ম কোয়ার্টার") != key("২য় কোয়ার্টার")


@given(st.text())
def test_key_of_a_key_is_itself(text):
    assert key(key(text)) == key(text)


def test_natural_key_sorts_numbers_as_numbers_in_either_script():
    assert sorted(["১.১০", "১.২", "১০.১", "2.1", "১.১"], key=natural_key) == ["১.১", "১.২", "১.১০", "2.1", "১০.১"]


def test_natural_key_does_not_see_brackets_zeros_or_a_last_dot():
    assert natural_key("[১.৪.১]") == natural_key("1.4.1") == natural_key("০১.৪.১.")


def test_natural_key_compares_any_two_texts():
    assert sorted(["ক.১", "১.ক", "", "১", "৯" * 5000], key=natural_key) == ["", "১", "১.ক", "৯" * 5000, "ক.১"]


def test_without_joiners_leaves_the_letters():
    assert without_joiners("র\u200d্যা\u200cব") == "র্যাব"


@pytest.mark.parametrize(
    ("text", "seen"),
    [("\u200b\u202e", ""), ("\u200d \u200c", ""), (" দেখুন\u200b ", "দেখুন"), ("র\u200d্যাব", "র\u200d্যাব")],
)
def test_words_are_those_somebody_sees(text, seen):
    assert words_seen(text) == normalise(seen)
