"""Owns the proof that a save of the administration and one of an office, at the same moment, lose nothing.

ROUNDS says how often (bin/test-races: 200 on both databases).
"""

import os
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.urls import reverse

from config.tests.test_admin import sent
from offices.models import Membership, Office
from offices.tests.people import SINCE
from plans.actions.achievements import StaleVersionError, record_achievement
from plans.actions.ledger import is_chain_whole
from plans.actions.reporting import approve_report, return_report, submit_report
from plans.models import Indicator, QuarterCell
from plans.tests.factories import cell_of
from workflow.transitions import Refusal

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]
ROUNDS = range(int(os.environ.get("ROUNDS", "5")))
SAVED = 302


def at_once(*deeds):
    """What each of the deeds answers, all begun at the same moment on connections of their own."""
    start = Barrier(len(deeds))

    def do(deed):
        start.wait()
        try:
            return deed()
        except (Refusal, StaleVersionError) as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as people:
        return list(people.map(do, deeds))


@pytest.fixture
def desk(plan_of_size, administrator, client_of):
    """The page of the first indicator of a plan of two, as it is filled in, and how it is posted."""
    plan = plan_of_size(2)
    place = reverse("admin:plans_indicator_change", args=[cell_of(plan, "1.1", 1).indicator_id])
    return Desk(plan, client_of(administrator), place)


class Desk:
    def __init__(self, plan, client, place):
        self.plan, self.client, self.place = plan, client, place

    def filled(self, text, remark):
        """Another target of quarter 1 and another remark."""
        response = self.client.get(self.place)
        data = sent(response)
        if response.context["has_change_permission"]:
            cells = next(each for each in response.context["inline_admin_formsets"] if each.formset.prefix == "cells")
            data[cells.formset.forms[0].add_prefix("target_text")] = text
        return data | {"remark": remark}

    def post(self, data):
        return self.client.post(self.place, data).status_code


def enter(cell, text, person):
    return record_achievement(cell=cell, value=text, version=cell.version, by=person)


def stored():
    cell = QuarterCell.objects.select_related("indicator").get(indicator__number="1.1", quarter=1)
    return cell, cell.indicator


def test_neither_the_administration_nor_a_focal_point_loses_what_was_saved(desk, alice):
    for number in ROUNDS:
        target, achievement = str(number % 7 + 2), str(number % 5 + 1)
        data = desk.filled(target, f"মন্তব্য {number}")
        cell = cell_of(desk.plan, "1.1", 1)
        posted, entered = at_once(
            lambda data=data: desk.post(data),
            lambda cell=cell, text=achievement: record_achievement(
                cell=cell, value=text, version=cell.version, by=alice
            ),
        )
        assert (posted, type(entered).__name__) == (SAVED, "Recorded"), number
        cell, indicator = stored()
        assert (cell.target.text, cell.achievement.text, indicator.remark) == (target, achievement, f"মন্তব্য {number}")
    assert is_chain_whole(desk.plan.pk)


def test_a_plan_is_edited_before_it_is_submitted_or_not_at_all(desk, alice, rita):
    report = desk.plan.reports.get(quarter=1)
    for number in ROUNDS:
        before = stored()[1].remark
        data = desk.filled(str(number % 7 + 1), f"মন্তব্য {number}")
        posted, _submitted = at_once(lambda data=data: desk.post(data), lambda: submit_report(report=report, by=alice))
        verbs = list(desk.plan.events.order_by("sequence").values_list("verb", flat=True))
        assert verbs[-1] == "submit_report", number
        assert stored()[1].remark == (f"মন্তব্য {number}" if posted == SAVED else before), number
        assert posted in {SAVED, 403}
        return_report(report=report, reason="আবার", by=rita)
    assert is_chain_whole(desk.plan.pk)


@pytest.fixture
def further_plan(plan_of_size, cabinet_division, alice):
    """Plans of further ministries, Alice's too; what was approved stays approved."""

    def make(number):
        office = Office.objects.create(
            parent=cabinet_division, tier="ministry", name_bn=f"মন্ত্রণালয় {number}", name_en=f"Ministry {number}"
        )
        Membership.objects.create(person=alice, office=office, role="focal_point", since=SINCE)
        return plan_of_size(1, office=office)

    return make


def test_an_approval_wins_over_an_edit_begun_while_the_report_was_with_the_office(further_plan, desk, alice, rita):
    for number in ROUNDS:
        plan = further_plan(number)
        report = plan.reports.get(quarter=1)
        row = Indicator.objects.get(activity__area__plan=plan)
        here = Desk(plan, desk.client, reverse("admin:plans_indicator_change", args=[row.pk]))
        data = here.filled("৩", "পরে")
        submit_report(report=report, by=alice)
        posted, approved = at_once(
            lambda here=here, data=data: here.post(data), lambda report=report: approve_report(report=report, by=rita)
        )
        assert (posted, approved.state) == (403, "approved"), number
        row.refresh_from_db()
        assert row.remark == "", number
        assert is_chain_whole(plan.pk)


def test_of_two_administrators_who_change_one_field_exactly_one_saves(desk, administrator, client_of):
    other = Desk(desk.plan, client_of(administrator), desk.place)
    for number in ROUNDS:
        first, second = desk.filled("৩", f"এক {number}"), other.filled("৩", f"দুই {number}")
        answers = at_once(lambda data=first: desk.post(data), lambda data=second: other.post(data))
        assert sorted(answers) == [200, SAVED], number
        assert stored()[1].remark == (f"এক {number}" if answers[0] == SAVED else f"দুই {number}")
