"""Owns the proof that no table takes back a revised target, and none puts another in its place unseen."""

import pytest

from flat_tables.cell_table import CellTable
from flat_tables.indicator_table import IndicatorTable
from flat_tables.tests.tables import exported, imported, previewed, problems
from plans.models import Indicator, QuarterCell
from plans.tests.actions.test_revising import ask, decide, open_window, row_of
from plans.tests.factories import cell_of


@pytest.fixture
def before(industries, labour, alice, charlie, rita):
    """The tables as they were exported before 3.2 of the one plan and a grade of the other were revised."""
    tables = {each: exported(each, each._meta.model.objects.order_by("pk")) for each in (CellTable, IndicatorTable)}
    for plan in (industries, labour):
        open_window(plan)
    asked = ask(industries, alice, {"100%": "৩০/৪/২০২১", "q4": "৩০/৪/২০২১"}, number="3.2")
    decide(asked, rita)
    decide(ask(labour, charlie, {"60%": "১"}, number="1.6.1"), rita)
    return tables


def row_in(rows, number, quarter=None):
    return next(each for each in rows if each["number"] == number and each.get("quarter") == quarter)


REVISED = [
    (CellTable, "3.2", "4", "target", "৩০/৪/২০২১"),
    (IndicatorTable, "3.2", None, "target_100", "৩০/৪/২০২১"),
    (IndicatorTable, "1.6.1", None, "target_60", "১"),
]


@pytest.mark.parametrize(("table", "number", "quarter", "column", "granted"), REVISED)
def test_a_table_of_before_takes_no_revised_target_back(
    before, industries, labour, administrator, table, number, quarter, column, granted
):
    stale = row_in(before[table], number, quarter)
    ((place, told),) = problems(imported(table, [stale], administrator)).items()
    assert place == (2, column)
    assert f"“{granted}”" in told
    assert cell_of(industries, "3.2", 4).target.text == row_of(industries, "3.2").annual.text == "৩০/৪/২০২১"
    assert "১" in [each.target.text for each in row_of(labour, "1.6.1").graded_targets.all()]


@pytest.mark.parametrize(
    ("table", "number", "quarter", "column", "other"),
    [(*REVISED[0][:4], "১/৫/২০২১"), (*REVISED[1][:4], "১/৫/২০২১"), (*REVISED[2][:4], "৩")],
)
def test_another_target_in_its_place_is_told_before_it_is_stored(
    before, administrator, table, number, quarter, column, other
):
    rows = exported(table, table._meta.model.objects.order_by("pk"))
    result = previewed(table, [row_in(rows, number, quarter) | {column: other}], administrator)
    assert problems(result) == {}
    assert ["মঞ্জুর করেছিলেন" in each.said for each in result.doubts if each.column == column][-1:] == [True]


@pytest.mark.parametrize(("table", "model"), [(CellTable, QuarterCell), (IndicatorTable, Indicator)])
def test_an_export_of_after_says_nothing_new_and_raises_no_doubt(before, administrator, table, model):
    result = imported(table, exported(table, model.objects.order_by("pk")), administrator)
    assert (result.totals["update"], problems(result), list(result.doubts)) == (0, {}, [])
