"""Owns the proof that what last year reached stands beside the targets while a plan is written."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from editor.queries import open_plan
from editor.tests.drafting import row_of, write
from editor.tests.test_doubts import answer, doubts
from plan_tree.terms import Direction
from plans.actions.achievements import record_achievement
from plans.models import Indicator
from plans.tests.factories import cell_of


@pytest.fixture
def before(plan_of_size, alice):
    """Last year's plan: four things to do in every row, and six done in the second."""
    plan = plan_of_size(3, year=2020)
    for quarter, reached in ((1, "২"), (3, "৪")):
        record_achievement(cell=cell_of(plan, "1.2", quarter), value=reached, version=0, by=alice)
    return plan


@pytest.fixture
def plan(before, plan_of_size):
    return plan_of_size(3, year=2021)


def page_of(client, plan, row=""):
    return client.get(reverse("admin:integrity_plans_integrityplan_whole", args=[plan.pk]), {"row": row}).text


def told(page):
    return re.findall(r'class="editor-reached">([^<]+)<', page)


def test_what_was_reached_stands_at_the_target_and_follows_its_row(plan, client_of, administrator):
    client = client_of(administrator)
    assert told(page_of(client, plan)) == ["গত বছর: ৬ / ৪"]
    assert told(page_of(client, plan, row_of(plan, "1.2").id)) == ["গত বছর: ৬ / ৪"]
    write(plan, administrator, row_of(plan, "1.2").id, step="up")
    write(plan, administrator, row_of(plan, "1.3").id, step="add_activity")
    page = page_of(client, plan)
    assert told(page) == ["গত বছর: ৬ / ৪"]
    assert page.index("গত বছর: ৬") < page.index(f'id="row-{row_of(plan, "1.2").id}"')


def test_a_target_below_it_is_doubted_with_both_figures_and_may_stand(plan, administrator):
    (doubt,) = doubts(plan, "1.2")
    assert "গত বছর অর্জন ছিল ৬, এ বছরের লক্ষ্যমাত্রা ৪" in doubt.sentence.bn
    answer(plan, administrator, doubt)
    assert doubts(plan, "1.2") == []
    write(plan, administrator, doubt.row, full="৫")
    assert any("লক্ষ্যমাত্রা ৫" in each.sentence.bn for each in doubts(plan, "1.2"))
    write(plan, administrator, doubt.row, full="৬")
    assert not any("গত বছর" in each.sentence.bn for each in doubts(plan, "1.2"))


def test_where_less_is_better_a_higher_target_is_the_soft_one(plan, administrator):
    Indicator.objects.filter(activity__area__plan=plan).update(direction=Direction.LOWER.value)
    assert doubts(plan, "1.2") == []
    write(plan, administrator, row_of(plan, "1.2").id, full="৮")
    assert any("সহজ" in each.sentence.bn for each in doubts(plan, "1.2"))


def test_without_a_plan_of_the_year_before_the_columns_of_the_form_tell(industries, client_of, administrator):
    row = Indicator.objects.get(activity__area__plan=industries, number="2.1")
    row.other_years.create(position=0, sort="actual", year="2019-20", value_text="১৩৪", value_state="given")
    assert told(page_of(client_of(administrator), industries)) == ["গত বছর: ১৩৪"]


def test_a_graded_form_shows_it_at_the_full_grade(plan_of_size, alice, client_of, administrator):
    last = plan_of_size(2, kind="egov", year=2020)
    record_achievement(cell=cell_of(last, "1.1.1", 2), value="৬", version=0, by=alice)
    plan = plan_of_size(2, kind="egov", year=2021)
    address = reverse("admin:egov_plans_egovplan_whole", args=[plan.pk])
    page = client_of(administrator).get(address).text
    assert told(page) == ["গত বছর: ৬ / ৪"]
    assert "গত বছর অর্জন ছিল ৬" in page


def test_it_is_one_query_more_whatever_the_size(plan_of_size):
    counts = set()
    for size in (2, 9):
        plan_of_size(size, year=2018 + size)
        opened = open_plan(plan_of_size(size, year=2019 + size))
        with CaptureQueriesContext(connection) as asked:
            assert len(opened.year_before) == size
        counts.add(len(asked))
    assert counts == {1}
