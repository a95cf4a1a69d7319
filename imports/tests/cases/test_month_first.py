"""Texts a program wrote with the month before the day: those that could be read both ways are doubted."""

import pytest

from imports.tests.cases.formats import FORMATS, achieved
from integrity_plans.tests.forms import ACHIEVED, AREA, NUMBERS, TARGETS, TITLES, WORDS, changed
from plans.kinds import read_document

NAMED = pytest.mark.parametrize("written", FORMATS, ids=lambda each: each.__name__)
PLAN = [*TITLES, WORDS, NUMBERS, AREA]


def read(written, target, *quarters):
    rows = [changed(TARGETS, c4="তারিখ", c6=target, c8="", c9="", c10="", c11="")]
    rows.append(changed(ACHIEVED, **{f"c{8 + at}": text for at, text in enumerate(quarters)}))
    document = read_document(*written([*PLAN, *rows]))
    (draft,) = document.drafts
    swapped = [each.cell for each in document.problems if each.code == "date_may_be_swapped"]
    return draft.indicators[0], swapped


@NAMED
def test_beside_a_month_before_its_day_what_may_be_either_is_doubted(written):
    row, swapped = read(written, "09/30/2020", "7/8/2020", "12/12/2020", "৭/৮/২০২০")
    assert (achieved(row)[1], swapped) == ("7/8/2020", ["H7"])


@NAMED
@pytest.mark.parametrize("target", ["30/09/2020", "২০/১০/২০২০", "10/11/2020"])
def test_without_one_nothing_is_doubted(written, target):
    assert read(written, target, "7/8/2020", "10/12/2020")[1] == []


def test_a_day_before_its_month_proves_that_the_other_is_a_slip():
    assert read(FORMATS[0], "09/30/2020", "30/08/2020", "10/12/2020")[1] == []


def test_the_doubt_shows_both_ways():
    rows = [*PLAN, changed(TARGETS, c6="12.31.2020", c8="07.08.2020")]
    (problem,) = [each for each in read_document(*FORMATS[0](rows)).problems if each.code == "date_may_be_swapped"]
    assert "“07.08.2020”" in problem.sentence.en
    assert "08.07.2020" in problem.sentence.en
    assert "০৮.০৭.২০২০" in problem.sentence.bn
