"""Owns the proof that every page keeps the content policy and WCAG 2.2 AA, as axe sees it, the administration's too."""

import pytest
from django.urls import reverse

from config.tests.browser.test_accessibility import violations
from config.tests.browser.test_administration import own_violations
from config.tests.test_access import ACCOUNT, GET, places_of, put_away
from config.tests.test_access_administration import OPENED, rows, rows_of_the_administration

FOR_MACHINES = {"robots", "healthz", "readyz"}
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]


@pytest.fixture
def every_page(industries, labour, alice, administrator) -> dict[str, str]:
    """What an administrator opens in the administration, and everybody's pages of their own account."""
    tables = rows_of_the_administration(industries, labour, alice, administrator)
    shown = {name: place for name, place in tables.items() if name in rows(OPENED)}
    own = {name: reverse(name) for name, row in ACCOUNT.items() if row[2] == 200 and name not in FOR_MACHINES}
    return {"index": reverse("admin:index"), **shown, **own}


def test_every_page_keeps_the_content_policy(complaints_of, every_page, administrator):
    assert complaints_of(every_page, administrator, ours=False) == []


def test_every_page_is_accessible(leaf_through, every_page, administrator):
    faults = {}
    for name, page in leaf_through(every_page, administrator, bypass_csp=True):
        faults[name] = own_violations(page)
    assert {name: found for name, found in faults.items() if found} == {}


def is_page(response):
    put_away(response)
    return response.status_code == 200 and "html" in response.headers["Content-Type"]


@pytest.fixture
def pages_of(plan_of_size, alice, rita, administrator, client_of):
    """``pages_of(alice)``: every page of the site that is answered to her, without the files and papers."""
    places = places_of(plan_of_size, alice, rita, administrator)

    def answered(person):
        client = client_of(person)
        asked = {name: places[name] for name in GET if "." not in places[name]}
        return {name: place for name, place in asked.items() if is_page(client.get(place))}

    return answered


@pytest.mark.parametrize("who", ["alice", "rita", "administrator"])
def test_every_page_of_the_site_keeps_both(complaints_of, leaf_through, pages_of, request, who):
    person = request.getfixturevalue(who)
    pages = pages_of(person)
    assert len(pages) > 10
    assert complaints_of(pages, person) == []
    faults = {name: violations(page) for name, page in leaf_through(pages, person, bypass_csp=True)}
    assert {name: found for name, found in faults.items() if found} == {}
