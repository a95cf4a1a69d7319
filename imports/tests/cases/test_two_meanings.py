"""Owns the proof that a heading which means remarks and achievements never makes an achievement a silent remark."""

import pytest

from egov_plans.tests import forms as egov
from imports.tests.cases.formats import FORMATS, cells_told, plan_of
from integrity_plans.tests import forms as integrity

NAMED = pytest.mark.parametrize("written", FORMATS, ids=lambda each: each.__name__)
CODE = "heading_of_two_meanings"


def integrity_plan(heading, *remarks, written=FORMATS[0]):
    words = integrity.changed(integrity.WORDS, c14=heading)
    first, second = (*remarks, "", "")[:2]
    lines = [integrity.changed(integrity.TARGETS, c14=first), integrity.changed(integrity.ACHIEVED, c14=second)]
    return plan_of([*integrity.TITLES, words, integrity.NUMBERS, integrity.AREA, *lines], written)


def egov_plan(heading, remark, written=FORMATS[0]):
    over, percents = egov.HEADER
    rows = [[*over, heading], [*percents, ""], [*egov.NUMBERS, "১২"], [*egov.ROW, remark]]
    return plan_of([*egov.TITLES, *rows], written)


@NAMED
@pytest.mark.parametrize("heading", ["মন্তব্য/অর্জন?", "অর্জন/মন্তব্য", "মন্তব্য ও অগ্রগতি"])
def test_a_figure_below_both_is_doubted_at_its_cell(heading, written):
    assert cells_told(integrity_plan(heading, "", "৫", written=written), CODE) == ["N7"]
    assert cells_told(egov_plan(heading, "৩", written), CODE) == ["L6"]


@NAMED
def test_words_below_both_are_doubted_at_the_heading(written):
    assert cells_told(integrity_plan("মন্তব্য/অর্জন", "সভা হয়েছে", written=written), CODE) == ["N3"]


@pytest.mark.parametrize("heading", ["মন্তব্য", "মন্তব্য (লক্ষ্যমাত্রা অর্জিত না হলে তার কারণ)", "মন্তব্য/প্রমাণক", "Remarks"])
def test_a_heading_that_means_remarks_alone_is_not_doubted(heading):
    assert cells_told(integrity_plan(heading, "", "৫"), CODE) == []
    assert cells_told(egov_plan(heading, "৫"), CODE) == []


def test_an_empty_column_below_both_is_not_doubted():
    assert cells_told(integrity_plan("মন্তব্য/অর্জন"), CODE) == []


def test_the_doubt_says_what_was_read_and_what_to_do():
    (doubt,) = (each for each in integrity_plan("মন্তব্য/অর্জন?", "", "৫").problems if each.code == CODE)
    assert "“৫” মন্তব্য ধরা হয়েছে" in doubt.sentence.bn
    assert "“৫” was taken as a remark" in doubt.sentence.en
