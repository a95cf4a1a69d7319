"""Owns the proof that a plan is loaded in the order of the form, with as many queries for large plans as for small."""

from decimal import Decimal

import pytest
from django.utils import timezone

from cell_values.text import natural_key
from offices.models import Role
from offices.tests.people import add_person
from plans.actions.reporting import assess_cell, submit_report
from plans.models import Activity, Area, Indicator
from plans.queries.trees import load_rows_of, load_tree
from plans.tests.factories import cell_of


@pytest.mark.parametrize("size", [1, 3, 37])
def test_rows_are_loaded_in_three_queries_whatever_the_size(plan_of_size, django_assert_num_queries, size):
    plan = plan_of_size(size)
    with django_assert_num_queries(3):
        tree = load_tree(plan)
    assert len(tree.indicators) == size


def test_assessors_are_loaded_with_their_cells(labour, charlie, rita, cabinet_division, django_assert_num_queries):
    submit_report(report=labour.reports.get(quarter=1), by=charlie)
    for number, by in (("2.1.1", rita), ("2.1.2", add_person("other", cabinet_division, Role.REVIEWER))):
        assess_cell(cell=cell_of(labour, number, 1), marks=Decimal(1), reason="কারণ", by=by)
    with django_assert_num_queries(3):
        tree = load_tree(labour)
    _, row = tree.by_number["2.1.1"]
    assessment = row.quarters[1].assessment
    assert (assessment.marks, assessment.by, assessment.on) == (1, "rita", timezone.localdate())


def test_rows_stand_in_the_order_of_the_form_not_of_the_alphabet(industries):
    tree = load_tree(industries)
    numbers = [row.number for row in tree.indicators]
    assert numbers == sorted(numbers, key=natural_key)
    assert numbers.index("9.1") < numbers.index("10.1")
    assert [area.number for area in tree.areas] == [str(number) for number in range(1, 14)]


def test_an_area_without_indicators_is_kept(plan_of_size):
    plan = plan_of_size(2)
    Area.objects.create(plan=plan, position=5, number="9", title="শূন্য", weight=0)
    assert [len(area.indicators) for area in load_tree(plan).areas] == [2, 0]


def test_areas_are_kept_where_no_indicator_is_left(plan_of_size):
    plan = plan_of_size(2)
    Activity.objects.filter(area__plan=plan).delete()
    assert [len(area.indicators) for area in load_tree(plan).areas] == [0]


def test_an_activity_without_indicators_is_kept_in_its_place(plan_of_size):
    plan = plan_of_size(3)
    Indicator.objects.get(activity__area__plan=plan, number="1.2").delete()
    (area,) = load_tree(plan).areas
    assert [(activity.number, len(activity.indicators)) for activity in area.activities] == [
        ("1.1", 1),
        ("1.2", 0),
        ("1.3", 1),
    ]


def test_many_plans_are_loaded_as_each_is_alone(industries, labour):
    rows = load_rows_of([industries, labour])
    assert {key: each.tree for key, each in rows.items()} == {each.pk: load_tree(each) for each in (industries, labour)}


def test_nodes_know_the_rows_they_were_loaded_from(plan_of_size):
    plan = plan_of_size(2)
    _, node = load_tree(plan).by_number["1.2"]
    assert node.key == Indicator.objects.get(activity__area__plan=plan, number="1.2").pk
    assert node.quarters[3].key == cell_of(plan, "1.2", 3).pk
