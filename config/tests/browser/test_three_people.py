"""Owns the story of a quarter between people who work at once: colleagues of an office, its head, and a reviewer."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from config.tests.browser.conftest import NARROW, WIDE, follow
from config.tests.browser.desks import FILES, Head, Office, Reviewer
from config.tests.browser.test_grid import PASTE
from offices.models import Deadline, Post, Role
from offices.models import Office as OfficeOfState
from offices.tests.people import PASSWORD, add_person
from plans.actions.achievements import record_achievement
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


@pytest.fixture
def entered(plan, alice):
    """A plan with what a quarter may hold: figures, words to assess and what is said to be not applicable."""
    for number, text in {"1.1": "১", "1.2": "১", "1.3": WORDS, "1.4": NOT_APPLICABLE, "2.1": "১"}.items():
        record_achievement(cell=cell_of(plan, number, 1), value=text, version=0, by=alice)
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


@pytest.mark.parametrize(("viewport", "scripts"), [(NARROW, True), (WIDE, False)], ids=["telephone", "no scripts"])
def test_a_quarter_goes_back_and_is_approved_on_a_telephone_and_without_scripts(
    open_page, entered, alice, karim, rita, viewport, scripts
):
    def desk(kind, person):
        return kind(open_page("/", person, viewport=viewport, java_script_enabled=scripts), entered, scripts=scripts)

    office, head, review = desk(Office, alice), desk(Head, karim), desk(Reviewer, rita)
    office.go()
    office.enter("2.2", "১")
    panel = office.open_row("1.2")
    office.attach(panel)
    office.remark(panel, "নোটিশ ও কার্যবিবরণী সংযুক্ত")
    head.sign()
    office.hand_in("সময়মতো")
    office.fits()

    review.home()
    review.fits()
    follow(review.page, review.page.locator(".waiting-table a.button-small").click)
    review.fits()
    review.question("1.1", "দুটি সভার তারিখ লিখুন")
    review.question("1.2", "স্বাক্ষরিত কার্যবিবরণী দিন")
    review.accept("2.1")
    review.send_back("২টি সারি ফেরত দিন")

    office.home()
    office.fits()
    follow(office.page, office.page.get_by_role("link", name="ঠিক করুন ১.১").click)
    expect(office.field("2.1")).to_have_count(0)
    office.fits()
    office.enter("1.1", "২")
    office.enter("1.2", "২")
    stale = desk(Office, alice)
    stale.go()
    head.sign()
    head.fits()
    office.hand_in("সময়মতো")

    review.go()
    review.accept("1.1")
    review.accept("1.2")
    review.assess("1.3", 80)
    review.grant("1.4", "এ বছর এ কার্যক্রম নেই")
    review.fits()
    review.approve("এক দশমিক")
    stale.field("1.1").fill("৯")
    if scripts:
        stale.field("1.1").blur()
    else:
        follow(stale.page, stale.cell("1.1").get_by_role("button").click)
    expect(stale.page.locator("main")).to_contain_text("অনুমোদিত")
    assert cell_of(entered, "1.1", 1).achievement.text == "২"
    assert mismatches(entered) == []


def reach(page, selector, *, key="Tab"):
    """Goes on with a key until something is focused; what cannot be reached so, nobody without a mouse reaches."""
    for _press in range(200):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{key} never comes to {selector}")


def press(page, selector):
    """Reaches what leads to another page, and presses Enter on it."""
    reach(page, selector)
    follow(page, lambda: page.keyboard.press("Enter"))


def write(page, text):
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def test_a_quarter_goes_back_and_is_approved_by_keyboard_alone(open_page, entered, alice, karim, rita):
    office = Office(open_page("/", alice), entered)
    office.page.on("filechooser", lambda chooser: chooser.set_files(FILES))
    press(office.page, ".home-go a")
    reach(office.page, f"#cell-{office.cells['2.2']}-text")
    write(office.page, "১")
    office.stands_as("2.2", "saved")
    reach(office.page, "[data-open]", key="ArrowRight")
    office.page.keyboard.press("Enter")
    panel = office.page.locator(".row-open")
    expect(panel).to_be_visible()
    reach(office.page, "input[type=file]")
    office.page.keyboard.press("Enter")
    expect(panel.locator("#evidence a[href*='/evidence/']")).to_have_count(len(FILES))
    reach(office.page, "#remark-text")
    office.page.keyboard.type("নোটিশ সংযুক্ত")
    office.page.keyboard.press("Tab")
    expect(panel.locator("form[id^=remark-] .cell-state")).to_contain_text("সংরক্ষিত")
    head = open_page(reverse("entry:submit", args=[entered.pk, 1]), karim)
    press(head, "form[action$='/sign/'] button")
    press(office.page, ".entry-end a.button")
    press(office.page, "[data-needs-nothing-unsent]")
    office.says("সময়মতো")

    review = Reviewer(open_page("/", rita), entered)
    press(review.page, ".waiting-table a.button-small")
    reach(review.page, "[data-show]")
    for keys, number, state in (("j", "1.1", "question"), ("j", "1.2", "question"), ("jjj", "2.1", "accepted")):
        for key in keys:
            review.page.keyboard.press(key)
        review.page.keyboard.press("q" if state == "question" else "a")
        if state == "question":
            write(review.page, f"প্রমাণক দিন: {number}")
        expect(review.row(number).locator(f"td.state-{state}")).to_have_count(1)
    press(review.page, "#review-dock .actions > button:not([formaction])")
    press(review.page, "main form button.button")
    review.says("ফেরত এসেছে")

    for number in ("1.1", "1.2"):
        office.home()
        press(office.page, f".home-returned a[href$='#cell-{office.cells[number]}-text']")
        reach(office.page, f"#cell-{office.cells[number]}-text")
        write(office.page, "২")
        office.stands_as(number, "saved")
    head.reload()
    press(head, "form[action$='/sign/'] button")
    press(office.page, ".entry-end a.button")
    press(office.page, "[data-needs-nothing-unsent]")

    review.home()
    press(review.page, ".waiting-table a.button-small")
    reach(review.page, f"#row-{review.rows['1.3']} button[formaction$='percent=80']")
    review.page.keyboard.press("Enter")
    expect(review.row("1.3").locator(".usual-marks .is-given")).to_have_count(1)
    reach(review.page, f"#exempt-{review.cells['1.4']}")
    review.page.keyboard.type("এ বছর এ কার্যক্রম নেই")
    reach(review.page, f"#row-{review.rows['1.4']} button[value=grant]")
    review.page.keyboard.press("Enter")
    expect(review.row("1.4")).to_contain_text("মঞ্জুর করেছেন")
    press(review.page, "#review-dock button[formaction$='/approve/']")
    reach(review.page, "[name=agreed]")
    review.page.keyboard.press("Space")
    press(review.page, ".decision-side .actions button")
    review.says("অনুমোদিত")
