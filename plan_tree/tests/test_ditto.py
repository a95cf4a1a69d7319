"""Owns the proof of what ঐ stands for in the column of remarks, and of what is printed there."""

from dataclasses import replace

import pytest

from plan_tree.ditto import is_ditto, remark_meant
from plan_tree.tree import QuarterNode
from plans.tests.factories import draft_of_size


def tree_with(*remarks, own=""):
    """Rows 1.1, 1.2 … with remarks in the second quarter."""
    draft = draft_of_size(len(remarks))
    told = dict(zip((row.number for row in draft.indicators), remarks, strict=True))
    return draft.with_indicators(
        lambda row: replace(row, remark=own, quarters={2: QuarterNode(remark=told[row.number])})
    )


@pytest.mark.parametrize("text", ["ঐ", " ঐ ", "ঐ।", "Do", '"'])
def test_as_above_is_said_in_a_few_ways(text):
    assert is_ditto(text)


@pytest.mark.parametrize("text", ["", "ঐক্যমত", "ঐ তারিখে সভা হয়েছে", "-", "--"])
def test_other_remarks_are_themselves(text):
    assert not is_ditto(text)


def test_ditto_stands_for_the_nearest_remark_above():
    tree = tree_with("সভা হয়েছে", "", "ঐ", "ঐ")
    numbers = [row.number for row in tree.indicators]
    assert remark_meant(tree, numbers[3], 2) == (numbers[0], "সভা হয়েছে")
    assert remark_meant(tree, numbers[0], 2) is None
    assert remark_meant(tree_with("ঐ"), "1.1", 2) is None, "nothing stands above"
    assert remark_meant(tree_with("", "ঐ", own="দলিলে"), "1.2", 2) == ("1.1", "দলিলে")


def test_what_is_printed_says_whose_remark_it_is_where_there_are_more():
    row = tree_with("দ্বিতীয়").indicators[0]
    assert row.text("remark") == "দ্বিতীয়"
    both = replace(row, quarters={1: QuarterNode(remark="প্রথম"), **row.quarters})
    assert both.text("remark") == "১ম কোয়ার্টার: প্রথম; ২য় কোয়ার্টার: দ্বিতীয়"
    assert replace(both, remark="দলিলে").through(1).text("remark") == "দলিলে; ১ম কোয়ার্টার: প্রথম"
