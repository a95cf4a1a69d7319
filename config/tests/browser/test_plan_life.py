"""Owns the story of a plan before its quarters: rolled over, submitted, returned by row, mended, approved, printed."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from config.tests.browser.conftest import NARROW, WIDE, follow
from config.tests.browser.test_accessibility import violations
from offices.models import FiscalYear
from plans.actions.plan_steps import return_plan, submit_plan
from plans.actions.row_reviews import RowWord, review_plan_row
from plans.models import Plan, QuarterReport
from plans.queries.replay import mismatches
from plans.tests.factories import INDUSTRIES
from plans.tests.workbooks import pasted
from plans.tests.writing import as_draft, row_of, write_title
from reports.tests.pdf.extraction import text_of
from workflow.row_states import RowState

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = ("plan", "begin_plan", "write_plan", "look_plan", "submit_plan", "return_plan", "approve_plan")


@pytest.fixture
def opened(plan_of_size):
    """A plan without rows of the year after one with three."""
    before = plan_of_size(3, year=2020)
    year, _made = FiscalYear.objects.get_or_create(start_year=2021)
    whose = {"office": before.office, "year": year, "kind": before.kind, "policy": before.policy}
    plan = Plan.objects.create(**whose, state="draft")
    QuarterReport.objects.bulk_create(QuarterReport(plan=plan, quarter=quarter) for quarter in (1, 2, 3, 4))
    return plan


def of(plan, name="plan"):
    return reverse(f"entry:{name}", args=[plan.pk])


def fields_of(page, plan, number):
    key = row_of(plan, number).pk
    return page.locator(f"[name=say-{key}]"), page.locator(f"[name=why-{key}]")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_plan_is_rolled_over_submitted_returned_by_row_mended_approved_and_printed(
    open_page, opened, alice, rita, scripts
):
    office = open_page(reverse("home"), alice, java_script_enabled=scripts)
    office.locator(f"a.button[href='{of(opened)}']").click()
    office.get_by_role("link", name="পরিকল্পনা শুরু করুন").click()
    office.get_by_role("button", name="গত বছরের পরিকল্পনা এক বছর এগিয়ে").click()
    office.get_by_role("link", name="গত বছর থেকে যা বদলেছে").click()
    expect(office.locator("#moved")).to_contain_text("০")
    office.go_back()
    office.get_by_role("link", name="আরেকবার দেখে জমা দিন").click()
    office.get_by_role("button", name="পরিকল্পনা জমা দিন").click()
    expect(office.locator("main")).to_contain_text("অনুমোদনের অপেক্ষায়")

    review = open_page(reverse("home"), rita, java_script_enabled=scripts)
    review.locator("#waiting-plans").locator("xpath=..").get_by_role("link").click()
    says, why = fields_of(review, opened, "1.2")
    says.and_(review.locator("[value=question]")).check()
    why.fill("সূচকটি স্পষ্ট করুন")
    fields_of(review, opened, "1.1")[0].and_(review.locator("[value=accepted]")).check()
    review.get_by_role("button", name="দপ্তরে ফেরত দিন").click()
    expect(review.locator("main")).to_contain_text("সূচকটি স্পষ্ট করুন")
    follow(review, review.get_by_role("button", name="দপ্তরে ফেরত দিন").click)

    office.goto(office.url.split("/plans/")[0] + of(opened))
    expect(office.locator(f"#row-{row_of(opened, '1.2').pk}")).to_contain_text("সূচকটি স্পষ্ট করুন")
    office.get_by_role("link", name="পরিকল্পনা লিখুন").click()
    expect(office.locator("main")).to_contain_text("প্রশ্ন: সূচকটি স্পষ্ট করুন")
    office.get_by_role("button", name="১.২", exact=True).last.click()
    office.locator("[name='f:title']").fill("অনুষ্ঠিত সভার সংখ্যা")
    office.get_by_role("button", name="খসড়া রাখুন").last.click()
    expect(office.locator("main")).to_contain_text("অনুষ্ঠিত সভার সংখ্যা")
    office.get_by_role("link", name="দেখে সংরক্ষণ").click()
    office.get_by_role("button", name="পরিকল্পনা সংরক্ষণ করুন").click()
    expect(office.locator(f"#row-{row_of(opened, '1.2').pk}")).to_contain_text("সংশোধিত")
    office.get_by_role("link", name="আরেকবার দেখে জমা দিন").click()
    follow(office, office.get_by_role("button", name="পরিকল্পনা জমা দিন").click)

    review.goto(review.url.split("/plans/")[0] + of(opened))
    row = review.locator(f"#row-{row_of(opened, '1.2').pk}")
    expect(row).to_contain_text("সংশোধিত")
    expect(row.locator("del")).to_be_visible()
    fields_of(review, opened, "1.2")[0].and_(review.locator("[value=accepted]")).check()
    review.get_by_role("button", name="অনুমোদনের আগে দেখুন").click()
    review.locator("[name=agreed]").check()
    follow(review, review.get_by_role("button", name="পরিকল্পনা অনুমোদন করুন").click)
    expect(review.locator("main")).to_contain_text("অনুমোদিত")
    assert mismatches(Plan.objects.get(pk=opened.pk)) == []

    pdf = review.request.get(review.url.split("/plans/")[0] + reverse("reports:signed_plan", args=[opened.pk]))
    assert re.search("অনুমোদন", text_of(pdf.body()))


@pytest.mark.parametrize(("language", "viewport"), [("bn", WIDE), ("bn", NARROW), ("en", WIDE)])
def test_the_pages_of_a_plan_are_accessible_and_fit_the_window(
    open_page, plan_of_size, alice, rita, language, viewport
):
    plan = as_draft(plan_of_size(5))
    submit_plan(plan=plan, by=alice)
    for number, state in (("1.1", RowState.QUESTION), ("1.2", RowState.ACCEPTED)):
        review_plan_row(plan=plan, word=RowWord(row_of(plan, number).pk, state, "কারণ"), by=rita)
    return_plan(plan=plan, by=rita)
    write_title(plan, "1.1", "ঠিক করা", by=alice)
    about = {"language": language, "viewport": viewport, "bypass_csp": True}
    faults = {}

    def look(page, name, address=""):
        if address or name in PAGES:
            page.goto(page.url.split("/plans/")[0] + (address or of(plan, name)))
        faults[f"{name} {plan.state}"] = violations(page)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name

    office = open_page(of(plan), alice, **about)
    for name in PAGES[:5]:
        look(office, name)
    look(office, "bring", reverse("imports:draft", args=[plan.pk]))
    office.locator("[name=text]").fill(pasted(INDUSTRIES))
    office.locator("form:has([name=text]) button").click()
    expect(office.locator("[name=do][value=fill]")).to_be_visible()
    look(office, "brought")
    submit_plan(plan=plan, by=alice)
    review = open_page(of(plan), rita, **about)
    for name in ("plan", *PAGES[5:]):
        look(review, name)
    assert not any(faults.values()), faults
