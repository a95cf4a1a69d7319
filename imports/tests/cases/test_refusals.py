"""A document without a form is refused with what was found in it, and pasted text with how to paste."""

import pytest

from imports.tests.cases.formats import FORMATS
from integrity_plans.tests.forms import AREA, TARGETS, TITLES, WORDS
from plans.kinds import read_document

NAMED = pytest.mark.parametrize("written", FORMATS, ids=lambda each: each.__name__)


def refusal(content, name):
    document = read_document(content, name)
    (problem,) = [each for each in document.problems if each.code == "no_form_found"]
    return problem.sentence


@NAMED
def test_numbers_and_headings_that_were_found_are_named(written):
    numbers = ["১", "২", "৩", "৪", "৫", "৬", "", "", "৯", "১০", "১১"]
    heads = ["কাজ", "ফল", "ওজন", "মাপ", "কে", "কত", "কী", "ক", "খ", "গ", "ঘ"]
    said = refusal(*written([["সভার কার্যবিবরণী"], heads, numbers, [*["ক"] * 11]]))
    assert "1–6, 9–11" in said.en
    assert "১–৬, ৯–১১" in said.bn
    assert "“কাজ”, “ফল”" in said.bn
    assert "has no column for “activity” or “indicator”" in said.en


def test_headings_without_numbers_are_named_too():
    said = refusal(*FORMATS[0]([["কার্যক্রম", "মন্তব্য", "টীকা"], ["সভা", "ঠিক", "নেই"]]))
    assert "“কার্যক্রম”, “মন্তব্য”" in said.bn


def test_a_file_with_nothing_of_a_form_says_what_was_looked_for():
    assert "were looked for" in refusal(*FORMATS[0]([["চিঠি", "৫"]])).en


ROWS = [*TITLES, WORDS, AREA, TARGETS]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\n".join(f"| {' | '.join(row)} |" for row in ROWS), "parted by |"),
        ("\n".join("|".join(row) for row in [WORDS, TARGETS, TARGETS]), "parted by |"),
        ("\n".join(cell for row in ROWS for cell in row), "on a line of its own"),
        ("\n\n".join(cell for row in ROWS[2:] for cell in row), "on a line of its own"),
    ],
)
def test_text_that_lost_its_columns_says_how_to_paste(text, told):
    said = refusal(text.encode(), "rows.tsv")
    assert told in said.en
    assert "Mark the whole table" in said.en
