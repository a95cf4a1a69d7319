"""Numbered items of a form."""

import pytest

from official_forms.description import Numbering
from official_forms.items import Item, read_item


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("১.১ নৈতিকতা কমিটির সভা", "1.1", "নৈতিকতা কমিটির সভা"),
        ("৬.৩. প্রকল্প পরিদর্শন", "6.3", "প্রকল্প পরিদর্শন"),
        ("10.1 Award", "10.1", "Award"),
        ("১.১নৈতিকতা", "1.1", "নৈতিকতা"),
        ("[১.৪.১] সভা আয়োজিত", "1.4.1", "সভা আয়োজিত"),
        ("[ ১.৪ ] সভা", "1.4", "সভা"),
        ("[২] দক্ষতা", "2", "দক্ষতা"),
        ("১. প্রাতিষ্ঠানিক ব্যবস্থা.....৮", "1", "প্রাতিষ্ঠানিক ব্যবস্থা.....৮"),
        ("১৩। পরিবীক্ষণ", "13", "পরিবীক্ষণ"),
        ("২) সেবা", "2", "সেবা"),
        ("১.৫", "1.5", ""),
    ],
)
def test_a_number_and_its_title_are_told_apart(text, number, title):
    assert read_item(text) == Item(number, title)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "নৈতিকতা কমিটির সভা",
        "৪র্থ শিল্প বিপ্লব",
        "২০ জন কর্মকর্তা",
        "২০২০ সালের নীতিমালা",
        "১০.৬.২০২১",
        "১০/৬/২০২১",
        "৩",
        "মোট নম্বর: ৫০",
        "[www.mole.gov.bd](http://www.mole.gov.bd)",
    ],
)
def test_other_texts_are_no_items(text):
    assert read_item(text) is None


def test_depth_counts_the_parts_of_the_number():
    assert [read_item(text).depth for text in ("১. ক", "১.২ ক", "[১.২.১০] ক")] == [1, 2, 3]


@pytest.mark.parametrize("how", Numbering)
@pytest.mark.parametrize("title", ["সভা", "", "% হারে বৃদ্ধি", "%", "১.২ আরেকটি নম্বর", "/ বছর"])
def test_a_title_written_behind_its_number_is_read_behind_it(how, title):
    assert read_item(how.of("1.1", title)) == Item("1.1", title)
