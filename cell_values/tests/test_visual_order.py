"""Bengali copied out of a PDF is put right where that is certain; Bengali in order is never touched."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cell_values.reading import read_value
from cell_values.text import normalise
from cell_values.value import Unit
from cell_values.visual_order import is_misplaced, reordered

FIXTURES = Path(__file__).parents[2] / "fixtures"
_SYLLABLE = re.compile("((?:[ক-হ]\u09bc?)(?:্[ক-হ]\u09bc?)*)([িেৈোৌ])")
_PARTS = {"ো": ("ে", "া"), "ৌ": ("ে", "ৗ")}


def _texts(part):
    match part:
        case dict():
            return [text for each in part.values() for text in _texts(each)]
        case list():
            return [text for each in part for text in _texts(each)]
        case str():
            return [part]
    return []


def _read():
    files = [*(FIXTURES / "golden").glob("*.json"), *(FIXTURES / "corpus").glob("*.json")]
    found = {text for file in files for text in _texts(json.loads(file.read_text(encoding="utf-8")))}
    lines = {line for file in (FIXTURES / "seeds").glob("*.txt") for line in re.split(r"[\t\n]", file.read_text())}
    names = {name for line in (FIXTURES / "offices.tsv").read_text().splitlines() for name in line.split("\t")}
    return sorted(map(normalise, found | lines | names))


CORRECT = _read()
MARKED = [text for text in CORRECT if _SYLLABLE.search(text)]


def as_drawn(text):
    """A text as a PDF gives it away: each sign that is drawn first before its letters."""
    return _SYLLABLE.sub(
        lambda m: "".join((_PARTS.get(m[2], (m[2], ""))[0], m[1], _PARTS.get(m[2], ("", ""))[1])), text
    )


def test_no_correct_bengali_of_plans_corpus_and_offices_is_touched():
    assert len(CORRECT) > 800
    assert [text for text in CORRECT if reordered(text) is not None] == []


@pytest.mark.parametrize(
    ("drawn", "spoken"),
    [
        ("ৈনিতকতা", "নৈতিকতা"),
        ("িশল্প মন্ত্রণালয়", "শিল্প মন্ত্রণালয়"),
        ("েসবা প্রদান", "সেবা প্রদান"),
        ("েকাম্পািন", "কোম্পানি"),
        ("১.১ ৈনিতকতা কিমিটর সভা", "১.১ নৈতিকতা কমিটির সভা"),
        ("িস্থিত", "স্থিতি"),
        ("িবষয় ধমর্", "বিষয় ধর্ম"),
        ("৩১ িডেসম্বর ২০২০", "৩১ ডিসেম্বর ২০২০"),
        ("অিফস িনরাপত্তা", "অফিস নিরাপত্তা"),
    ],
)
def test_signs_go_behind_their_letters(drawn, spoken):
    result = reordered(normalise(drawn))
    assert result is not None
    assert result.text == normalise(spoken)


@given(st.sampled_from(MARKED))
def test_what_is_taken_for_certain_is_what_was_written(text):
    result = reordered(as_drawn(text))
    if result is not None and result.is_certain:
        assert result.text == text


def test_most_texts_of_a_plan_are_put_right():
    told = [reordered(as_drawn(text)) for text in MARKED if is_misplaced(as_drawn(text))]
    assert sum(result is not None and result.is_certain for result in told) > 0.8 * len(told)


@pytest.mark.parametrize("torn", ["মন্ ত্রণালয়", "কর্ তৃপক্ষ", "সভ া", "মন্ত্রণালয় ী"])
def test_letters_torn_apart_are_joined_with_a_doubt(torn):
    result = reordered(normalise(torn))
    assert result is not None
    assert (result.text, result.is_certain) == (normalise(torn).replace(" ", ""), False)


@pytest.mark.parametrize("text", ["প্রাক্ মূল্যায়ন", "সিটিজেনস্ চার্টার", "PDF ের", "PDFের কপি", "২০২১ের", "কাের", "ICT-এর"])
def test_what_may_be_meant_so_is_left_alone(text):
    assert reordered(normalise(text)) is None


@pytest.mark.parametrize("text", ["িনরাপত্তা কমিটি", "ৈন◌তিকতা", "কর\ufffdম"])
def test_what_cannot_be_put_right_is_doubted(text):
    result = reordered(normalise(text))
    assert result is not None
    assert (result.text, result.is_certain) == ("", False)


def test_an_entry_out_of_a_pdf_is_kept_and_asks_for_what_was_meant():
    reading = read_value("ৈনিতকতা সভা হয়", Unit.NUMBER)
    assert reading.value.text == normalise("ৈনিতকতা সভা হয়")
    (doubt,) = reading.doubts
    assert doubt.code == "visual_order_doubtful"
    assert "নৈতিকতা সভা" in doubt.sentence.bn
