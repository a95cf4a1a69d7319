"""Owns the story of a year that is closed: feedback after its half, the annual report written, returned, accepted."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from config.tests.browser.conftest import NARROW, follow
from config.tests.browser.test_accessibility import violations
from plans.tests.stepping import approve_through
from plans.tests.year_end import NARRATIVE, report_year

pytestmark = pytest.mark.django_db(transaction=True)


def fits_a_telephone(page):
    page.set_viewport_size(NARROW)
    return page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_a_year_gets_its_feedback_and_its_annual_report(open_page, plan_of_size, alice, rita):
    plan = plan_of_size(2)
    report_year(plan, by=alice)
    annual, feedback = (reverse(f"entry:{name}", args=[plan.pk]) for name in ("annual", "feedback"))

    above = open_page(feedback, rita)
    above.locator("[name=text]").fill("গতি ভালো; ১.২ সারিতে বাড়ান।")
    above.locator(".row-note").last.fill("এখনও শুরু হয়নি")
    assert violations(above) == []
    follow(above, above.get_by_role("button", name="সংরক্ষণ করে দেওয়ার দিকে এগোন").click)
    expect(above.locator("main")).to_contain_text("এখনও শুরু হয়নি")
    follow(above, above.get_by_role("button", name="দপ্তরকে দিন").click)
    expect(above.locator("main")).to_contain_text("ফিডব্যাক দেওয়া হয়েছে")

    office = open_page(feedback, alice)
    expect(office.locator("main")).to_contain_text("এখনও শুরু হয়নি")
    office.locator("[name=answer]").fill("মার্চের মধ্যে হবে।")
    follow(office, office.get_by_role("button", name="পড়েছি, জবাব পাঠান").click)
    expect(office.locator("main")).to_contain_text("মার্চের মধ্যে হবে।")
    assert violations(office) == []
    assert fits_a_telephone(office)

    office = open_page(reverse("home"), alice)
    follow(office, office.get_by_role("link", name="বার্ষিক প্রতিবেদন লিখুন").click)
    for name, text in NARRATIVE.items():
        office.locator(f"[name={name}]").fill(text)
    assert violations(office) == []
    follow(office, office.get_by_role("button", name="সংরক্ষণ করে জমার দিকে এগোন").click)
    expect(office.locator("main")).to_contain_text("notice.pdf")
    follow(office, office.get_by_role("button", name="বার্ষিক প্রতিবেদন জমা দিন").click)
    expect(office.locator("#receipts-of-it")).to_contain_text("-A-")
    assert violations(office) == []
    assert fits_a_telephone(office)

    approve_through(plan, 4, by=alice, reviewer=rita)
    above = open_page(reverse("home"), rita)
    follow(above, above.locator(f"main a[href='{annual}']").first.click)
    follow(above, above.get_by_role("button", name="দপ্তরে ফেরত দিন").click)
    expect(above.locator(".field-refused")).to_contain_text("কারণ লিখুন")
    assert violations(above) == []
    follow(above, above.get_by_role("button", name="বার্ষিক প্রতিবেদন গ্রহণ করুন").click)
    expect(above.locator("main")).to_contain_text("গৃহীত হয়েছে")
    assert fits_a_telephone(above)

    number = above.locator("#receipts-of-it a[href*='/v/']").inner_text()
    anybody = open_page(reverse("verification:verdict", args=[number]))
    expect(anybody.locator("main")).to_contain_text("আসল ও গৃহীত")
    assert violations(anybody) == []


def test_targets_of_several_days_wrap_on_a_telephone(open_page, industries, alice):
    assert fits_a_telephone(open_page(reverse("entry:annual", args=[industries.pk]), alice))
