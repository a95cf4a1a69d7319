from decimal import Decimal

import pytest

from cell_values.value import BLANK, Unit
from marking.rules import suggest_quarter_rule
from marking.tests.industries import ROWS
from marking.tests.make import cell
from plan_tree.terms import QuarterRule
from plan_tree.tree import GradeNode

SUM, AVERAGE, CUMULATIVE, DATE = QuarterRule


def suggested(annual, targets=(), unit=Unit.NUMBER, grades=()):
    quarters = {quarter: cell(text) for quarter, text in enumerate(targets, 1)}
    ladder = [GradeNode(Decimal(percent), cell(text)) for percent, text in grades]
    return suggest_quarter_rule(unit, cell(annual), quarters, ladder)


@pytest.mark.parametrize(
    ("annual", "targets", "expected"),
    [
        pytest.param("4", ["1", "1", "1", "1"], SUM, id="quarters add up"),
        pytest.param("100", ["25", "25", "25", "25"], SUM, id="8.5, percent that add up"),
        pytest.param("5", ["1.25", "1.25", "1.25", "1.25"], SUM, id="12.1, lakh taka"),
        pytest.param("100", ["100", "100", "100", "100"], AVERAGE, id="1.2, each equals the year"),
        pytest.param("120", ["120", "", "120", ""], AVERAGE, id="blank quarters do not count"),
        pytest.param("2", ["", "", "2", ""], SUM, id="one quarter carries it all: sum comes first"),
        pytest.param("100", ["25", "50", "75", "100"], CUMULATIVE, id="rising to the year: a running total"),
        pytest.param("100", ["10", "30", "60", "100"], CUMULATIVE, id="2.3 of 2021-22"),
        pytest.param("100", ["", "50", "", "100"], CUMULATIVE, id="half-yearly"),
        pytest.param("4", ["0", "1", "2", "4"], CUMULATIVE, id="nothing due at first"),
        pytest.param("12.5", ["2", "5", "12.5", ""], CUMULATIVE, id="lakh taka, at its end before the year's"),
        pytest.param("100", ["50", "50", "100", "100"], None, id="standing still is no rising"),
        pytest.param("100", ["25", "50", "75", "90"], None, id="not the year's at last"),
        pytest.param("100", ["60", "30", "10", "100"], None, id="falling before"),
        pytest.param("5", ["8", "7", "6", "5"], None, id="falling to the year"),
        pytest.param("", ["25", "50", "75", "100"], None, id="rising to no year"),
        pytest.param("", ["5", "5", "5", "5"], None, id="no annual target"),
        pytest.param("4", [], None, id="no quarter targets"),
        pytest.param("4", ["1", "1", "1", "চলমান"], None, id="words are no quantity"),
        pytest.param("30/09/2020", ["30/09/2020"], DATE, id="dates in the quarters"),
        pytest.param("30/09/2020, 31/12/2020", [], DATE, id="dates in column 6 alone"),
        pytest.param("1", ["", "", "", "30/06/2020"], DATE, id="9.3, the quarters' targets decide"),
        pytest.param("2, 30/11/2020", ["30/11/2020", "1"], None, id="a date and a number"),
    ],
)
def test_the_targets_suggest_a_rule(annual, targets, expected):
    assert suggested(annual, targets) is expected


def test_a_ladder_of_dates_suggests_date():
    assert suggested("", grades=[(100, "30/05/2022"), (80, "30/06/2022"), (60, "-")]) is DATE


def test_a_ladder_of_quantities_suggests_nothing():
    assert suggested("", grades=[(100, "4"), (80, "3")]) is None


def test_the_grade_of_100_percent_stands_in_for_a_missing_annual_target():
    assert suggested("", ["1", "1", "1", "1"], grades=[(80, "3"), (100, "4")]) is SUM


def test_a_bare_date_is_one_item_of_number_and_date():
    targets = ["1 (24/09/2020)", "26/12/2020", "1 (23/03/2021)", "10/06/2021"]
    assert suggested("4 (24/09/2020, 26/12/2020)", targets, Unit.NUMBER_AND_DATE) is SUM


def test_dates_beside_quantities_do_not_make_a_row_of_dates():
    targets = ["1 (24/09/2020)", "1 (26/12/2020)", "1 (23/03/2021)", "1 (10/06/2021)"]
    assert suggested("4", targets) is SUM


def test_number_and_date_without_any_number_is_a_row_of_dates():
    assert suggested("24/09/2020", ["24/09/2020"], Unit.NUMBER_AND_DATE) is DATE


def test_nothing_suggests_nothing():
    assert suggest_quarter_rule(Unit.NUMBER, BLANK, {}, ()) is None


def test_every_row_of_the_real_integrity_plan_suggests_a_rule():
    rules = {number: suggested(annual, targets, unit).value for number, _, unit, annual, targets in ROWS}
    averaged = {"1.2", "2.2", "2.3", "2.4", "5.2", "6.3", "8.1", "8.3", "8.4", "9.2"}
    added = {"1.1", "2.1", "6.2", "7.2", "8.2", "8.5", "11.1", "12.1"}
    assert {number for number, rule in rules.items() if rule == "average"} == averaged
    assert {number for number, rule in rules.items() if rule == "sum"} == added
    assert all(rules[number] == "date" for number in rules.keys() - averaged - added)
