"""A value of another year stands under its own year alone, and under a column without one only where that is plain."""

from dataclasses import replace

import pytest

from cell_values.sentence import Sentence
from cell_values.value import Value, ValueState
from egov_plans.kind import EGOV
from official_forms.columns import Surface
from official_forms.contents import OTHER_YEARS, value_in
from official_forms.usual_columns import ACTUAL, BASELINE
from plan_tree.terms import OtherYearSort
from plan_tree.tree import OtherYear
from plans.tests.factories import draft_of_size

NAMED = Sentence("প্রকৃত অর্জন {year}", "Achieved in {year}")
LAST_YEAR = ACTUAL.printed(heading=NAMED, year=-1)
YEAR_BEFORE = ACTUAL.printed(name="actual_2", heading=NAMED, year=-2)
BASE = BASELINE.printed()


def actual(year, text, sort=OtherYearSort.ACTUAL):
    return OtherYear(sort, year, Value(text, ValueState.WORDS))


def shown(columns, *years, surface=Surface.ENTRY):
    """The other years of a plan of 2021-22 on a form with these columns: heading → text."""
    tree = draft_of_size(1, kind="egov").with_indicators(lambda row: replace(row, other_years=years))
    tree = replace(tree, year="2021-22")
    form = replace(EGOV.form, columns=(*EGOV.form.columns[:7], *columns, *EGOV.form.columns[7:]))
    printed = form.with_other_years(tree).printed(surface, start_year=2021)
    (row,) = tree.indicators
    return [(each.headings[-1].bn, value_in(each, row).text) for each in printed if each.part in OTHER_YEARS]


@pytest.mark.parametrize(
    ("columns", "years", "stands"),
    [
        ([LAST_YEAR], [actual("2020-21", "৭")], [("প্রকৃত অর্জন ২০২০-২০২১", "৭")]),
        ([LAST_YEAR], [actual("", "৭")], [("প্রকৃত অর্জন ২০২০-২০২১", "৭")]),
        ([BASE], [actual("2019-20", "৩", OtherYearSort.BASELINE)], [("ভিত্তিবছর", "৩")]),
        (
            [YEAR_BEFORE, LAST_YEAR],
            [actual("", "৫"), actual("2020-21", "৭")],
            [("প্রকৃত অর্জন ২০১৯-২০২০", ""), ("প্রকৃত অর্জন ২০২০-২০২১", "৭"), ("প্রকৃত অর্জন", "৫")],
        ),
        (
            [YEAR_BEFORE, LAST_YEAR],
            [actual("", "৫")],
            [("প্রকৃত অর্জন ২০১৯-২০২০", ""), ("প্রকৃত অর্জন ২০২০-২০২১", ""), ("প্রকৃত অর্জন", "৫")],
        ),
        (
            [LAST_YEAR],
            [actual("", "৫"), actual("2020-21", "৭")],
            [("প্রকৃত অর্জন ২০২০-২০২১", "৭"), ("প্রকৃত অর্জন", "৫")],
        ),
        (
            [LAST_YEAR],
            [actual("2019-20", "৬"), actual("2020-21", "৭")],
            [("প্রকৃত অর্জন ২০২০-২০২১", "৭"), ("প্রকৃত অর্জন ২০১৯-২০২০", "৬")],
        ),
        ([], [actual("", "৫"), actual("2020-21", "৭")], [("প্রকৃত অর্জন", "৫"), ("প্রকৃত অর্জন ২০২০-২০২১", "৭")]),
    ],
)
def test_each_value_stands_once_under_its_own_year(columns, years, stands):
    assert shown(columns, *years) == stands


def test_paper_keeps_to_the_years_its_form_prints():
    years = (actual("2019-20", "৬"), actual("2020-21", "৭"))
    assert shown([LAST_YEAR], *years, surface=Surface.PAPER) == [("প্রকৃত অর্জন ২০২০-২০২১", "৭")]
    assert [text for _, text in shown([], *years, surface=Surface.PAPER)] == ["৬", "৭"]
