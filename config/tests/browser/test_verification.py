"""Owns the proof that anybody with the paper in hand can read what its number tells, on any screen."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from cell_values.digits import to_bengali
from config.tests.browser.conftest import NARROW, WIDE
from config.tests.browser.test_accessibility import violations
from plans.actions.reporting import approve_report, submit_report
from plans.models import Plan
from reports.paper_numbers import OLDER_SEAL, Number, fixed
from reports.verification import digest_of, number_of

pytestmark = pytest.mark.django_db(transaction=True)

TOLD = {
    "search": "কাগজে ছাপা নম্বর",
    "misspelled": "আমাদের কোনো নম্বর এভাবে লেখা হয় না",
    "invented": "নম্বরটি এই ব্যবস্থার নয়",
    "draft": "কাগজটি খসড়া",
    "changed": "কাগজটি পুরোনো",
    "approved": "প্রতিবেদনটি আসল ও অনুমোদিত",
    "older": "গোপন সংকেত চালু হওয়ার আগে",
    "superseded": "পরের সংশোধিত সংস্করণ",
}


@pytest.fixture
def numbers(industries, labour, alice, charlie, rita) -> dict[str, str]:
    """A number of every verdict. The plan of Industries has a later revision; that of Labour is the latest."""
    for plan, focal in ((industries, alice), (labour, charlie)):
        report = submit_report(report=plan.reports.get(quarter=1), by=focal)
        approve_report(report=report, by=rita, leaves_unassessed=True)
    same = {name: getattr(industries, name) for name in ("office", "year", "kind", "policy")}
    Plan.objects.create(**same, revision=2)
    approved = labour.reports.get(quarter=1)
    before = labour.reports.get(quarter=1)
    before.scorecard["earned"] = "1.00"  # as if it had been approved with other figures first
    return {
        "search": "",
        "misspelled": "2K-7QXW-M4T9",
        "invented": str(Number(approved.pk, "7QXWM4", "T9C2K7QXW")),
        "draft": number_of(labour.reports.get(quarter=2)),
        "changed": number_of(before),
        "approved": number_of(approved),
        "older": str(Number(approved.pk, fixed(int(digest_of(approved), 16), OLDER_SEAL))),
        "superseded": number_of(industries.reports.get(quarter=1)),
    }


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("language", ["bn", "en"])
def test_every_verdict_is_accessible_and_fits_the_window(leaf_through, numbers, language, viewport):
    faults = {}
    search = reverse("verification:search")
    places = {
        verdict: reverse("verification:verdict", args=[number]) if number else search
        for verdict, number in numbers.items()
    }
    for verdict, page in leaf_through(places, language=language, viewport=viewport, bypass_csp=True):
        if language == "bn":
            assert TOLD[verdict] in page.locator("main").inner_text()
        faults[verdict] = violations(page)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, verdict
    assert {verdict: found for verdict, found in faults.items() if found} == {}


@pytest.mark.parametrize(
    "typed", [lambda number: number.lower().replace("-", " "), to_bengali], ids=["small", "bengali"]
)
def test_a_number_typed_from_the_paper_leads_to_its_verdict(open_page, numbers, typed):
    page = open_page(reverse("verification:search"))
    page.get_by_label(TOLD["search"]).fill(typed(numbers["approved"]))
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text(TOLD["approved"])
