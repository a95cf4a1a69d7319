"""Text typed for a Bijoy font, turned into Unicode: whole, mixed with English, and left over inside Unicode words."""

import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cell_values.bijoy import from_bijoy, read_bijoy
from cell_values.bijoy_glyphs import PIECES
from cell_values.bijoy_signs import is_bijoy_font, is_english, is_surely_bijoy, repaired
from cell_values.tests.bijoy_words import WORDS
from cell_values.tests.bijoy_writing import to_bijoy, ways
from cell_values.text import normalise

SEEDS = Path(__file__).parents[2] / "fixtures" / "seeds"


def words_of_the_seeds():
    text = "\n".join(path.read_text(encoding="utf-8") for path in SEEDS.glob("*.txt"))
    return sorted({normalise(word) for word in re.findall("[\u0980-\u09ff\u200c\u200d]+", text)})


BENGALI = words_of_the_seeds()


def test_the_seeds_give_many_words_to_prove_it_on():
    assert len(BENGALI) > 400
    assert len(WORDS) > 150


@pytest.mark.parametrize(("bijoy", "bengali"), WORDS.items())
def test_words_as_offices_typed_them_read_right(bijoy, bengali):
    assert from_bijoy(bijoy) == normalise(bengali)
    assert read_bijoy(bijoy)[1] == 0


@pytest.mark.parametrize("word", BENGALI)
def test_every_word_of_the_plans_survives_being_typed_in_bijoy(word):
    assert from_bijoy(to_bijoy(word)) == word


@given(st.sampled_from(BENGALI + [normalise(word) for word in WORDS.values()]), st.randoms(use_true_random=False))
def test_it_does_not_matter_by_which_glyphs_a_word_was_typed(word, chance):
    typed = to_bijoy(word, chance.choice)
    assert from_bijoy(typed) == word, typed


@given(st.lists(st.sampled_from(BENGALI), min_size=1, max_size=6))
def test_a_text_reads_as_its_words(words):
    assert from_bijoy(" ".join(map(to_bijoy, words))) == " ".join(words)


def test_a_conjunct_may_be_typed_in_several_ways():
    assert {"¤ú", "¤c"} <= set(ways("ম্প"))
    assert {from_bijoy(way) for way in ways("ক্ষ্ম")} == {"ক্ষ্ম"}


@given(st.text(alphabet=[*PIECES, *"0123456789 .,()%/-", "ক", "্", "ি"], max_size=40))
def test_no_sequence_of_glyphs_is_too_odd_to_be_read(text):
    assert normalise(from_bijoy(text)) or not normalise(text)


def test_characters_of_symbol_fonts_are_read_as_those_they_stand_for():
    assert from_bijoy("".join(chr(0xF000 + ord(char)) for char in "AR©b")) == "অর্জন"


def test_dashes_and_quotes_between_words_stay_punctuation():
    assert from_bijoy("RyjvB – †m‡Þ¤^i “mfv”") == "জুলাই – সেপ্টেম্বর “সভা”"


@pytest.mark.parametrize(
    ("font", "expected"),
    [
        ("SutonnyMJ", True),
        ("SutonnyMJ Bold", True),
        ("sutonnymj", True),
        ("Sutonny", True),
        ("SutonnyCMJ", True),
        ("KarnaphuliMJ", True),
        ("BijoyMJ", True),
        ("SutonnyOMJ", False),
        ("SutonnyUniBanglaOMJ", False),
        ("Nikosh", False),
        ("NikoshBAN", False),
        ("Kalpurush", False),
        ("Times New Roman", False),
        ("", False),
    ],
)
def test_bijoy_fonts_are_known_by_their_names(font, expected):
    assert is_bijoy_font(font) is expected


@pytest.mark.parametrize("word", ["gš¿Yvjq", "Kvh©µg", "msL¨v", "AR©b", "(ev¯Íevqb)", "ï×vPvi", "evsjv‡`k|"])
def test_words_that_can_only_be_bijoy_are_known_without_their_font(word):
    assert is_surely_bijoy(word)


@pytest.mark.parametrize(
    "word",
    ["mfv", "report", "ICT", "25°C", "µg", "café", "Müller", "©2021", "5±1", "অর্জন", "“Innovation”", "3½", "naïve"],
)
def test_other_words_are_not_taken_for_bijoy(word):
    assert not is_surely_bijoy(word)


@pytest.mark.parametrize(
    "word",
    [
        "…_Z",
        "a…_Z",
        "Office’s_Name",
        "25°_C",
        "km²_Total",
        "5×4_A",
        "“Smart_Bangladesh”",
        "e–Nothi_ID",
        "m³",
        "50cm³",
        "„MyGov”",
    ],
)
def test_signs_of_every_writing_prove_no_bijoy_whatever_letters_stand_beside_them(word):
    assert not is_surely_bijoy(word)


@pytest.mark.parametrize("word", ["mshy³", "c„_K", "e¨w³MZ", "DÏ¢vebx", "evsjv‡`k"])
def test_signs_only_a_bijoy_font_has_prove_it(word):
    assert is_surely_bijoy(word)


@pytest.mark.parametrize(
    "word", ["ICT", "(stakeholders)", "website", "www.mole.gov.bd", "e-GP", "Innovation,", "report"]
)
def test_english_words_are_known_among_bijoy(word):
    assert is_english(word)


@pytest.mark.parametrize(
    "word", ["mfv", "gvb", "GKK", "I", "G", "welq", "kvcjv", "evsjv‡`k", "ZvwiL", "me", "KZ", "4wU"]
)
def test_bijoy_words_are_not_taken_for_english(word):
    assert not is_english(word)


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("অজ©ন", "অর্জন"),
        ("কম© পরিকল্পনা", "কর্ম পরিকল্পনা"),
        ("সং¯’া", "সংস্থা"),
        ("প্র¯Íাব", "প্রস্তাব"),
        ("ম›¿ণালয়", "মন্ত্রণালয়"),
        ("শু×াচার", "শুদ্ধাচার"),
        ("‡কন্দ্র", "কেন্দ্র"),
        ("‘কম©’", "‘কর্ম’"),
        ("কায©ক্রম", "কার্যক্রম"),
        ("ব্যব¯’াপনা", "ব্যবস্থাপনা"),
        ("দ¶তা", "দক্ষতা"),
    ],
)
def test_what_a_converter_left_inside_words_is_mended(damaged, mended):
    assert normalise(repaired(damaged)) == normalise(mended)


@pytest.mark.parametrize(
    "text",
    ["৯০° তাপ", "১½ টি", "জুলাই–জুন", "“সভা”", "• সভা", "২×৩", "বিজয়™", "সভা © ২০২১", "৫±১", "‘ক’ ও ‘খ’", "সভা — কর্মশালা"],
)
def test_signs_people_mean_are_left_alone(text):
    assert repaired(text) == text


@given(st.sampled_from(BENGALI))
def test_a_sound_word_is_never_mended(word):
    assert repaired(word) == word


def test_a_long_text_is_read_in_little_time():
    assert len(from_bijoy("gš¿Yvjq " * 4000)) > 30_000
    assert repaired("¯" * 30_000 + random.Random(1).choice("কখ")) is not None
