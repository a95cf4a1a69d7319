"""Owns the proof that of two administrators who confirm at the same moment one stores and the other looks again."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from imports.actions.bringing import PlanChangedError, confirm, keep_source
from imports.actions.comparing import compare, fingerprint
from imports.queries.readings import read_plans
from plans.models import Plan, PlanImport
from plans.tests.factories import INDUSTRIES, import_workbook, workbook
from plans.tests.workbooks import with_cells

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference")]


def confirmed_by_two(content):
    """What became of the same preview confirmed twice at once: "stored" or "changed"."""
    source = keep_source(content, INDUSTRIES, by=None)
    readings = read_plans(content, INDUSTRIES)
    seen = fingerprint(source.sha256, map(compare, readings))
    together = Barrier(2)

    def press(_):
        together.wait()
        try:
            confirm(readings, source=source, by=None, seen=seen)
        except PlanChangedError:
            return "changed"
        else:
            return "stored"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as two:
        return sorted(two.map(press, range(2)))


def test_a_new_plan_confirmed_twice_at_once_is_stored_once():
    assert confirmed_by_two(workbook(INDUSTRIES).read_bytes()) == ["changed", "stored"]
    assert (Plan.objects.count(), PlanImport.objects.count()) == (1, 1)


def test_a_change_confirmed_twice_at_once_is_stored_once():
    plan = import_workbook(workbook(INDUSTRIES))
    assert confirmed_by_two(with_cells(INDUSTRIES, H8="১")) == ["changed", "stored"]
    assert plan.events.filter(verb="import_changes").count() == 1
