"""Owns the stories of people at work when the site is closed for maintenance: nothing they typed is lost by it."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from config.tests.browser.conftest import NARROW, WIDE, has_settled
from config.tests.browser.test_accessibility import violations
from config.tests.browser.test_grid import Grid, stored
from config.tests.browser.test_open_row import opened
from editor.tests.drafting import row_of as drafted_row
from operations.closing import Closure, close, reopen
from plans.actions.reporting import submit_report
from plans.addresses import entry_url
from plans.models import Comment
from plans.tests.writing import row_of

pytestmark = pytest.mark.django_db(transaction=True)
BACK = "window.dispatchEvent(new Event('focus')); window.dispatchEvent(new Event('online'))"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def test_values_typed_while_it_is_closed_are_sent_when_it_opens(open_page, industries, alice):
    grid = Grid(open_page(entry_url(industries, 1), alice), industries)
    close(Closure())
    grid.type("1.1", "২")
    grid.expect_state("1.1", "failed")
    reopen()
    grid.page.evaluate(BACK)
    grid.expect_state("1.1", "saved")
    assert stored(industries, "1.1") == "২"


def test_values_outlive_the_page_of_maintenance(open_page, industries, alice):
    grid = Grid(open_page(entry_url(industries, 1), alice), industries)
    address = grid.page.url
    close(Closure())
    grid.type("1.1", "২")
    grid.expect_state("1.1", "failed")
    grid.page.on("dialog", lambda dialog: dialog.accept())
    grid.page.goto(address)
    expect(grid.page.get_by_role("heading", name="রক্ষণাবেক্ষণ চলছে")).to_be_visible()
    reopen()
    grid.page.goto(address)
    grid.expect_state("1.1", "saved")
    assert stored(industries, "1.1") == "২"


def test_a_remark_and_a_comment_stay_in_their_fields(open_page, industries, alice):
    page = open_page(entry_url(industries, 1), alice)
    panel = opened(page)
    close(Closure())
    panel.locator("#words textarea").fill("সভা হয়েছে")
    panel.locator("#words textarea").press("Tab")
    expect(panel.locator("form[id^=remark-] .cell-state")).to_contain_text("অপেক্ষায়")
    panel.locator("#comments textarea").fill("দেওয়া হলো।")
    panel.locator("#comments button").click()
    expect(panel.locator("#comments [data-down]")).to_contain_text("সংরক্ষণ হয়নি")
    reopen()
    page.evaluate(BACK)
    expect(panel.locator("form[id^=remark-] .cell-state")).to_contain_text("সংরক্ষিত")
    expect(panel.locator("#comments textarea")).to_have_value("দেওয়া হলো।")
    panel.locator("#comments button").click()
    expect(panel.locator("#comments li")).to_have_count(1)
    assert Comment.objects.get().text == "দেওয়া হলো।"


def test_a_reviewer_is_told_and_keeps_what_was_written(open_page, plan_of_size, alice, rita):
    plan = plan_of_size(2)
    submit_report(report=plan.reports.get(quarter=1), by=alice)
    page = open_page(entry_url(plan, 1), rita)
    page.locator("#return-reason").fill("আধা লেখা")
    close(Closure())
    row = page.locator(f"#row-{row_of(plan, '1.1').pk}")
    row.focus()
    page.keyboard.press("a")
    expect(page.locator("#review-down")).to_be_visible()
    reopen()
    row.focus()
    page.keyboard.press("a")
    expect(row).to_contain_text("● গৃহীত")
    expect(page.locator("#review-down")).to_be_hidden()
    expect(page.locator("#return-reason")).to_have_value("আধা লেখা")


def test_a_whole_plan_waits_for_the_site_to_open(open_page, industries, administrator):
    row = drafted_row(industries, "1.1")
    address = reverse("admin:integrity_plans_integrityplan_whole", args=[industries.pk])
    page = open_page(f"{address}?row={row.id}", administrator)
    close(Closure())
    page.locator("[name='f:title']").fill("নতুন কথা")
    expect(page.locator("[data-state]")).to_contain_text("এখনও সংরক্ষণ হয়নি")
    reopen()
    page.evaluate(BACK)
    expect(page.locator(".editor-state.is-saved")).to_be_visible()
    assert drafted_row(industries, "1.1").text("title") == "নতুন কথা"


@pytest.mark.parametrize("viewport", [WIDE, NARROW])
def test_the_page_of_maintenance_is_accessible_and_fits(open_page, db, viewport):
    close(Closure(administrators=True))
    page = open_page("/jobs/", viewport=viewport, bypass_csp=True)
    has_settled(page)
    expect(page.get_by_role("link", name="প্রশাসক লগ-ইন")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert violations(page) == []
