"""Marks of a conversion in cells."""

import pytest

from official_forms.markup import bare, without_markup
from plans.tests.drafting import told
from sheets.tests.building import sheet


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b>মোট নম্বর:</b>", "মোট নম্বর:"),
        ("<span style='x'>৫০</span>", "৫০"),
        ("১<br>(২৪/০৯/২০২০)", "১\n(২৪/০৯/২০২০)"),
        ("**৫০**", "৫০"),
        ("সভা&nbsp;আয়োজন &amp; প্রচার", "সভা আয়োজন & প্রচার"),
        ("[www.mole.gov.bd](http://www.mole.gov.bd)", "www.mole.gov.bd"),
    ],
)
def test_markup_is_taken_out(text, expected):
    assert bare(text) == bare(expected)
    assert "<" not in bare(text)


@pytest.mark.parametrize("text", ["[১.১.১] সভা আয়োজিত", "৫ < ১০ > ৩", "* ফরম", "২ ** ৩", "(stakeholders) সভা", "<৫%"])
def test_what_only_looks_like_markup_stays(text):
    assert without_markup(sheet([[text]]))[1] == ()


def test_every_cleaned_cell_is_told_with_what_stood_there():
    cleaned, problems = without_markup(sheet([["<b>মোট নম্বর:</b>", "৫০"]]))
    assert [cell.text for cell in cleaned.cells.values()] == ["মোট নম্বর:", "৫০"]
    assert told(problems) == [("notice", "markup_removed", "A1")]
    assert "<b>মোট নম্বর:</b>" in problems[0].sentence.bn


def test_a_cell_of_markup_alone_is_told_and_empty():
    cleaned, problems = without_markup(sheet([["<br/>"]]))
    assert cleaned.cells == {}
    assert told(problems) == [("notice", "markup_removed", "A1")]
