"""Owns the story of a quarter between people who work at once: colleagues of an office, its head, and a reviewer."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from config.tests.browser.conftest import follow
from config.tests.browser.desks import Head, Office, Reviewer
from config.tests.browser.test_grid import PASTE
from offices.models import Deadline, Post, Role
from offices.models import Office as OfficeOfState
from offices.tests.people import PASSWORD, add_person
from plans.addresses import entry_url
from plans.models import Evidence, QuarterRound, SignOff
from plans.queries.replay import mismatches
from plans.tests.factories import cell_of

pytestmark = pytest.mark.django_db(transaction=True)
WORDS, NOT_APPLICABLE = "সভা হয়েছে", "প্রযোজ্য নয়"
DAY = timedelta(days=1)


@pytest.fixture
def karim(industries_office):
    """The secretary, head of the Ministry of Industries, which wants a signature."""
    OfficeOfState.objects.filter(pk=industries_office.pk).update(needs_sign_off=True)
    person = add_person("karim", industries_office, Role.HEAD, name_bn="আবদুল করিম")
    person.memberships.update(post=Post.objects.create(office=industries_office, title="সচিব"))
    return person


@pytest.fixture
def plan(plan_of_size, karim):
    """Six rows; the first quarter is due in three days, the second was due two days ago."""
    plan = plan_of_size(6)
    for quarter, days in ((1, 3), (2, -2)):
        place = {"year": plan.year, "quarter": quarter, "tier": plan.office.tier}
        Deadline.objects.update_or_create(**place, defaults={"due_on": timezone.localdate() + days * DAY})
    return plan


def paste(desk, number, text):
    desk.field(number).focus()
    desk.page.evaluate(PASTE, [desk.field(number).get_attribute("id"), text])


def sign_in_beside(desk, name):
    """In the window that the page opens for who is signed out."""
    with desk.page.expect_popup() as opened:
        desk.page.locator("#signed-out [data-sign-in]").click()
    beside = opened.value
    beside.locator("[name=login]").fill(name)
    beside.locator("[name=password]").fill(PASSWORD)
    with beside.expect_event("close"):
        beside.locator("main button[type=submit]").click()


def test_two_colleagues_their_head_and_a_reviewer_bring_a_quarter_to_its_approval_and_hand_in_the_next_late(
    open_page, live_server, plan, alice, bob, karim, rita
):
    form = entry_url(plan, 1)
    office = Office(open_page(form, alice), plan)
    beside = Office(open_page(form, bob), plan)

    # entered, pasted, over a lost line, after being signed out, and against a colleague
    office.enter("1.1", "১")
    paste(office, "1.2", f"১\n{WORDS}\n{NOT_APPLICABLE}")
    for number in ("1.2", "1.3", "1.4"):
        office.stands_as(number, "saved")
    office.page.context.set_offline(True)
    office.type("2.1", "১")
    office.stands_as("2.1", "waiting")
    office.page.context.set_offline(False)
    office.stands_as("2.1", "saved")
    beside.enter("2.2", "৩")
    office.type("2.2", "২")
    office.stands_as("2.2", "conflict")
    expect(office.cell("2.2").locator(".conflict-values")).to_contain_text("৩")
    office.cell("2.2").locator("button[value=theirs]").click()
    office.stands_as("2.2", "saved")
    expect(office.field("2.2")).to_have_value("৩")
    office.page.context.clear_cookies(name="sessionid")
    office.type("1.1", "২")
    expect(office.page.locator("#signed-out")).to_be_visible()
    sign_in_beside(office, "alice")
    office.stands_as("1.1", "saved")

    # evidence, a remark, the signature, the receipt in time
    panel = office.open_row("1.2")
    office.attach(panel)
    office.remark(panel, "নোটিশ ও কার্যবিবরণী সংযুক্ত")
    office.go("submit")
    office.says("তিনি এখনও স্বাক্ষর করেননি")
    head = Head(open_page("/", karim), plan)
    head.sign()
    office.hand_in("সময়মতো")

    # two rows go back, the others are accepted or stay as they are
    review = Reviewer(open_page("/", rita), plan)
    follow(review.page, review.page.locator(".waiting-table a.button-small").click)
    review.question("1.1", "দুটি সভার তারিখ লিখুন")
    review.question("1.2", "স্বাক্ষরিত কার্যবিবরণী দিন")
    review.accept("2.1")
    review.send_back("২টি সারি ফেরত দিন")

    # mended from home, where a closed row stays closed
    office.page.goto(live_server.url)
    office.says("দুটি সভার তারিখ লিখুন", "স্বাক্ষরিত কার্যবিবরণী দিন")
    follow(office.page, office.page.get_by_role("link", name="ঠিক করুন ১.১").click)
    expect(office.field("2.1")).to_have_count(0)
    office.enter("1.1", "১")
    office.enter("1.2", "২")
    office.page.goto(live_server.url)
    expect(office.page.locator(".is-mended")).to_have_count(2)
    beside.go()
    expect(beside.field("1.1")).to_have_value("১")
    head.sign()
    office.hand_in("সময়মতো")

    # looked at again, assessed, granted, approved
    review.go()
    expect(review.row("1.1").locator("del")).to_contain_text("২")
    for number in ("1.1", "1.2", "2.2"):
        review.accept(number)
    review.assess("1.3", 80)
    review.grant("1.4", "এ বছর এ কার্যক্রম নেই")
    review.approve("এক দশমিক")

    # what is typed after that is not taken, and not lost
    beside.type("1.2", "৯")
    beside.stands_as("1.2", "refused")
    expect(beside.field("1.2")).to_have_value("৯")
    beside.go()
    expect(beside.page.locator(".cell [name=text]")).to_have_count(0)
    beside.says("অনুমোদিত")

    # the next quarter is two days late
    late = Office(office.page, plan, 2)
    late.go()
    late.enter("1.1", "১")
    Head(head.page, plan, 2).sign()
    late.hand_in("২ দিন বিলম্বে")

    assert cell_of(plan, "1.2", 1).achievement.text == "২"
    assert Evidence.objects.filter(cell__indicator__activity__area__plan=plan).count() == 3
    assert SignOff.objects.count() == QuarterRound.objects.filter(report__plan=plan).count() == 3
    assert mismatches(plan) == []
