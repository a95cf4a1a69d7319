"""Repairs that leave one reading only."""

import pytest

from official_forms.mending import date_cut, joined_date, without_footnote


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("৩০/০৫/২০২", "১", "৩০/০৫/২০২১"),
        ("৩০/৬/২০", "২০", "৩০/৬/২০২০"),
        ("৩০/০৫/", "২০২১", "৩০/০৫/২০২১"),
        ("৩০/০", "৫/২০২১", "৩০/০৫/২০২১"),
        ("২টি, ৩০/১১/২০২০, ৩০/০৫/২০২", "১", "২টি, ৩০/১১/২০২০, ৩০/০৫/২০২১"),
    ],
)
def test_a_date_cut_across_two_cells_is_joined(left, right, joined):
    assert joined_date(left, right) == joined


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("৩০/০৫/২০২১", "১"),
        ("৩০/০৫/২০২", "সভা"),
        ("৩১/০২/২০২", "১"),
        ("৩০/০৫/১৯", "৮০"),
        ("১৫", "১৫"),
        ("৩০/০৫/২০২", "২০/০৬/২০২১"),
        ("হালনাগাদ করা হয়েছে", "১"),
    ],
)
def test_other_neighbours_are_left_alone(left, right):
    assert joined_date(left, right) is None


@pytest.mark.parametrize(
    ("text", "number"), [("৬.০০2", "৬.০০"), ("৬2", "৬"), ("৬.০০²", "৬.০০"), ("6.00¹", "6.00"), ("৬*", "৬")]
)
def test_the_mark_of_a_footnote_is_told_from_the_number(text, number):
    assert without_footnote(text) == number


@pytest.mark.parametrize("text", ["৬.০০", "62", "৬.০০22", "2৬.০০", "ছয়2", ""])
def test_numbers_without_a_footnote_are_left_alone(text):
    assert without_footnote(text) is None


def test_the_sentence_says_what_stood_there_and_what_was_made_of_it():
    sentence = date_cut("৩০/০৫/২০২", "১", "৩০/০৫/২০২১")
    assert all(text in sentence.bn for text in ("“৩০/০৫/২০২”", "“১”", "“৩০/০৫/২০২১”"))
