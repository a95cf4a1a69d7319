"""Owns the story of what people are told: the number in the head, the notice, its page, the menu, the reminder."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from config.tests.browser.conftest import NARROW, follow
from config.tests.browser.test_accessibility import violations
from notices.actions import tell
from notices.models import NoticeKind
from notices.tests.test_delivering import SAID
from offices.models import Deadline
from plans.actions.evidence import write_comment
from plans.actions.reporting import return_report, submit_report
from plans.tests.factories import cell_of

pytestmark = pytest.mark.django_db(transaction=True)
BADGE = "[data-unread]"


@pytest.fixture
def plan(plan_of_size, alice, rita):
    """The first quarter came back, and the second is due; the reviewer wrote a comment."""
    plan = plan_of_size(2)
    place = {"year": plan.year, "quarter": 2, "tier": plan.office.tier}
    Deadline.objects.update_or_create(**place, defaults={"due_on": timezone.localdate() + timedelta(days=3)})
    submit_report(report=plan.reports.get(quarter=1), by=alice)
    return_report(report=plan.reports.get(quarter=1), reason="কার্যবিবরণী দিন।", by=rita)
    write_comment(cell=cell_of(plan, "1.2", 1), text="তালিকা দিন।", by=rita)
    return plan


def test_a_notice_is_seen_opened_and_read_and_the_number_in_the_head_follows(open_page, plan, alice):
    page = open_page("/", alice, viewport=NARROW, bypass_csp=True)
    expect(page.locator(BADGE)).to_contain_text("২")
    expect(page.locator("main")).to_contain_text("দিন বাকি")
    assert violations(page) == []
    follow(page, page.get_by_role("link", name="বিজ্ঞপ্তি").first.click)
    assert violations(page) == []
    with page.expect_response("**/notices/seen/"):  # the page that is looked at is read, and says so
        follow(page, page.get_by_role("button", name="খুলুন: ").first.click)
    assert page.url.endswith(reverse("entry:cell", args=[cell_of(plan, "1.2", 1).pk]))
    expect(page.locator(BADGE)).to_contain_text("১")


def test_looking_at_the_page_itself_reads_what_leads_there(open_page, plan, alice, rita, live_server):
    page = open_page("/", alice)
    with page.expect_response("**/notices/seen/"):
        page.goto(live_server.url + reverse("entry:entry", args=[plan.pk, 1]))
    expect(page.locator(BADGE)).to_contain_text("১")


def test_the_menu_of_the_account_opens_closes_and_leads_by_keyboard(open_page, plan, alice):
    page = open_page("/", alice, viewport=NARROW, bypass_csp=True)
    menu, summary = page.locator(".account-panel"), page.locator("[data-menu] summary")
    expect(menu).to_be_hidden()
    summary.press("Enter")
    expect(menu).to_be_visible()
    assert violations(page) == []
    box = menu.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= NARROW["width"]
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(summary).to_be_focused()
    summary.click()
    page.locator(".site-footer").click(position={"x": 2, "y": 2})
    expect(menu).to_be_hidden()
    summary.click()
    follow(page, page.get_by_role("link", name="আমাকে কীভাবে জানানো হবে").click)
    page.get_by_label("দিনে একবার").check()
    follow(page, page.get_by_role("button", name="সংরক্ষণ").click)
    expect(page.get_by_label("দিনে একবার")).to_be_checked()
    assert violations(page) == []


@pytest.mark.parametrize("javascript", [True, False])
def test_a_reviewer_reminds_all_with_one_button(open_page, plan, rita, alice, javascript):
    page = open_page("/", rita, java_script_enabled=javascript, bypass_csp=True)
    if javascript:
        assert violations(page) == []
    page.get_by_role("button", name="১টি দপ্তরকে স্মরণ করান").press("Enter")
    expect(page.locator(".messages")).to_contain_text("১টি দপ্তরকে স্মরণ করানো হয়েছে")
    told = open_page(reverse("notices:list"), alice, java_script_enabled=javascript)
    expect(told.locator("main")).to_contain_text("পর্যালোচকের স্মরণ")
    told.get_by_role("button", name="সব পঠিত করুন").press("Enter")
    expect(told.locator(BADGE)).to_have_count(0)


def test_the_pages_of_notices_are_accessible_in_english_too(leaf_through, administrator, plan, alice):
    tell(people=[administrator], kind=NoticeKind.HANDED_IN, sentence=SAID, link="/about/", once="x")
    places = {name: reverse(name) for name in ("home", "notices:list", "notices:choice", "notices:mails")}
    for name, page in leaf_through(places, administrator, language="en", bypass_csp=True):
        assert violations(page) == [], name
