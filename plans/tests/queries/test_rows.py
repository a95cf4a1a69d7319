"""Owns the proof that rows are loaded in the order of the form, with as many queries for large plans as for small."""

from decimal import Decimal

import pytest
from django.utils import timezone

from cell_values.text import natural_key
from offices.models import Role
from offices.tests.people import add_person
from plans.actions.reporting import assess_cell, submit_report
from plans.models import Activity, Area
from plans.queries.rows import load_rows, plan_facts
from plans.tests.factories import cell_of


@pytest.mark.parametrize("size", [1, 3, 37])
def test_rows_are_loaded_in_three_queries_whatever_the_size(plan_of_size, django_assert_num_queries, size):
    plan = plan_of_size(size)
    with django_assert_num_queries(3):
        facts = plan_facts(plan, load_rows(plan))
    assert sum(len(area.indicators) for area in facts.areas) == size


def test_assessors_are_loaded_with_their_cells(labour, charlie, rita, cabinet_division, django_assert_num_queries):
    submit_report(report=labour.reports.get(quarter=1), by=charlie)
    for number, by in (("2.1.1", rita), ("2.1.2", add_person("other", cabinet_division, Role.REVIEWER))):
        assess_cell(cell=cell_of(labour, number, 1), marks=Decimal(1), reason="কারণ", by=by)
    with django_assert_num_queries(3):
        facts = plan_facts(labour, load_rows(labour))
    (row,) = (row for area in facts.areas for row in area.indicators if row.number == "2.1.1")
    assessment = row.quarters[1].assessment
    assert (assessment.marks, assessment.by, assessment.on) == (1, "rita", timezone.localdate())


def test_rows_stand_in_the_order_of_the_form_not_of_the_alphabet(industries):
    rows = load_rows(industries)
    numbers = [row.number for area in rows for row in area.indicators]
    assert numbers == sorted(numbers, key=natural_key)
    assert numbers.index("9.1") < numbers.index("10.1")
    assert [area.area.number for area in rows] == [str(number) for number in range(1, 14)]


def test_an_area_without_indicators_is_kept(plan_of_size):
    plan = plan_of_size(2)
    Area.objects.create(plan=plan, position=5, number="9", title="শূন্য", weight=0)
    assert [len(area.indicators) for area in load_rows(plan)] == [2, 0]


def test_areas_are_kept_where_no_indicator_is_left(plan_of_size):
    plan = plan_of_size(2)
    Activity.objects.filter(area__plan=plan).delete()
    assert [len(area.indicators) for area in load_rows(plan)] == [0]
