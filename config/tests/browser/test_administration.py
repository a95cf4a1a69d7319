"""Owns the proof that the administration is read in the bundled font, keeps WCAG 2.2 AA and fits the window."""

import pytest
from django.urls import reverse

from config.tests.browser.conftest import NARROW, WIDE
from config.tests.browser.test_accessibility import violations
from offices.models import Deadline
from plans.tests.factories import cell_of

pytestmark = pytest.mark.django_db(transaction=True)
BENGALI = "[...document.fonts].filter((face) => face.family.includes('Bengali') && face.status == 'loaded').length"


def own_violations(page):
    """But those inside the list that Django brings for rows to search for, which names its own parts."""
    return [each for each in violations(page) if "select2" not in each]


@pytest.fixture
def places(industries, alice):
    indicator = cell_of(industries, "1.1", 1).indicator
    pages = {
        "start": reverse("admin:index"),
        "indicators": reverse("admin:plans_indicator_changelist"),
        "ledger": reverse("admin:plans_event_changelist"),
        "plan": reverse("admin:integrity_plans_integrityplan_change", args=[industries.pk]),
        "indicator": reverse("admin:plans_indicator_change", args=[indicator.pk]),
        "person": reverse("admin:offices_person_change", args=[alice.pk]),
        "deadline": reverse("admin:offices_deadline_change", args=[Deadline.objects.first().pk]),
        "table": reverse("admin:plans_indicator_import"),
    }
    return pages


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_administration_is_accessible_and_in_the_bundled_font(leaf_through, places, administrator, viewport):
    faults = {}
    for name, page in leaf_through(places, administrator, viewport=viewport, bypass_csp=True):
        assert page.evaluate(BENGALI) > 0, name
        faults[name] = own_violations(page)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name
    assert {name: found for name, found in faults.items() if found} == {}


def test_the_administration_keeps_the_content_policy(complaints_of, places, administrator):
    assert complaints_of(places, administrator, ours=False) == []


def test_a_refused_target_is_told_beside_its_field_and_kept(open_page, places, administrator):
    page = open_page(places["indicator"], administrator, bypass_csp=True)
    page.fill("#id_cells-0-target_text", "২৭/১৩/২০২০")
    page.click("input[name=_save]")
    page.wait_for_selector(".errornote")
    assert page.input_value("#id_cells-0-target_text") == "২৭/১৩/২০২০"
    assert "ক্যালেন্ডারে এমন তারিখ নেই" in page.inner_text(".field-target_text .errorlist")
    assert own_violations(page) == []
