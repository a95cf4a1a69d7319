"""Owns the proof that two people who open a year at once make every plan once, each going on where the other is."""

import pytest

from offices.models import Membership
from offices.tests.people import add_person
from plans.actions.ledger import is_chain_whole
from plans.models import Event, Plan
from plans.tests.actions.test_attaching_at_once import at_once
from year_opening.actions import opening
from year_opening.actions.opening import open_year
from year_opening.queries.opening_offices import OpeningChoices

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference")]
CHOICES = OpeningChoices(2028, ("integrity", "egov"), ("ministry", "division"))


def test_two_openings_at_once_make_each_plan_once(administrator, monkeypatch):
    monkeypatch.setattr(opening, "BATCH", 10)
    other = add_person("other", is_staff=True, is_superuser=True)
    done = at_once(*(lambda by=by: list(open_year(choices=CHOICES, by=by))[-1].done for by in (administrator, other)))
    plans = Plan.objects.filter(year__start_year=2028)
    assert sum(done) == plans.count() == 2 * CHOICES.offices.count()
    assert Event.objects.filter(verb="edit_deadline").count() == 24
    assert is_chain_whole(None)
    assert not Membership.objects.exists()
