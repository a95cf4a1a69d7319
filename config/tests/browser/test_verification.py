"""Owns the proof that anybody with the paper in hand can read what its number tells, on any screen."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from config.tests.browser.conftest import NARROW, WIDE
from config.tests.browser.test_accessibility import violations
from plans.actions.achievements import record_achievement
from plans.actions.reporting import approve_report, submit_report
from plans.models import Plan
from plans.tests.factories import cell_of
from reports.verification import number_of

pytestmark = pytest.mark.django_db(transaction=True)

TOLD = {
    "search": "কাগজে ছাপা নম্বর",
    "unknown": "এই নম্বরের কোনো প্রতিবেদন নেই",
    "not approved": "এখনও অনুমোদিত নয়",
    "changed": "কাগজটি পুরোনো",
    "approved": "প্রতিবেদনটি আসল ও অনুমোদিত",
    "superseded": "পরের সংশোধিত সংস্করণ",
}


@pytest.fixture
def numbers(industries, labour, alice, charlie, rita) -> dict[str, str]:
    """A number of every verdict. The plan of Industries has a later revision; that of Labour is the latest."""
    first = number_of(industries.reports.get(quarter=1))
    record_achievement(cell=cell_of(industries, "1.1", 1), value="১", version=0, by=alice)
    approve_report(report=submit_report(report=industries.reports.get(quarter=1), by=alice), by=rita)
    approve_report(
        report=submit_report(report=labour.reports.get(quarter=1), by=charlie), by=rita, leaves_unassessed=True
    )
    same = {name: getattr(industries, name) for name in ("office", "year", "kind", "policy")}
    Plan.objects.create(**same, revision=2)
    return {
        "search": "",
        "unknown": "2K-7QXW-M4T9",
        "not approved": number_of(labour.reports.get(quarter=2)),
        "changed": first,
        "approved": number_of(labour.reports.get(quarter=1)),
        "superseded": number_of(industries.reports.get(quarter=1)),
    }


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("language", ["bn", "en"])
def test_every_verdict_is_accessible_and_fits_the_window(open_page, numbers, language, viewport):
    faults = {}
    for verdict, number in numbers.items():
        address = reverse("verification:verdict", args=[number]) if number else reverse("verification:search")
        page = open_page(address, language=language, viewport=viewport, bypass_csp=True)
        if language == "bn":
            assert TOLD[verdict] in page.locator("main").inner_text()
        faults[verdict] = violations(page)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, verdict
        page.context.close()
    assert {verdict: found for verdict, found in faults.items() if found} == {}


def test_a_number_typed_from_the_paper_leads_to_its_verdict(open_page, numbers):
    page = open_page(reverse("verification:search"))
    page.get_by_label(TOLD["search"]).fill(numbers["approved"].lower().replace("-", " "))
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text(TOLD["approved"])
