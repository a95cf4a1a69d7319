"""Owns the proof that rows asked for together are those that each table gives by itself, on both databases."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from config.tests.quarter_steps.furnishing import furnish, refuse, talk
from config.tests.quarter_steps.scenes import ROW, SCENES, Stage, people_of
from offices.models import Office
from plans.queries import hands, row_scene, scene
from plans.queries.hands import Hands
from plans.queries.together import NAME, AskedTogether
from plans.tests.factories import cell_of

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["returned, kept closed", "taken back", "returned, opened"])
def stage(request, plan_of_size, industries_office, labour_office):
    """A quarter on which everything hangs, most of it twice."""
    stage = Stage(plan_of_size(3), people_of(industries_office, labour_office))
    furnish(stage)
    talk(stage)
    SCENES[request.param](stage)
    if stage.report().state == "returned":
        refuse(stage)
    return stage


def numbers_of(stage):
    """The three questions with what they are asked about."""
    cell, plans = cell_of(stage.plan, ROW, 1), (stage.plan.pk,)
    above = (stage.plan.office.parent_id,)
    return {
        scene._parts: (((1,),), {"plans": plans}),
        hands._parts: (((1,), timezone.localdate()), {"plans": plans, "places": above}),
        row_scene._parts: ((1,), {"plan": stage.plan.pk, "row": cell.indicator_id, "cell": cell.pk}),
    }


def contents(row, part):
    """All columns of a row that are asked for, and the names of its people."""
    columns = {each.attname: getattr(row, each.attname) for each in part.fields}
    names = {who: [getattr(getattr(row, who), each, None) for each in NAME] for who in part.people}
    return repr((columns, names))  # of one type too


def test_every_row_is_what_its_own_table_gives(stage):
    told = set()
    for parts, (fixed, numbers) in numbers_of(stage).items():
        together, made = AskedTogether(parts)(*fixed, **numbers), parts(*fixed, **numbers)
        for name, part in made.items():
            alone = [contents(row, part) for row in part.rows]
            assert sorted(contents(row, part) for row in together.get(name, [])) == sorted(
                set(alone) if part.is_distinct else alone
            ), name
            told |= {name} if alone else set()
    assert told >= {"receipts", "rounds", "files", "twins", "comments", "steps", "other_years", "revisions", "areas"}
    assert told >= {"activities", "cells", "subjects", "imports", "reviewers", "alone"}


def test_all_of_it_is_one_statement_whose_text_is_made_once(stage):
    for parts, (fixed, numbers) in numbers_of(stage).items():
        ask = AskedTogether(parts)
        first = ask(*fixed, **numbers)
        with CaptureQueriesContext(connection) as queries:
            again = ask(*fixed, **numbers)
        assert len(queries) == 1
        assert {name: len(rows) for name, rows in again.items()} == {name: len(rows) for name, rows in first.items()}


def test_another_plan_is_given_what_hangs_on_it_alone(stage, plan_of_size):
    other = plan_of_size(3)
    here = scene.Scenes((stage.plan,), (1,)).found
    there = scene.Scenes((other,), (1,)).found
    assert here["files"]
    assert not there.get("files")


def test_an_office_with_nobody_above_leaves_the_reviewers_of_others_to_be_found(plan_of_size, industries_office, rita):
    alone = Office.objects.create(name_bn="একা দপ্তর", tier=industries_office.tier)
    orphan, plan = plan_of_size(1, office=alone), plan_of_size(1)
    assert list(Hands((orphan,), (1,)).reviewers(orphan)) == []
    assert [each.pk for each in Hands((plan,), (1,)).reviewers(plan)] == [rita.pk]
