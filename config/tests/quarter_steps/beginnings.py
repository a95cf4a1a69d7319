"""Owns what the tests of quarters begin with: everybody, and a written quarter, made once for all of a process."""

from collections.abc import Callable

from django.utils import timezone

from config.tests.quarter_steps.scenes import People, Stage, people_of
from config.tests.quarter_steps.truth import Who
from offices.models import Office, Person
from plans.models import Plan
from plans.tests.beginning import remembered


def everybody(office: Office, elsewhere: Office) -> People:
    """As ``people_of`` makes them."""

    def made() -> dict[Who, int]:
        return {who: person.pk for who, person in people_of(office, elsewhere).items()}

    keys = remembered(f"people of the steps {office.pk} {elsewhere.pk}", made)
    found = Person.objects.in_bulk(keys.values())
    return {who: found[key] for who, key in keys.items()}


def begun(plan_of_size: Callable[[int], Plan], people: People, quarter: int = 1) -> Stage:
    """A stage before anything happened on it; these are the people of ``everybody``."""
    name = f"stage {quarter} {people[Who.FOCAL_POINT].pk} {timezone.localdate()}"
    key = remembered(name, lambda: Stage(plan_of_size(3), people, quarter).plan.pk)
    plan = Plan.objects.select_related("office", "year", "policy").get(pk=key)
    return Stage(plan, people, quarter, is_written=True)
