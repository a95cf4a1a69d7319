"""Owns filling the throw-away database of a checkout: offices with the real plan, their people, published reports.

Runs with the code of any checkout on its path, so it uses only what all of them have. Prints JSON: who is there.
"""

import json
import sys
from contextlib import redirect_stdout
from datetime import date
from typing import Any

import django

PASSWORD, SINCE = "only-on-the-last-day", date(2017, 7, 1)
MINISTRIES = 50


def main() -> None:
    offices, published, reviewers = map(int, sys.argv[1:4])
    answer = sys.stdout
    with redirect_stdout(sys.stderr):
        django.setup()
        filled = _fill(offices, published, reviewers)
    json.dump(filled, answer)


def _fill(offices: int, published: int, reviewers: int) -> dict[str, Any]:
    from django.contrib.auth.hashers import make_password

    hashed = make_password(PASSWORD)  # once: hashing for all would take longer than storing their plans
    plans = _plans(offices)
    people = [_person(f"focal-{plan.pk}", plan.office, "focal_point", hashed) for plan in plans]
    above = [_reviewer(number, hashed) for number in range(max(reviewers, 1))]
    pages = [path for pair in zip(plans[:published], people, strict=False) for path in _publish(*pair, above[0])]
    return {
        "password": PASSWORD,
        "officers": [
            {"name": person.username, "plan": plan.pk}
            for plan, person in zip(plans[published:], people[published:], strict=True)
        ],
        "reviewers": [person.username for person in above],
        "plans": [plan.pk for plan in plans[:published]],
        "public": pages,
    }


def _plans(count: int) -> list[Any]:
    from bench.installation import import_official, read_official
    from bench.league import make_offices
    from imports.actions.importing import store_plan

    first = import_official()
    (reading,) = read_official()
    others = [office for office in make_offices(max(count, MINISTRIES)) if office.pk != first.office_id][: count - 1]
    return [first, *(store_plan(draft=reading.draft, office=each, year=first.year, by=None).plan for each in others)]


def _person(name: str, office: Any, role: str, hashed: str) -> Any:
    from offices.models import Membership, Person

    person = Person.objects.create(username=name, password=hashed)
    Membership.objects.create(person=person, office=office, role=role, since=SINCE)
    return person


def _reviewer(number: int, hashed: str) -> Any:
    from offices.models import Office, Role, Tier

    return _person(f"reviewer-{number}", Office.objects.get(tier=Tier.CABINET_DIVISION), Role.REVIEWER, hashed)


def _publish(plan: Any, by: Any, reviewer: Any) -> list[str]:
    """The first quarter handed in, approved and published; the addresses of what is given of it."""
    from plans.actions.publishing import publish_report
    from plans.tests.stepping import approve_through
    from reports.download_list import public_path
    from reports.verification import number_of

    report = publish_report(report=approve_through(plan, 1, by=by, reviewer=reviewer), by=by)
    files = [public_path(report, ending) for ending in ("pdf", "xlsx", "csv", "json")]
    return [public_path(report), *files, f"/v/{number_of(report)}/"]


if __name__ == "__main__":
    main()
