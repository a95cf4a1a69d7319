"""What the titles tell."""

import pytest

from cell_values.text import normalise
from official_forms.grid import Cell
from official_forms.titles import differing, find_offices, find_years, is_title


def cells(*texts):
    return [Cell(row, 1, normalise(text)) for row, text in enumerate(texts, start=1)]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("বাস্তবায়ন অগ্রগতি পরিবীক্ষণ, ২০২০-২০২১", ["2020-21"]),
        ("কর্মপরিকল্পনা ২০২১-২২ এর প্রথম ত্রৈমাসিক", ["2021-22"]),
        ("FY 2019 – 20", ["2019-20"]),
        ("২০১৯/২০২০ ও ২০২০-২১", ["2019-20", "2020-21"]),
        ("১৯৯৯-২০০০", []),
        ("২০২০-২০২৫ মেয়াদি", []),
        ("ফোন ২০২০-২১৩৪", []),
        ("৩০/০৯/২০২০", []),
        ("জুলাই ২০২১ - জুন ২০২২", ["2021-22"]),
        ("০১ জুলাই, ২০২১ হতে ৩০ জুন, ২০২২ পর্যন্ত", ["2021-22"]),
        ("July 2021 to June 2022", ["2021-22"]),
        ("জুলাই’২১ – জুন’২২", ["2021-22"]),
        ("০১/০৭/২০২১ - ৩০/০৬/২০২২", ["2021-22"]),
        ("২০২১ সালের জুলাই থেকে ২০২২ সালের জুন", ["2021-22"]),
        ("জুলাই ২০২১ - জুন ২০২৩", []),
        ("জুলাই ২০২১ - সেপ্টেম্বর ২০২১", []),
    ],
)
def test_fiscal_years_are_found_in_every_writing(text, years):
    assert [found.text for found in find_years(cells(text))] == years


@pytest.mark.parametrize(
    ("titles", "name"),
    [
        (["মন্ত্রণালয়ের নাম: শিল্প মন্ত্রণালয়"], "শিল্প মন্ত্রণালয়"),
        (["মন্ত্রণালয়/বিভাগের নাম : আইন ও বিচার বিভাগ"], "আইন ও বিচার বিভাগ"),
        (["দপ্তর/সংস্থার নামঃ বাংলাদেশ ইস্পাত ও প্রকৌশল কর্পোরেশন"], "বাংলাদেশ ইস্পাত ও প্রকৌশল কর্পোরেশন"),
        (["গণপ্রজাতন্ত্রী বাংলাদেশ সরকার", "শ্রম ও কর্মসংস্থান মন্ত্রণালয়"], "শ্রম ও কর্মসংস্থান মন্ত্রণালয়"),
        (["গণপ্রজাতন্ত্রী বাংলাদেশ সরকার\nপরিকল্পনা বিভাগ"], "পরিকল্পনা বিভাগ"),
        (["শিল্প মন্ত্রণালয়", "বয়লার পরিদর্শকের কার্যালয়"], "বয়লার পরিদর্শকের কার্যালয়"),
        (["শিল্প মন্ত্রণালয়ের ই-গভর্নেন্স ও উদ্ভাবন কর্মপরিকল্পনা ২০২১-২২"], "শিল্প মন্ত্রণালয়"),
        (["জাতীয় শুদ্ধাচার কৌশল কর্ম-পরিকল্পনা, ২০২০-২০২১"], None),
        (["পরিকল্পনা অনুবিভাগ"], None),
        (["উপজেলা নির্বাহী অফিসারের কার্যালয়, সাভার, ঢাকা।"], "উপজেলা নির্বাহী অফিসারের কার্যালয়, সাভার, ঢাকা"),
        (["জেলা প্রশাসকের কার্যালয়", "কুড়িগ্রাম।"], "জেলা প্রশাসকের কার্যালয়, কুড়িগ্রাম"),
        (["উপজেলা কৃষি অফিস\nধামরাই, ঢাকা"], "উপজেলা কৃষি অফিস, ধামরাই, ঢাকা"),
        (["জেলা প্রশাসকের কার্যালয়", "আইসিটি সেল"], "জেলা প্রশাসকের কার্যালয়"),
        (["শিল্প মন্ত্রণালয়, ঢাকা"], "শিল্প মন্ত্রণালয়"),
        (["মন্ত্রণালয়ের নাম: শিল্প মন্ত্রণালয়", "দপ্তরের নাম:"], "শিল্প মন্ত্রণালয়"),
    ],
)
def test_the_surest_office_is_taken(titles, name):
    surest = find_offices(cells(*titles)).surest
    assert (surest and surest.text) == (normalise(name) if name else None)


def test_an_owner_that_no_other_name_agrees_with_contradicts():
    offices = find_offices(cells("শিল্প মন্ত্রণালয়", "শ্রম ও কর্মসংস্থান মন্ত্রণালয়ের কর্মপরিকল্পনা ২০২১-২২"))
    assert offices.contradicting(offices.surest).cell.address == "A2"


def test_a_second_label_left_empty_contradicts_nothing():
    offices = find_offices(cells("মন্ত্রণালয়ের নাম: শিল্প মন্ত্রণালয়", "দপ্তর/সংস্থার নাম:"))
    assert offices.contradicting(offices.surest) is None


def test_an_owner_behind_other_words_agrees():
    title = "মন্ত্রিপরিষদ বিভাগের নির্দেশনা অনুযায়ী শিল্প মন্ত্রণালয়ের কর্মপরিকল্পনা ২০২১-২২"
    offices = find_offices(cells("শিল্প মন্ত্রণালয়", title))
    assert offices.contradicting(offices.surest) is None


def test_the_same_text_written_twice_is_no_contradiction():
    found = differing(find_years(cells("২০২০-২০২১", "২০২০-২১", "2021-22")))
    assert [(each.text, each.cell.address) for each in found] == [("2020-21", "A1"), ("2021-22", "A3")]


def test_letterhead_and_the_plans_name_are_titles_and_other_lines_are_not():
    lines = cells("গণপ্রজাতন্ত্রী বাংলাদেশ সরকার", "জাতীয় শুদ্ধাচার কৌশল কর্ম-পরিকল্পনা", "আইসিটি সেল")
    assert [is_title(cell) for cell in lines] == [True, True, False]
