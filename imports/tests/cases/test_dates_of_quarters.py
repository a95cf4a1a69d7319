"""Owns the proof that dates which a quarter's cell cannot mean are doubted there, whatever a document is written in."""

import pytest

from egov_plans.tests import forms as egov
from imports.queries.readings import Choices, readings_of
from imports.tests.cases.formats import FORMATS
from integrity_plans.tests import forms as integrity
from plans.kinds import read_document

pytestmark = pytest.mark.usefixtures("reference")
NAMED = pytest.mark.parametrize("written", FORMATS, ids=lambda each: each.__name__)
DATED = integrity.changed(integrity.TARGETS, c4="তারিখ", c6="", c8="৩০/০৯/২০২০", c9="", c10="", c11="")


def integrity_plan(**achieved):
    row = integrity.changed(["", "", "", "", "", "", "অর্জন"], **achieved)
    return [*integrity.TITLES, integrity.WORDS, integrity.NUMBERS, integrity.AREA, DATED, row]


def egov_plan(progress):
    row = egov.changed(egov.ROW, c6="তারিখ", c8="৩০/০৯/২০২১", c9="১৫/১০/২০২১", c10="৩০/১০/২০২১", c11=progress)
    return [*egov.TITLES, *egov.HEADER, egov.NUMBERS, row]


def doubts(rows, written):
    """The doubts about the dates of a document, by their cells."""
    (reading,) = readings_of(read_document(*written(rows)), [Choices()])
    codes = {"date_outside_quarter", "more_dates_than_targets", "date_in_future", "date_outside_year"}
    return [(each.code, each.severity.value) for each in reading.problems if each.code in codes and each.cell]


@NAMED
def test_a_date_in_the_cell_of_a_later_quarter_is_doubted(written):
    for column in ("c9", "c10", "c11"):
        found = doubts(integrity_plan(**{column: "২৫/০৮/২০২০"}), written)
        assert found == [("date_outside_quarter", "warning")]
    assert doubts(integrity_plan(c8="২৫/০৮/২০২০"), written) == []


@NAMED
def test_a_date_in_the_cell_of_an_earlier_quarter_is_doubted(written):
    assert doubts(integrity_plan(c8="২৫/১১/২০২০"), written) == [("date_outside_quarter", "warning")]
    assert doubts(egov_plan("২৫/০১/২০২২"), written) == [("date_outside_quarter", "warning")]
    assert doubts(egov_plan("২৫/০৮/২০২১"), written) == []


@NAMED
def test_more_dates_than_the_targets_of_a_row_are_doubted(written):
    two = "২৫/০৮/২০২০, ২৬/০৮/২০২০"
    assert doubts(integrity_plan(c8=two), written) == [("more_dates_than_targets", "warning")]
    assert doubts(egov_plan("২৫/০৮/২০২১, ২৬/০৮/২০২১"), written) == [("more_dates_than_targets", "warning")]
