"""Owns the story of an administrator who opens a year for 54 ministries and divisions: looks, mends a day, opens."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from config.tests.browser.conftest import NARROW, WIDE
from config.tests.browser.test_accessibility import violations
from jobs.models import Job
from offices.models import Deadline
from plans.models import Plan

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def place(reference):
    return reverse("admin:offices_fiscalyear_open")


def ran(page):
    """The job's page once a thread of the server has done the work."""
    page.wait_for_url("**/jobs/**")
    for _turn in range(1800):
        if not Job.objects.latest("pk").is_open:
            break
        page.wait_for_timeout(100)
    page.reload()
    return page


@pytest.mark.parametrize("javascript", [True, False])
def test_an_administrator_opens_a_year_for_54_ministries(open_page, place, administrator, javascript):
    page = open_page(reverse("admin:offices_fiscalyear_changelist"), administrator, java_script_enabled=javascript)
    page.get_by_role("link", name="অর্থবছর খুলুন").click()
    page.get_by_label("অর্থবছর", exact=True).fill("২০২৮-২৯")
    page.get_by_role("group", name="কোন স্তর ষাণ্মাসিক প্রতিবেদন দেয়").get_by_label("মাঠ কার্যালয়").check()
    page.get_by_role("button", name="কী হবে দেখান").click()

    expect(page.locator(".opening-days tbody tr").last).to_contain_text("নেই: ষাণ্মাসিক")
    expect(page.locator(".opening-plans tbody tr").first).to_contain_text("৫৪")
    assert not Plan.objects.exists()
    page.get_by_label("মন্ত্রণালয়, ১ম কোয়ার্টার").fill("১৩ অক্টোবর ২০২৮")
    page.get_by_label("কী হবে তা আমি দেখেছি।").check()
    page.get_by_role("button", name="২০২৮-২০২৯ খুলুন").click()
    expect(page.locator(".messagelist")).to_contain_text("আরেকবার দেখুন")  # a day was changed since
    expect(page.locator(".opening-doubt").first).to_contain_text("শুক্র বা শনিবারে পড়ে")

    page.get_by_label("মন্ত্রণালয়, ১ম কোয়ার্টার").fill("১৬/১০/২০২৮")
    page.get_by_role("button", name="কী হবে দেখান").click()
    page.get_by_label("কী হবে তা আমি দেখেছি।").check()
    page.get_by_role("button", name="২০২৮-২০২৯ খুলুন").press("Enter")
    expect(ran(page).locator("#job")).to_contain_text("শুদ্ধাচার: ৫৪টি পরিকল্পনা তৈরি")
    assert Plan.objects.filter(year__start_year=2028).count() == 108
    assert str(Deadline.objects.get(year__start_year=2028, tier="ministry", quarter=1).due_on) == "2028-10-16"


@pytest.mark.parametrize(("language", "viewport"), [("bn", WIDE), ("bn", NARROW), ("en", WIDE)])
def test_the_page_is_accessible_and_fits_the_window(open_page, place, administrator, language, viewport):
    page = open_page(place, administrator, language=language, viewport=viewport, bypass_csp=True)
    assert violations(page) == []
    page.locator(".opening details summary").first.click()
    page.locator("[name=day_ministry_1]").fill("৩১/০২/২০২৯")
    page.locator("[name=look]").click()
    page.wait_for_selector(".errornote")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize(("language", "viewport"), [("bn", WIDE), ("bn", NARROW), ("en", NARROW)])
def test_what_becomes_of_a_plan_is_accessible_and_fits(open_page, industries, administrator, language, viewport):
    place = reverse("admin:offices_fiscalyear_rolled", args=[industries.pk])
    page = open_page(place, administrator, language=language, viewport=viewport, bypass_csp=True)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_pages_keep_the_content_policy(complaints_of, place, industries, administrator):
    plan = reverse("admin:offices_fiscalyear_rolled", args=[industries.pk])
    assert complaints_of({"open": place, "plan": plan}, administrator, ours=False) == []
