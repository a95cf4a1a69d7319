"""Owns the story of an administrator who makes a template of a plan and opens a year with it."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from config.tests.browser.conftest import NARROW, WIDE
from config.tests.browser.test_accessibility import violations
from config.tests.browser.test_opening_a_year import ran
from offices.models import Office, Tier
from plan_tree.standard_rows import AreaChoice, AreaRows
from plans.actions.templates import make_template
from plans.models import Indicator, Plan, PlanTemplate

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("javascript", [True, False])
def test_an_administrator_makes_a_template_and_opens_a_year_with_it(open_page, industries, administrator, javascript):
    few = Office.objects.filter(tier="ministry", makes_plan=True).order_by("pk")[:3].values_list("pk", flat=True)
    Office.objects.exclude(pk__in=[*few, industries.office_id]).update(makes_plan=False)
    page = open_page(reverse("admin:plans_plantemplate_changelist"), administrator, java_script_enabled=javascript)
    page.get_by_role("link", name="টেমপ্লেট তৈরি করুন").click()
    page.get_by_role("searchbox").fill("শিল্প")
    page.get_by_role("button", name="খুঁজুন").click()
    page.get_by_role("link", name="শিল্প মন্ত্রণালয়").click()

    page.get_by_label("অর্থবছর", exact=True).fill("২০২১-২২")
    ninth = page.locator("tr", has=page.locator("[name=rows_8]"))
    expect(ninth.locator("select")).to_have_value("own")  # its words ask for five
    expect(ninth.locator("[name=least_8]")).to_have_value("৫")
    page.locator("[name=rows_0]").select_option("both")
    page.locator("[name=least_0]").fill("১")
    page.get_by_role("button", name="টেমপ্লেট সংরক্ষণ").press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("টেমপ্লেট সংরক্ষিত হয়েছে")
    expect(page.locator(".template-rows")).to_contain_text("অন্তত ৫টি")
    assert dict(PlanTemplate.objects.get().rows.own_rows) == {"1": 1, "9": 5}

    page.goto(page.url.split("/admin/")[0] + reverse("admin:offices_fiscalyear_open"))
    expect(page.get_by_label("ধরন ও স্তরের জন্য বছরের টেমপ্লেট থাকলে তা দিয়ে শুরু হবে")).to_be_checked()
    page.get_by_label("কী হবে তা আমি দেখেছি।").check()
    page.get_by_role("button", name="২০২১-২০২২ খুলুন").click()
    expect(ran(page).locator("#job")).to_contain_text("টেমপ্লেটের সারি নিয়ে")
    made = Plan.objects.filter(year__start_year=2021, kind="integrity", office__tier="ministry")
    assert made.exists()
    assert {plan.template for plan in made} == {PlanTemplate.objects.get()}
    assert Indicator.objects.filter(activity__area__plan=made.first()).count() == 32


@pytest.fixture
def places(industries, administrator):
    choices = {"9": AreaChoice(AreaRows.OWN, 5)}
    made = make_template(plan=industries, start_year=2021, tier=Tier.MINISTRY, choices=choices, by=administrator)
    return {
        "list": reverse("admin:plans_plantemplate_changelist"),
        "choose": reverse("admin:plans_plantemplate_choose"),
        "make": reverse("admin:plans_plantemplate_make", args=[industries.pk]),
        "look": reverse("admin:plans_plantemplate_change", args=[made.pk]),
    }


@pytest.mark.parametrize(("language", "viewport"), [("bn", WIDE), ("bn", NARROW), ("en", NARROW)])
def test_the_pages_are_accessible_and_fit_the_window(leaf_through, places, administrator, language, viewport):
    for name, page in leaf_through(places, administrator, language=language, viewport=viewport, bypass_csp=True):
        assert violations(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name


def test_the_pages_keep_the_content_policy(complaints_of, places, administrator):
    assert complaints_of(places, administrator, ours=False) == []
